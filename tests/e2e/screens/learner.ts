import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** So long ago that what was wrong then is asked again. */
const AT = '2026-01-02T03:04:05.000Z';

const done = (...seen: readonly {readonly what: string; readonly value: string}[]) => ({
	state: 'done',
	at: AT,
	hints: 0,
	helped: false,
	seen,
});

/** What the program keeps of one who has begun the core path, predicted wrongly, and answered wrongly. */
export const COMES_BACK: object = {
	version: 2,
	path: 'core',
	place: {at: 'menu'},
	steps: {
		'010/boot-id': done({what: 'the boot id', value: 'f3b0c8a4-5a39-4a6e-9c0d-2b7c1d2e3f40'}),
		'010/processes': done(),
		'020/list': done(),
		'110/only-a-shell': done(),
	},
	predictions: {
		'010/same-kernel': {option: 'own', right: false, at: AT},
		'020/whose-name': {option: 'old', right: true, at: AT},
	},
	questions: {'110/alpine-on-ubuntu': {option: 'libc', right: false, at: AT}},
	opened: {'010': AT, '020': AT, '110': AT},
	practised: {},
	settings: {},
};

/** Walks with a directory in which this is kept as the learner's progress. */
export async function withProgress(
	progress: object,
	walk: (home: string) => Promise<void>,
): Promise<void> {
	const home = mkdtempSync(join(tmpdir(), 'container-lessons-screens-'));
	try {
		mkdirSync(join(home, 'container-lessons'));
		const file = join(home, 'container-lessons', 'progress.json');
		writeFileSync(file, JSON.stringify(progress));
		await walk(home);
	} finally {
		rmSync(home, {recursive: true, force: true});
	}
}

// The first frame of a large pack that was opened before, against that of the built-in course.
import {execFileSync} from 'node:child_process';
import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {compared, openTimed, pairs} from './measure.mjs';
import {DRAWN, PROGRAM, withEnvironment} from './program.mjs';

const LESSONS = 190;
const FIRST = 500;

/** A pack of so many lessons, each a copy of the one that `new` writes. */
function makePack(directory) {
	execFileSync(process.execPath, [PROGRAM, 'new', `${FIRST}-two-names`, '--pack', directory]);
	const lesson = join(directory, 'lessons', `${FIRST}-two-names.md`);
	const exercise = join(directory, 'exercises', `${FIRST}-two-names`);
	for (let id = FIRST + 1; id < FIRST + LESSONS; id++) {
		const name = `${id}-names-${id}`;
		const renamed = (path) =>
			readFileSync(path, 'utf8')
				.replaceAll('two-names', `names-${id}`)
				.replaceAll(String(FIRST), String(id));
		writeFileSync(join(directory, 'lessons', `${name}.md`), renamed(lesson));
		const copy = join(directory, 'exercises', name);
		cpSync(exercise, copy, {recursive: true});
		for (const file of readdirSync(copy)) {
			const path = join(copy, basename(file));
			writeFileSync(path, renamed(path));
		}
	}
}

async function firstFrame(args, env) {
	const program = openTimed([process.execPath, PROGRAM, ...args], {env});
	const at = await program.seen(DRAWN);
	await program.close();
	return at - program.startedAt;
}

export const largePack = ({quick}) =>
	withEnvironment(async (env) => {
		const directory = mkdtempSync(join(tmpdir(), 'container-lessons-bench-'));
		try {
			makePack(directory);
			const withPack = ['start', '--pack', directory];
			await firstFrame(withPack, env);
			const taken = await pairs(
				quick ? 5 : 20,
				() => firstFrame(withPack, env),
				() => firstFrame(['start'], env),
			);
			return [compared(`first frame, pack of ${LESSONS} lessons`, 'the course', taken, 1.5)];
		} finally {
			rmSync(directory, {recursive: true, force: true});
		}
	});

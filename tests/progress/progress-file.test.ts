import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeEach, expect, test} from 'vitest';
import {openProgress} from '../../src/progress/progress-file.door.js';
import {createLocker} from '../../src/progress/take-lock.door.js';
import {stepRecord, withStep} from './records.js';
import {stepsIn} from './writer.js';

const root = mkdtempSync(join(tmpdir(), 'container-lessons-progress-'));
let dir = '';
let count = 0;

beforeEach(() => {
	count += 1;
	dir = join(root, `store-${count}`);
});

afterAll(() => rmSync(root, {recursive: true, force: true}));

const stored = (): unknown => JSON.parse(readFileSync(join(dir, 'progress.json'), 'utf8'));
const stepsStored = (): readonly string[] => stepsIn(dir);

test('a step is still there when the program is opened again', () => {
	const progress = openProgress({dir});
	expect(progress.warning).toBeUndefined();
	progress.update(withStep('010/release'));
	expect(openProgress({dir}).read().steps['010/release']).toEqual(stepRecord());
	expect(progress.file).toBe(join(dir, 'progress.json'));
});

test('the files are for their owner alone and nothing is left lying about', () => {
	const progress = openProgress({dir});
	progress.update(withStep('010/release'));
	progress.update(withStep('010/boot-id'));
	expect(readdirSync(dir)).toEqual(['progress.backup.json', 'progress.json']);
	for (const name of readdirSync(dir)) expect(statSync(join(dir, name)).mode & 0o777).toBe(0o600);
	expect(statSync(dir).mode & 0o777).toBe(0o700);
});

test('the backup is what was stored before the last step', () => {
	const progress = openProgress({dir});
	progress.update(withStep('010/release'));
	const before = stored();
	progress.update(withStep('010/boot-id'));
	expect(JSON.parse(readFileSync(join(dir, 'progress.backup.json'), 'utf8'))).toEqual(before);
});

test('two programs that are open at once see and keep each other’s steps', () => {
	const one = openProgress({dir});
	const other = openProgress({dir});
	one.update(withStep('010/release'));
	other.update(withStep('020/labels'));
	expect(Object.keys(one.read().steps)).toEqual(['010/release', '020/labels']);
});

test('a lock that somebody alive holds is waited for, then the learner goes on unsaved', () => {
	mkdirSync(dir, {recursive: true});
	const lock = createLocker().take(join(dir, 'progress.lock'));
	const progress = openProgress({dir});
	expect(progress.warning).toContain('another program holds it');
	lock.release();
	progress.update(withStep('010/release'));
	expect(progress.warning).toBeUndefined();
});

test.each([
	['half a file', '{"version": 1, "steps": {"010/rel'],
	['an empty file', ''],
	['something else', '"hello"'],
])('%s is set aside with a sentence, and the program goes on', (_, broken) => {
	mkdirSync(dir, {recursive: true});
	writeFileSync(join(dir, 'progress.json'), broken);
	const progress = openProgress({dir});
	expect(progress.warning).toMatch(/^Your progress was broken and was set aside; it starts anew\./);
	const aside = readdirSync(dir).filter((name) => name.startsWith('progress.broken-'));
	expect(aside.map((name) => readFileSync(join(dir, name), 'utf8'))).toEqual([broken]);
	progress.update(withStep('010/release'));
	expect(stepsStored()).toEqual(['010/release']);
});

test('a broken file is replaced by the backup, where there is one', () => {
	const progress = openProgress({dir});
	progress.update(withStep('010/release'));
	progress.update(withStep('010/boot-id'));
	writeFileSync(join(dir, 'progress.json'), '{"ver');
	const again = openProgress({dir});
	expect(again.warning).toContain('the copy from before is used');
	expect(Object.keys(again.read().steps)).toEqual(['010/release']);
	expect(stepsStored()).toEqual(['010/release']);
});

test('what a newer version wrote is read, and never written', () => {
	mkdirSync(dir, {recursive: true});
	const newer = {version: 99, steps: {'010/release': stepRecord()}, place: {at: 'menu'}};
	writeFileSync(join(dir, 'progress.json'), JSON.stringify(newer));
	const progress = openProgress({dir});
	progress.update(withStep('010/boot-id'));
	expect(progress.warning).toContain('a newer container-lessons wrote what is there');
	expect(Object.keys(progress.read().steps)).toEqual(['010/release', '010/boot-id']);
	expect(stored()).toEqual(newer);
});

test('keys that this version does not know survive a step', () => {
	mkdirSync(dir, {recursive: true});
	writeFileSync(
		join(dir, 'progress.json'),
		JSON.stringify({version: 1, steps: {'999/x': {state: 'odd'}}, badges: [1]}),
	);
	openProgress({dir}).update(withStep('010/release'));
	expect(stored()).toMatchObject({badges: [1], steps: {'999/x': {state: 'odd'}}});
});

test('where no folder can be made the learner goes on and is told', () => {
	writeFileSync(join(root, 'a-file'), '');
	const progress = openProgress({dir: join(root, 'a-file', 'below')});
	progress.update(withStep('010/release'));
	progress.update(withStep('010/boot-id'));
	expect(progress.warning).toMatch(/^You can go on, but this won't be saved: .+ \(.*\)\.$/);
	expect(Object.keys(progress.read().steps)).toEqual(['010/release', '010/boot-id']);
});

test('steps that could not be saved are saved with the next one that can', () => {
	writeFileSync(dir, 'in the way');
	const progress = openProgress({dir});
	progress.update(withStep('010/release'));
	rmSync(dir);
	progress.update(withStep('010/boot-id'));
	expect(progress.warning).toBeUndefined();
	expect(stepsStored()).toEqual(['010/release', '010/boot-id']);
});

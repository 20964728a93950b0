import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi} from 'vitest';
import {parseStat} from '../../src/domain/proc.js';
import {readLink} from '../../src/files/read-text.door.js';
import {parseHolder} from '../../src/progress/file-lock.js';
import {openProgress} from '../../src/progress/progress-file.door.js';
import {withStep} from './records.js';
import {buildWriter, startWriter, stepsIn} from './writer.js';

const root = mkdtempSync(join(tmpdir(), 'container-lessons-killed-'));
const writer = join(root, 'writer.mjs');
let dir = '';
let count = 0;

beforeAll(() => buildWriter(writer));
beforeEach(() => {
	count += 1;
	dir = join(root, `store-${count}`);
});
afterAll(() => rmSync(root, {recursive: true, force: true}));

const stateOf = (pid: number | undefined): string =>
	parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8')).state;

const keysOf = (name: string, many: number): string[] =>
	Array.from({length: many}, (_, n) => `${name}/${n}`);

test.each([
	['on one clock', [0, 0, 0, 0]],
	['with clocks an hour and a year apart', [0, 3_600_000, -3_600_000, 31_536_000_000]],
])('four programs that save as fast as they can, %s, lose nothing', async (_, clocks) => {
	const programs = clocks.map((ahead, index) =>
		startWriter(writer, dir, keysOf(`p${index}`, 25), {AHEAD: String(ahead)}),
	);
	const ends = await Promise.all(programs.map((program) => once(program, 'exit')));
	expect(ends.map(([status]) => status)).toEqual([0, 0, 0, 0]);
	const wanted = clocks.flatMap((_ahead, index) => keysOf(`p${index}`, 25));
	expect([...stepsIn(dir)].sort()).toEqual(wanted.sort());
	expect(readdirSync(dir)).toEqual(['progress.backup.json', 'progress.json']);
});

test('a lock that is taken away again and again costs time, and no step', async () => {
	const names = ['a', 'b', 'c'];
	const programs = names.map((name) => startWriter(writer, dir, keysOf(name, 20)));
	const lock = join(dir, 'progress.lock');
	const seen: string[] = [];
	// Every second lock that is seen, so that a slow machine has as many turns as a quick one.
	const thief = setInterval(() => {
		const holder = readLink(lock);
		if (holder === undefined || holder === seen.at(-1)) return;
		if (seen.push(holder) % 2 === 0) rmSync(lock, {force: true});
	}, 1);
	onTestFinished(() => clearInterval(thief));
	const ends = await Promise.all(programs.map((program) => once(program, 'exit')));
	expect(ends.map(([status]) => status)).toEqual([0, 0, 0]);
	expect([...stepsIn(dir)].sort()).toEqual(names.flatMap((name) => keysOf(name, 20)).sort());
	expect(seen.length).toBeGreaterThan(1);
});

test('a program that is stopped while it saves keeps what others saved meanwhile', async () => {
	const stopped = startWriter(writer, dir, ['010/early', '010/late'], {SIGNAL: 'SIGSTOP'});
	onTestFinished(() => void stopped.kill('SIGKILL'));
	await vi.waitFor(() => expect(stateOf(stopped.pid)).toBe('T'), {timeout: 20_000, interval: 20});
	// As another program does that has waited for long enough.
	rmSync(join(dir, 'progress.lock'));
	const other = openProgress({dir});
	other.update(withStep('020/labels'));
	other.update(withStep('030/pid'));
	const ended = once(stopped, 'exit');
	stopped.kill('SIGCONT');
	expect(await ended).toEqual([0, null]);
	expect(stepsIn(dir)).toEqual(['010/early', '020/labels', '030/pid', '010/late']);
});

test('the lock of a program that is killed while it saves delays nobody', async () => {
	const killed = startWriter(writer, dir, ['010/early', '010/late'], {SIGNAL: 'SIGKILL'});
	expect(await once(killed, 'exit')).toEqual([null, 'SIGKILL']);
	expect(readdirSync(dir)).toContain('progress.lock');
	const begun = performance.now();
	const progress = openProgress({dir});
	expect(performance.now() - begun).toBeLessThan(5000);
	expect(progress.warning).toBeUndefined();
	progress.update(withStep('020/labels'));
	expect(stepsIn(dir)).toEqual(['010/early', '020/labels']);
});

test('nor does that of one that nobody has waited for since it was killed', async () => {
	const words = [process.execPath, writer, dir, '010/release'];
	const parent = spawn('sh', ['-c', '"$0" "$@" & exec sleep 1000', ...words], {
		env: {...process.env, SIGNAL: 'SIGKILL'},
		stdio: 'ignore',
	});
	onTestFinished(() => void parent.kill('SIGKILL'));
	const lock = join(dir, 'progress.lock');
	await vi.waitFor(() => expect(stateOf(parseHolder(readlinkSync(lock))?.pid)).toBe('Z'), {
		timeout: 10_000,
		interval: 20,
	});
	expect(openProgress({dir}).warning).toBeUndefined();
});

test('what killed programs have left of a save is swept, and nothing else', () => {
	mkdirSync(dir);
	const ours = [
		'progress.json.draft-0123456789abcdef',
		'progress.json.draft-0123456789abcdef.tmp-1790000000abcdef',
		'progress.backup.json.draft-fedcba9876543210',
	];
	const others = [
		'progress.json.draft',
		'progress.json.draft-mine',
		'notes.draft-0123456789abcdef',
	];
	for (const name of [...ours, ...others]) writeFileSync(join(dir, name), '{}');
	openProgress({dir}).update(withStep('010/release'));
	expect(readdirSync(dir)).toEqual([...others, 'progress.json'].sort());
});

import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {
	chownSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {hostname, tmpdir} from 'node:os';
import {join} from 'node:path';
import {buildSync} from 'esbuild';
import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {openProgress} from '../../src/progress/progress-file.door.js';
import {stepRecord, withStep} from './records.js';

const root = mkdtempSync(join(tmpdir(), 'container-lessons-progress-'));
const writer = join(root, 'writer.mjs');
let dir = '';
let count = 0;

/** A program of its own that opens the store in argv[2], or the person's, and saves the steps argv[3…]. */
const WRITER = `
import {openProgress} from '${join(process.cwd(), 'src/progress/progress-file.door.ts')}';
const [dir, ...keys] = process.argv.slice(2);
const progress = openProgress(dir === '' ? {} : {dir});
for (const key of keys) {
	progress.update((now) => ({...now, steps: {...now.steps, [key]: ${JSON.stringify(stepRecord())}}}));
}
process.stdout.write(JSON.stringify({warning: progress.warning ?? null, steps: Object.keys(progress.read().steps)}));
`;

beforeAll(() => {
	buildSync({
		stdin: {contents: WRITER, resolveDir: process.cwd(), loader: 'ts'},
		outfile: writer,
		bundle: true,
		platform: 'node',
		format: 'esm',
		banner: {
			js: "import {createRequire as c} from 'node:module'; const require = c(import.meta.url);",
		},
		logLevel: 'error',
	});
});

beforeEach(() => {
	count += 1;
	dir = join(root, `store-${count}`);
});

afterAll(() => rmSync(root, {recursive: true, force: true}));

const stored = (): unknown => JSON.parse(readFileSync(join(dir, 'progress.json'), 'utf8'));
const stepsStored = (): readonly string[] =>
	Object.keys((stored() as {steps: Record<string, unknown>}).steps);

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

test('two processes that write as fast as they can lose nothing', async () => {
	const keysOf = (name: string): string[] => Array.from({length: 40}, (_, n) => `${name}/${n}`);
	const programs = ['a', 'b'].map((name) =>
		spawn(process.execPath, [writer, dir, ...keysOf(name)], {stdio: 'ignore'}),
	);
	const ends = await Promise.all(programs.map((program) => once(program, 'exit')));
	expect(ends.map(([status]) => status)).toEqual([0, 0]);
	expect(new Set(stepsStored())).toEqual(new Set([...keysOf('a'), ...keysOf('b')]));
});

test('the lock of a program that died is taken over', () => {
	const dead = spawnSync(process.execPath, ['-e', '']).pid;
	mkdirSync(dir, {recursive: true});
	writeFileSync(
		join(dir, 'progress.lock'),
		JSON.stringify({pid: dead, host: hostname(), at: Date.now()}),
	);
	const progress = openProgress({dir});
	progress.update(withStep('010/release'));
	expect(progress.warning).toBeUndefined();
	expect(stepsStored()).toEqual(['010/release']);
});

test('a lock that somebody alive holds is waited for, then the learner goes on unsaved', () => {
	mkdirSync(dir, {recursive: true});
	const lock = JSON.stringify({pid: process.pid, host: hostname(), at: Date.now()});
	writeFileSync(join(dir, 'progress.lock'), lock);
	const progress = openProgress({dir});
	expect(progress.warning).toContain('another program holds it');
	rmSync(join(dir, 'progress.lock'));
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

const canMount = spawnSync('unshare', ['-Urm', 'true']).status === 0;

const BAD_DISKS = [
	{
		name: 'a full disk',
		options: 'size=8k,nr_inodes=20',
		prepare: 'head -c 8192 /dev/zero > "$1/fill" 2>/dev/null',
		reason: 'the disk is full',
	},
	{
		name: 'a read-only file system',
		options: 'size=64k,ro',
		prepare: ':',
		reason: 'that file system is read-only',
	},
];

test.for(BAD_DISKS)('on $name the learner goes on, and is told', (disk, context) => {
	if (!canMount)
		context.skip('a file system can be mounted only where user namespaces are allowed');
	const {options, prepare, reason} = disk;
	mkdirSync(dir, {recursive: true});
	const script = `mount -t tmpfs -o ${options} tmpfs "$1" && { ${prepare}; "$2" "$3" "$1" 010/release 010/boot-id; }`;
	const words = ['-Urm', 'sh', '-c', script, 'sh', dir, process.execPath, writer];
	const result: unknown = JSON.parse(execFileSync('unshare', words, {encoding: 'utf8'}));
	expect(result).toMatchObject({
		warning: expect.stringContaining(reason),
		steps: ['010/release', '010/boot-id'],
	});
});

test('a disk that fills up keeps what was stored before', (context) => {
	if (!canMount)
		context.skip('a file system can be mounted only where user namespaces are allowed');
	mkdirSync(dir, {recursive: true});
	const keys = Array.from({length: 60}, (_, n) => `010/${n}`);
	const script = `mount -t tmpfs -o size=12k tmpfs "$1" && "$2" "$3" "$1" ${keys.join(' ')} >/dev/null; cat "$1/progress.json"`;
	const words = ['-Urm', 'sh', '-c', script, 'sh', dir, process.execPath, writer];
	const result: unknown = JSON.parse(execFileSync('unshare', words, {encoding: 'utf8'}));
	expect(result).toMatchObject({version: 1, steps: {'010/0': {state: 'done'}}});
});

test('under sudo the files belong to the person, in their home', (context) => {
	if (process.getuid?.() !== 0) context.skip('only root can stand in for sudo');
	const home = join(root, 'ada');
	mkdirSync(home);
	chownSync(home, 12345, 54321);
	const env = {PATH: process.env['PATH'], SUDO_UID: '12345', SUDO_GID: '54321', SUDO_HOME: home};
	execFileSync(process.execPath, [writer, '', '010/release', '010/boot-id'], {env});
	for (const path of ['.config', '.config/container-lessons']) {
		expect(statSync(join(home, path))).toMatchObject({uid: 12345, gid: 54321});
	}
	const folder = join(home, '.config/container-lessons');
	expect(readdirSync(folder)).toEqual(['progress.backup.json', 'progress.json']);
	for (const name of readdirSync(folder)) {
		expect(statSync(join(folder, name))).toMatchObject({uid: 12345, gid: 54321});
	}
});

test('under sudo nothing is written into a folder that is not the person’s', (context) => {
	if (process.getuid?.() !== 0) context.skip('only root can stand in for sudo');
	const home = join(root, 'eve');
	const roots = join(root, 'roots-own');
	mkdirSync(join(home, '.config'), {recursive: true});
	mkdirSync(roots);
	symlinkSync(roots, join(home, '.config/container-lessons'));
	const env = {PATH: process.env['PATH'], SUDO_UID: '12345', SUDO_GID: '1', SUDO_HOME: home};
	const said = execFileSync(process.execPath, [writer, '', '010/release'], {env, encoding: 'utf8'});
	expect(said).toContain('it belongs to somebody else');
	expect(readdirSync(roots)).toEqual([]);
});

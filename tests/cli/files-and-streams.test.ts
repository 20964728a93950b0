import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest';
import {readNamed, readWhole} from '../../src/files/read-whole.door.js';

const PROGRAM = fileURLToPath(new URL('../../bin/container-lessons.js', import.meta.url));

let home = '';
beforeAll(() => {
	home = mkdtempSync(join(tmpdir(), 'container-lessons-files-'));
});
afterAll(() => rmSync(home, {recursive: true, force: true}));

/** Runs a line of `sh`, in which "$@" is the program. */
function shell(line: string) {
	const {status, stdout, stderr} = spawnSync('sh', ['-c', line, 'sh', process.execPath, PROGRAM], {
		encoding: 'utf8',
		cwd: home,
		env: {...process.env, XDG_CONFIG_HOME: home},
		timeout: 20_000,
	});
	return {status, stdout, stderr};
}

test.each([
	['a folder', 'folder', (path: string) => void mkdirSync(path)],
	['a device', '/dev/zero', () => {}],
	[
		'longer than 8 MB',
		'long.json',
		(path: string) => {
			writeFileSync(path, '{');
			truncateSync(path, 9_000_000);
		},
	],
])('a file to import that is %s is refused in a sentence', (what, name, make) => {
	make(join(home, name));
	expect(shell(`"$@" import ${name} --yes`)).toEqual({
		status: 1,
		stdout: '',
		stderr: `"${name}" can't be read: it is ${what}.\nGive the path of a file you may read, or - for standard input.\n`,
	});
});

test.each([
	['<(…) of the shell', 'exec "$@" import <("$@" export -) --yes'],
	[
		'a named pipe that is written to later',
		'mkfifo p; { sleep 0.5; "$@" export - >p; } & "$@" import p --yes',
	],
])('what comes from %s is imported', (_, line) => {
	const {status, stdout, stderr} = shell(`bash -c '${line}' "$0" "$@"`);
	expect(stderr).toBe('');
	expect(stdout).toContain(' held. Nothing of yours was lost.');
	expect(status).toBe(0);
});

describe('a pipe', () => {
	let pipe = '';
	beforeAll(() => {
		pipe = join(home, 'silent');
		execFileSync('mkfifo', [pipe]);
	});

	test('that nobody writes to is told, and not waited for without end', () => {
		expect(readNamed(pipe, 40)).toEqual({unfit: 'a pipe that says nothing for 0.04 s'});
	});

	test('whose writer says nothing more is told, and not waited for without end', async () => {
		const writer = spawn('sh', ['-c', 'exec >"$0"; echo half; read -r _', pipe], {stdio: 'pipe'});
		onTestFinished(() => void writer.kill('SIGKILL'));
		expect(readNamed(pipe, 500)).toEqual({unfit: 'a pipe that says nothing for 0.5 s'});
	});

	test('that never ends is told', () => {
		const writer = spawn('sh', ['-c', 'exec cat /dev/zero >"$0"', pipe], {stdio: 'ignore'});
		onTestFinished(() => void writer.kill('SIGKILL'));
		expect(readNamed(pipe)).toEqual({unfit: 'longer than 8 MB'});
	});

	test('is not read where nobody named it', () => {
		expect(readWhole(pipe)).toEqual({unfit: 'a named pipe'});
	});
});

test('standard input that never ends is refused in a sentence', () => {
	const {status, stderr} = shell('"$@" import - --yes </dev/zero');
	expect(stderr).toContain(`"-" can't be read: it is longer than 8 MB.`);
	expect(status).toBe(1);
});

test.each(['list', 'export', '--help', '--version'])(
	'what %s can not print is told in a sentence',
	(command) => {
		expect(shell(`"$@" ${command} >/dev/full`)).toEqual({
			status: 1,
			stdout: '',
			stderr:
				"The output can't be written: the disk is full.\nMake room there, or send the output somewhere else.\n",
		});
	},
);

test('in a folder that has been removed the program says so', () => {
	expect(shell('mkdir gone && cd gone && rmdir ../gone && "$@" list')).toEqual({
		status: 1,
		stdout: '',
		stderr:
			'The folder you are in has been removed.\nGo to another one with cd, then run it again.\n',
	});
});

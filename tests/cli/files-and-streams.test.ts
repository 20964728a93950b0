import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, expect, test} from 'vitest';

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
	['a named pipe', 'pipe', (path: string) => void execFileSync('mkfifo', [path])],
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

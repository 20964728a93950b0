import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {PROGRAM} from '../e2e/program.js';
import {needNamespaces} from '../needs.js';
import {withoutTools} from '../sandbox/cover-tools.js';

let home = '';
beforeAll(() => {
	home = mkdtempSync(join(tmpdir(), 'container-lessons-tools-'));
});
afterAll(() => {
	rmSync(home, {recursive: true});
});

/** Runs the built program where these tools can't be run. */
function runWithout(tools: readonly string[], ...args: readonly string[]) {
	const [file = '', ...before] = withoutTools(...tools);
	const {status, stdout, stderr} = spawnSync(
		file,
		[...before, process.execPath, PROGRAM, ...args],
		{
			encoding: 'utf8',
			input: 'uname -r\n',
			env: {...process.env, XDG_CONFIG_HOME: home, XDG_STATE_HOME: home},
		},
	);
	return {status, stdout, stderr};
}

const lackOf = (name: string): string =>
	`This host lacks ${name}, without which no sandbox starts: no exercise can run here.`;

test.for([
	{name: 'pivot_root', tools: ['pivot_root']},
	{name: 'script or python3', tools: ['script', 'python3']},
	{name: 'ip, perl, python3 or busybox', tools: ['ip', 'perl', 'python3', 'busybox']},
	// Without it nothing can even be tried.
	{name: 'unshare', tools: ['unshare']},
])(
	'without $name doctor says that no exercise can run, and what mends it, and ends with 2',
	({name, tools}, context) => {
		needNamespaces(context);
		const {status, stdout} = runWithout(tools, 'doctor');
		expect(stdout).toContain(lackOf(name));
		expect(stdout).toMatch(new RegExp(`✗ Tool ${name}: missing; .*\n +affects every step\n`));
		expect(stdout).not.toMatch(/observed here|offers something to observe/);
		expect(status).toBe(2);
	},
);

test('no exercise is begun on a host without a tool that the sandbox needs', (context) => {
	needNamespaces(context);
	const {status, stderr, stdout} = runWithout(['pivot_root'], 'try', '010', '--script', '-');
	expect(stderr).toContain(lackOf('pivot_root'));
	expect(stdout).toBe('');
	expect(status).toBe(1);
});

test('verify proves nothing on a host without a tool that the sandbox needs, and says why', (context) => {
	needNamespaces(context);
	const {status, stderr} = runWithout(['pivot_root'], 'verify', '010');
	expect(stderr).toMatch(/^This host lacks pivot_root, .*\nInstall it/);
	expect(status).toBe(1);
});

test('list counts every step as one that can not run there', (context) => {
	needNamespaces(context);
	const {stdout} = runWithout(['pivot_root'], 'list', '--json');
	const {lessons}: {readonly lessons: readonly {steps: readonly {runsHere: string}[]}[]} =
		JSON.parse(stdout);
	const kinds = new Set(lessons.flatMap(({steps}) => steps.map(({runsHere}) => runsHere)));
	expect([...kinds]).toEqual(['not']);
});

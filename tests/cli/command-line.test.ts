import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';

const PROGRAM = fileURLToPath(new URL('../../bin/container-lessons.js', import.meta.url));

let home = '';
beforeAll(() => {
	home = mkdtempSync(join(tmpdir(), 'container-lessons-cli-'));
});
afterAll(() => {
	rmSync(home, {recursive: true, force: true});
});

/** Runs the built program without a terminal. */
function run(args: readonly string[], input = '', env: Readonly<Record<string, string>> = {}) {
	const {status, stdout, stderr} = spawnSync(process.execPath, [PROGRAM, ...args], {
		input,
		encoding: 'utf8',
		env: {...process.env, XDG_CONFIG_HOME: home, XDG_STATE_HOME: home, LANG: 'C.UTF-8', ...env},
	});
	return {status, stdout, stderr};
}

describe('try', () => {
	test('a right script passes and says what was seen, in JSON', () => {
		const {status, stdout} = run(
			['try', '010', '--script', '-', '--json'],
			'uname -r\ncat /proc/sys/kernel/random/boot_id\nuname -n\nls /proc\n:answer 1\n',
		);
		const said = JSON.parse(stdout);
		expect(said).toMatchObject({exercise: '010', passed: true});
		expect(said.steps.map(({verdict}: {verdict: string}) => verdict)).toEqual(
			Array(5).fill('passed'),
		);
		expect(said.steps[0].evidence.length).toBeGreaterThan(0);
		expect(status).toBe(0);
	});

	test('a wrong script ends with 1 and the reason', () => {
		const {status, stdout} = run(['try', '010', '--script', '-'], 'uname\n');
		expect(status).toBe(1);
		expect(stdout).toContain("the kernel's name only");
	});

	test('the echo of the expected text does not pass', () => {
		const {status} = run(['try', '010', '--script', '-'], 'echo {{kernel.release}}\n');
		expect(status).toBe(1);
	});

	test('a script that hangs ends with 3 and says where', () => {
		const {status, stderr} = run(['try', '010', '--script', '-'], 'cat\n');
		expect(status).toBe(3);
		expect(stderr).toContain('did not show');
	});
});

describe('list, doctor and progress', () => {
	test('list names every lesson, and its JSON what of each runs here', () => {
		expect(run(['list']).stdout).toContain('010');
		const {lessons} = JSON.parse(run(['list', '--json']).stdout);
		expect(lessons[0]).toMatchObject({id: '010', path: 'core', minutes: 7});
		expect(lessons[0].steps[0]).toMatchObject({id: 'release', state: 'open'});
	});

	test('doctor says what it found, and its exit status is the one in its JSON', () => {
		const {status, stdout} = run(['doctor', '--json']);
		const report = JSON.parse(stdout);
		expect(report.findings.length).toBeGreaterThan(5);
		expect(report.exitCode).toBe(status);
	});

	test('progress says where it is kept', () => {
		const {stdout} = run(['progress']);
		expect(stdout).toContain(home);
		expect(stdout).toContain('0 of');
	});
});

describe('export, import and reset', () => {
	test('progress moves to another home and can be forgotten there', () => {
		const other = mkdtempSync(join(tmpdir(), 'container-lessons-other-'));
		const file = join(other, 'mine.json');
		const step = {state: 'done', at: '2026-01-01T00:00:00.000Z', hints: 0, helped: false, seen: []};
		const exported = JSON.parse(run(['export']).stdout);
		exported.steps['010/release'] = step;
		writeFileSync(file, JSON.stringify(exported));
		const at = {XDG_CONFIG_HOME: other, XDG_STATE_HOME: other};
		expect(run(['import', file, '--yes'], '', at).status).toBe(0);
		expect(run(['progress'], '', at).stdout).toContain('Print the kernel release');
		expect(run(['reset', '010', '--yes'], '', at).status).toBe(0);
		expect(run(['progress'], '', at).stdout).toContain('0 of');
		rmSync(other, {recursive: true});
	});

	test('without a terminal to ask on, nothing is reset', () => {
		const {status, stderr} = run(['reset', '010']);
		expect(status).toBe(1);
		expect(stderr).toContain('nothing was changed');
		expect(stderr).toContain('--yes');
	});

	test('what one exports another imports from standard input', () => {
		const {status, stdout} = run(['import', '-', '--yes'], run(['export', '-']).stdout);
		expect(stdout).toContain('Nothing of yours was lost');
		expect(status).toBe(0);
	});

	test('where nothing can be saved, nothing is said to be forgotten', () => {
		const other = mkdtempSync(join(tmpdir(), 'container-lessons-newer-'));
		mkdirSync(join(other, 'container-lessons'));
		writeFileSync(join(other, 'container-lessons', 'progress.json'), '{"version":99,"steps":{}}');
		const {status, stdout, stderr} = run(['reset', '010', '--yes'], '', {XDG_CONFIG_HOME: other});
		expect(stdout).toBe('');
		expect(stderr).toContain("won't be saved");
		expect(status).toBe(1);
		rmSync(other, {recursive: true});
	});
});

test('the completion script is printed, and nothing after it', () => {
	const {status, stdout, stderr} = run(['completion']);
	expect(stdout).toContain('complete -o');
	expect(stderr).toBe('');
	expect(status).toBe(0);
});

test('a reader that has had enough is no bug', () => {
	// Unlike that of doctor, its exit status is the same on every host.
	const script = `"$1" "$2" list --json | true; echo "\${PIPESTATUS[0]}"`;
	const {stdout, stderr} = spawnSync('bash', ['-c', script, '-', process.execPath, PROGRAM], {
		encoding: 'utf8',
		env: {...process.env, XDG_CONFIG_HOME: home},
	});
	expect(stderr).toBe('');
	expect(stdout).toBe('0\n');
});

describe('bad input gets one sentence and a next step', () => {
	test.each([
		['an unknown lesson', ['start', '999'], 'There is no lesson "999"'],
		['an unknown lesson to try', ['try', '999', '--script', '-'], 'There is no lesson "999"'],
		['an unknown command', ['juggle'], 'juggle'],
		['an unknown option', ['list', '--colour'], 'colour'],
		['a script that is not there', ['try', '010', '--script', '/no/such'], "can't be read"],
		['a pack that is not there', ['list', '--pack', '/no/such'], 'There is no folder /no/such.'],
		['a number that is none', ['verify', '010', '--times', '0'], 'whole number from 1'],
		['a word for a number', ['verify', '010', '--times', 'twice'], '--times takes a number'],
		['no lesson to reset', ['reset'], 'container-lessons reset --help'],
		['no terminal', ['start'], 'need a terminal'],
	])('%s', (_name, args, said) => {
		const {status, stderr} = run(args);
		expect(stderr).toContain(said);
		expect(stderr).not.toMatch(/\n\s+at /);
		expect(status).not.toBe(0);
	});

	test('a broken exercise names file and line, and all problems at once', () => {
		const pack = mkdtempSync(join(tmpdir(), 'container-lessons-pack-'));
		mkdirSync(join(pack, 'lessons'));
		writeFileSync(
			join(pack, 'lessons', '010-broken.md'),
			'---\nid: 10\ncolour: red\n---\n# Read\n',
		);
		const {status, stdout} = run(['lint', pack]);
		expect(status).toBe(1);
		expect(stdout).toMatch(/lessons\/010-broken\.md:\d+/);
		expect(stdout).toContain('colour');
		rmSync(pack, {recursive: true});
	});
});

describe('what is chosen for good', () => {
	const choosing = (args: readonly string[], env = {}) =>
		run(args, '', {XDG_CONFIG_HOME: join(home, 'chosen'), ACCESSIBLE: '', TERM: 'xterm', ...env});

	test('is kept and shown, and what it can’t be is refused', () => {
		expect(choosing(['config']).stdout).toBe('plain: unset\nguide-key: unset\n');
		expect(choosing(['config', 'plain', 'loud'])).toMatchObject({status: 64});
		expect(choosing(['config', 'plane']).stderr).toContain('There is no setting "plane".');
		expect(choosing(['config', 'plain', 'on'])).toMatchObject({
			status: 0,
			stdout: 'plain is on from now on.\n',
		});
		expect(choosing(['config', 'guide-key', 'ctrl-c']).stderr).toMatch(
			/is nothing that guide-key can be[\s\S]*f8/,
		);
		expect(choosing(['config', 'guide-key', 'f8']).stdout).toBe('guide-key is f8 from now on.\n');
		expect(JSON.parse(choosing(['config', '--json']).stdout)).toEqual({
			plain: 'on',
			'guide-key': 'f8',
		});
	});

	test('is how the list speaks, unless something else is said today', () => {
		choosing(['config', 'plain', 'on']);
		expect(choosing(['list']).stdout).toMatch(/^010 .*, core path, \d+ minutes, 0 of 5 steps/m);
		expect(choosing(['list']).stdout).not.toMatch(/[★✓·]/);
		expect(choosing(['list'], {ACCESSIBLE: 'false'}).stdout).toContain('★ 010');
	});

	test('--plain may stand before the command', () => {
		expect(run(['--plain', 'list']).stdout).toContain('010 Not a tiny machine, core path');
		expect(run(['--plain', 'start', '010']).stderr).toContain('The lessons need a terminal');
	});
});

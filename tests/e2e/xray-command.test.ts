import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {expect, onTestFinished, test} from 'vitest';
import {needNamespaces} from '../needs.js';
import {CTRL_C, openProgram, PROGRAM} from './program.js';

function run(...args: readonly string[]) {
	return spawnSync(process.execPath, [PROGRAM, 'xray', ...args], {encoding: 'utf8'});
}

/** A sleep in namespaces of its own, which runs there already. */
async function startBoxed(seconds = '600') {
	const child = spawn(
		'unshare',
		['-Urpf', '--mount-proc', '--kill-child', 'sh', '-c', `echo; exec sleep ${seconds}`],
		{stdio: ['ignore', 'pipe', 'inherit']},
	);
	onTestFinished(() => {
		child.kill('SIGKILL');
	});
	await once(child.stdout, 'data');
	return child;
}

test('a number that nobody has is said, with 1', () => {
	const {status, stderr} = run('4194304');
	expect(stderr).toMatch(/^There is no process 4194304/);
	expect(status).toBe(1);
});

test('a name that nobody has is said, with 1; a command line without sense ends with 64', () => {
	expect(run('no-such-container').status).toBe(1);
	expect(run('--diff', '1').status).toBe(64);
	expect(run('1', '2').status).toBe(64);
	expect(run('--diff', '1', '2', '3').stderr).toContain('--diff compares two');
});

test('its own process is shown, in words and as JSON of schema 1', () => {
	const pid = String(process.pid);
	const {stdout, status} = run(pid);
	expect(status).toBe(0);
	expect(stdout).toContain(`pid ${pid}`);
	expect(stdout).not.toContain('\u001b');
	const said = JSON.parse(run(pid, '--json').stdout);
	expect(said).toMatchObject({schema: 1, kind: 'process', process: {pid: process.pid}});
	expect(said.namespaces.map(({shared}: {shared: boolean}) => shared)).not.toContain(null);
	expect(JSON.parse(run('--json').stdout)).toMatchObject({schema: 1, kind: 'list'});
});

test('a reader who has had enough is no error', () => {
	const line = `"${process.execPath}" "${PROGRAM}" xray ${process.pid} | head -n 1; echo "\${PIPESTATUS[0]}"`;
	const {stdout, stderr} = spawnSync('bash', ['-c', line], {encoding: 'utf8'});
	expect(stderr).toBe('');
	expect(stdout.trim().split('\n')).toHaveLength(2);
	expect(stdout.trim().split('\n')[1]).toBe('0');
});

test('two processes are compared', async (context) => {
	needNamespaces(context);
	const {pid} = await startBoxed();
	const said = JSON.parse(run('--diff', String(process.pid), String(pid), '--json').stdout);
	const differ = said.namespaces
		.filter(({same}: {same: boolean}) => same === false)
		.map(({name}: {name: string}) => name);
	expect(differ).toEqual(['mnt', 'user']);
});

test.each([
	['q', 'q'],
	['Esc', '\u001b'],
	['Ctrl-C', CTRL_C],
])('the live view quits by %s and gives the terminal back', async (_name, key) => {
	const tui = openProgram({}, ['xray', String(process.pid)]);
	try {
		await tui.until('namespaces', 20_000);
		expect(tui.isAlternate()).toBe(true);
		tui.send(key);
		expect(await tui.exit).toEqual({code: 0, signal: undefined});
		expect(tui.isAlternate()).toBe(false);
		expect(tui.cursor()).toBeDefined();
	} finally {
		await tui.close();
	}
});

test('from the list a box is opened, its parts are walked, and when it ends that is said', async (context) => {
	needNamespaces(context);
	const boxed = await startBoxed('600.25');
	const tui = openProgram({columns: 120, rows: 40}, ['xray']);
	try {
		await tui.until('❯', 20_000);
		const pointed = (screen: string): string => /❯\s*\d+/.exec(screen)?.[0] ?? '';
		// Other tests may have hundreds of boxes at the same time; what was started last stands near the end.
		for (let key = 'G'; !/❯.*sleep 600\.25/.test(tui.screen()); key = 'k') {
			const before = pointed(tui.screen());
			tui.send(key);
			await tui.until((screen) => pointed(screen) !== before, 20_000);
		}
		tui.send('\r');
		await tui.until(/1 (?:└ )?sleep 600\.25/, 20_000);
		tui.send('2');
		await tui.until('uid_map', 20_000);
		boxed.kill('SIGKILL');
		await tui.until('it has ended', 20_000);
		tui.send('\u001b');
		await tui.until('choose', 20_000);
		tui.send('q');
		expect((await tui.exit).code).toBe(0);
	} finally {
		await tui.close();
	}
}, 90_000);

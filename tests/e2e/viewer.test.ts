import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, afterEach, beforeEach, describe, expect, test} from 'vitest';
import {dockerLikeFilter, needFilter, underFilter} from '../host/docker-like-filter.js';
import {needTool} from '../needs.js';
import {CTRL_C, descendantsOf, GUIDE, gone, PROGRAM, typeLine} from './program.js';
import {openTui, type Tui, type TuiOptions} from './tui.js';

const directory = mkdtempSync(join(tmpdir(), 'container-lessons-test-'));
const filter = join(directory, 'filter');
writeFileSync(filter, dockerLikeFilter(), {mode: 0o644});
afterAll(() => rmSync(directory, {recursive: true}));

/** The built program under a filter like Docker's default, which lets nobody make a namespace. */
const COMMAND = [...underFilter(filter), process.execPath, PROGRAM];

const opened: Tui[] = [];
const open = (args: readonly string[] = [], options: TuiOptions = {}): Tui => {
	const everything = [...COMMAND, ...args, '--path', 'all'];
	const tui = openTui(everything, {columns: 100, rows: 40, ...options});
	opened.push(tui);
	return tui;
};
afterEach(async () => {
	for (const tui of opened.splice(0).reverse()) await tui.close();
});

/** The titles of the first pages behind these lessons' exercises. */
const AFTER_120 = 'Names that can be checked';
const AFTER_130 = 'What a call names';

const atPrompt = /observe\$ *$/m;

async function goToPrompt(tui: Tui): Promise<void> {
	await tui.until('Not a tiny machine');
	tui.send('e');
	await tui.until(atPrompt);
}

const run = (...args: readonly string[]) => {
	const [file = '', ...before] = COMMAND;
	return spawnSync(file, [...before, ...args], {
		encoding: 'utf8',
		env: {...process.env, XDG_CONFIG_HOME: directory},
	});
};

const stepsIn = (home: string): Readonly<Record<string, {readonly state: string}>> =>
	JSON.parse(readFileSync(join(home, 'container-lessons', 'progress.json'), 'utf8')).steps;

describe('where Docker lets nobody make a namespace', () => {
	beforeEach(needFilter);
	test('lesson 010 is observed, recorded as seen, and found again', async () => {
		const tui = open();
		await goToPrompt(tui);
		await tui.until('No sandbox can be had on this host');
		typeLine(tui, 'uname');
		await tui.until("the kernel's name only");
		typeLine(tui, 'uname -r');
		await tui.until('◐ seen, not done');
		tui.send('\r');
		await tui.until('Step 2 of 5');
		typeLine(tui, 'cat /proc/sys/kernel/random/boot_id');
		await tui.until('◐ seen, not done');
		tui.send(`${GUIDE}q`);
		expect(await tui.exit).toEqual({code: 0, signal: undefined});
		expect(stepsIn(tui.home)['010/release']?.state).toBe('seen');
		expect(stepsIn(tui.home)['010/boot-id']?.state).toBe('seen');

		const again = open([], {home: tui.home});
		await again.until('Step 3 of 5');
	});

	test.each([
		['rm -rf /tmp/x', '"rm" is not among the commands that only look'],
		['cat /etc/shadow', '"/etc/shadow" is not on the list'],
		['cat ~/.ssh/id_rsa', 'no shell here'],
		['ls /home', '"/home" is not on the list'],
		['echo x > /tmp/y', 'no shell here'],
		['echo $(id)', 'no shell here'],
		['id; id', 'no shell here'],
		['cat /proc/self/root/etc/shadow', 'is not on the list'],
		['cat /proc/self/../../etc/shadow', 'is not looked up here'],
		['cat /sys/fs/cgroup/../../etc/passwd', 'is not looked up here'],
		['cat /proc/self/environ', 'is not on the list'],
		['cat /proc/1/environ', 'is not on the list'],
		['unshare --user', 'a command behind it that only looks'],
		['bash', 'No shell is started here'],
	])('%s is refused with a sentence', async (line, sentence) => {
		const tui = open();
		await goToPrompt(tui);
		typeLine(tui, line);
		await tui.until((screen) => {
			const [, behind = ''] = screen.split(`observe$ ${line}`);
			return behind.replaceAll(/\s+/g, ' ').includes(sentence) && atPrompt.test(behind);
		});
	});

	test('a step that needs a sandbox says so with the fix, and Enter goes on past it', async () => {
		const tui = open(['start', '130']);
		await tui.until('The image isolates nothing');
		tui.send('e');
		const passesOver = async (number: number): Promise<void> => {
			await tui.until(
				(screen) => screen.includes(`Step ${number} of 6`) && screen.includes('needs a sandbox'),
			);
			expect(tui.screen()).toContain('seccomp=unconfined');
			tui.send('\r');
		};
		await passesOver(1);
		await tui.until('Step 2 of 6');
		typeLine(tui, "grep -E 'Name|Uid' /proc/1/status /proc/self/status");
		await tui.until('◐ seen, not done');
		tui.send('\r');
		for (const number of [3, 4, 5, 6]) await passesOver(number);
		await tui.until(AFTER_130);
	});

	test('a namespace that is asked for is refused by the kernel, before their eyes', async () => {
		const tui = open();
		await goToPrompt(tui);
		typeLine(tui, 'unshare --user --map-root-user id');
		await tui.until('unshare: unshare failed: Operation not permitted');
	});

	test('keys edit the line, bring back the one before, and drop it', async () => {
		const tui = open();
		await goToPrompt(tui);
		tui.send('unama\u007f\u007fme -n');
		await tui.until('observe$ uname -n');
		tui.send('\u0015');
		await tui.until(atPrompt);
		typeLine(tui, 'echo first');
		await tui.until('first');
		tui.send('\u001b[A');
		await tui.until((screen) => screen.split('observe$ echo first').length === 3);
		tui.send(CTRL_C);
		await tui.until(/\^C\s+observe\$ *$/m);
	});

	test('nothing is left when the program ends, not even by kill -9', async () => {
		for (const end of [
			(tui: Tui) => tui.send(`${GUIDE}q`),
			(tui: Tui) => process.kill(tui.pid, 'SIGKILL'),
		]) {
			const tui = open();
			await goToPrompt(tui);
			typeLine(tui, 'ps -ef');
			await tui.until('ps -ef');
			const below = descendantsOf(tui.pid);
			end(tui);
			await tui.exit;
			await gone(below);
		}
	});

	test('plain lines observe too, and pass over what needs a sandbox', async () => {
		const tui = open(['start', '130', '--plain'], {rows: 60});
		await tui.until('[Enter: go on');
		tui.send('e\r');
		await tui.until(atPrompt);
		typeLine(tui, "grep -E 'Name|Uid' /proc/1/status /proc/self/status");
		await tui.until('Seen, not done.');
		await tui.until(/Step 6 of 6: [\s\S]*It needs a sandbox[\s\S]*That was the last step/);
		tui.send(`${GUIDE}n`);
		await tui.until(AFTER_130);
		tui.send('q\r');
		await tui.exit;
		expect(Object.keys(stepsIn(tui.home))).toEqual(['130/kill-from-the-box']);
	});

	test('an exercise with nothing to observe says so with the exact fix, and the lesson goes on', async () => {
		const tui = open(['start', '120']);
		await tui.until('120');
		tui.send('e');
		await tui.until("This exercise can't run here");
		expect(tui.screen()).toContain('--security-opt seccomp=unconfined');
		tui.send('\r');
		await tui.until(AFTER_120);
	});

	test('doctor ends with 1 and counts what is observed', () => {
		const {status, stdout} = run('doctor');
		expect(stdout).toMatch(/\d+ of \d+ steps can be observed here/);
		expect(status).toBe(1);
	});

	test('verify proves what is observed, for every lesson of the core path', (context) => {
		// Some right attempts use it, though none has to.
		needTool(context, 'ps');
		const {status, stdout} = run('verify', '010', '020', '080', '090', '110', '140', '200');
		expect(stdout).not.toMatch(/^✗/m);
		for (const lesson of ['010', '020', '080', '090', '110', '140', '200']) {
			expect(stdout).toMatch(new RegExp(`^✓ ${lesson} .*: \\d{1,2} of \\d+ hold`, 'm'));
		}
		expect(status).toBe(0);
	}, 60_000);
});

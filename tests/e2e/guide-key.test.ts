import {afterEach, describe, expect, test} from 'vitest';
import {goToExercise, LEARNER, openProgram, typeLine} from './program.js';
import type {Tui, TuiOptions} from './tui.js';

const F9 = '\u001b[20~';
const EDITORS = [
	['the terminal of VS Code', {TERM_PROGRAM: 'vscode'}],
	['tmux inside it', {TERM_PROGRAM: 'tmux', VSCODE_IPC_HOOK_CLI: '/run/x.sock'}],
] as const;

const opened: Tui[] = [];
const open = (options: TuiOptions, args: readonly string[] = []): Tui => {
	const tui = openProgram(options, args);
	opened.push(tui);
	return tui;
};
afterEach(async () => {
	for (const tui of opened.splice(0).reverse()) await tui.close();
});

/** Does the exercise of lesson 010 with the second guide key alone; `screen` is what the learner sees meanwhile. */
async function doExercise(tui: Tui): Promise<void> {
	tui.send(`${F9}h`);
	await tui.until('Hint 1 of 3');
	tui.send(`${F9}s`);
	await tui.until('Type this for you');
	tui.send('\r\r');
	await tui.until('✓ passed');
	tui.send(`${F9}n`);
	await tui.until('Step 2 of 5');
	for (const line of ['cat /proc/sys/kernel/random/boot_id', 'uname -n', 'ls /proc']) {
		typeLine(tui, line);
		await tui.until('✓ passed');
		tui.send(`${F9}n`);
		await tui.until((screen) => !screen.includes('✓ passed'));
	}
	await tui.until(/\(F9,\s+then a\)/);
	expect(tui.screen()).not.toContain('Ctrl-G');
	typeLine(tui, '1');
	await tui.until(/press F9\s+and then a/);
	tui.send(`${F9}a`);
	await tui.until(/^ *> *$/m);
	tui.send('1\r');
	await tui.until('✓ passed');
	tui.send(`${F9}n`);
	await tui.until('One kernel, different answers');
}

test.each(EDITORS)('in %s lesson 010 is done without Ctrl-G', async (_where, env) => {
	const tui = open({env});
	await goToExercise(tui);
	await tui.until(/^ *F9 then /m);
	await doExercise(tui);
});

test('elsewhere Ctrl-G is shown, and F9 works as well', async () => {
	const tui = open({env: {TERM_PROGRAM: undefined}});
	await goToExercise(tui);
	await tui.until(/^ *Ctrl-G then /m);
	tui.send(`${F9}h`);
	await tui.until('Hint 1 of 3');
	tui.send('\u0007h');
	await tui.until('Hint 2 of 3');
});

describe('in plain lines', () => {
	test('the key that works is said, and works', async () => {
		const tui = open({rows: 50, env: {TERM_PROGRAM: 'vscode'}}, ['--plain']);
		await tui.until('[Enter: go on');
		tui.send('?\r');
		await tui.until(/In\s+the\s+shell, F9 and/);
		tui.send('e\r');
		await tui.until('F9 and then a letter is for this program');
		await tui.until(`${LEARNER}:~$`);
		tui.send(`${F9}h`);
		await tui.until('Hint 1 of 3:');
		tui.send(`${F9}?`);
		await tui.until('F9, then: h hint');
		for (const line of [
			'uname -r',
			'cat /proc/sys/kernel/random/boot_id',
			'uname -n',
			'ls /proc',
		]) {
			typeLine(tui, line);
			await tui.until((screen) => screen.includes('Passed.') && /\$ *$/.test(screen.trimEnd()));
		}
		await tui.until('F9 a answers the question.');
		tui.send(`${F9}a`);
		await tui.until('Your answer:');
		tui.send('1\r');
		await tui.until('F9 n goes on with the lesson');
		expect(tui.rawBytes()).not.toContain('Ctrl-G');
		tui.send(`${F9}n`);
		await tui.until('One kernel, different answers');
	});
});

import {afterEach, describe, expect, test} from 'vitest';
import {needTool} from '../needs.js';
import {
	CTRL_C,
	commandOf,
	descendantsOf,
	GUIDE,
	gone,
	goToExercise,
	LEARNER,
	openAsIs,
	openProgram,
	ROOT,
	typeLine,
} from './program.js';
import type {Tui, TuiOptions} from './tui.js';

const opened: Tui[] = [];
const open = (options: TuiOptions = {}, args: readonly string[] = []): Tui => {
	const tui = openProgram(options, args);
	opened.push(tui);
	return tui;
};
afterEach(async () => {
	// The last first: the home belongs to the first.
	for (const tui of opened.splice(0).reverse()) await tui.close();
});

test('a newcomer is on the core path, and one key of the menu shows everything', async () => {
	const tui = openAsIs();
	opened.push(tui);
	await goToExercise(tui);
	await tui.until('Step 1 of 2');
	typeLine(tui, 'cat /proc/sys/kernel/random/boot_id');
	await tui.until('✓ passed');
	tui.send(`${GUIDE}m`);
	await tui.until('❯ ★ 010');
	expect(tui.screen()).not.toContain('060');
	tui.send('c');
	await tui.until('060');
});

describe.each([
	{columns: 80, rows: 24},
	{columns: 140, rows: 40},
])('at $columns x $rows', (size) => {
	test('a learner reads, predicts, passes a step, quits, and comes back to where they were', async () => {
		const tui = open(size);
		await tui.until('Not a tiny machine');
		for (const page of ['2/3', '3/3']) {
			tui.send('\r');
			await tui.until(page);
		}
		tui.send('\r');
		await tui.until('Before you run anything');
		tui.send('\r');
		await tui.until('Kept.');
		tui.send('\r');
		await tui.until(`${LEARNER}:~$`);
		typeLine(tui, 'uname');
		await tui.until("the kernel's name only");
		typeLine(tui, 'uname -r');
		await tui.until('✓ passed');
		tui.send(`${GUIDE}q`);
		expect(await tui.exit).toEqual({code: 0, signal: undefined});

		const again = open({...size, home: tui.home});
		// What had been done is done again in the new sandbox, so that the next step is open.
		await again.until('Print the boot id');
		await again.until(`${LEARNER}:~$`);
		typeLine(again, 'cat /proc/sys/kernel/random/boot_id');
		await again.until('✓ passed');
	});

	test('vi and top draw in the pane and give the prompt back', async (context) => {
		needTool(context, 'vi', 'top');
		const tui = open(size);
		await goToExercise(tui);
		typeLine(tui, 'vi note');
		await tui.until((screen) => screen.split('~').length > 6);
		tui.send('ihello from vi\u001b');
		await tui.until('hello from vi');
		tui.send(':wq\r');
		// vi throws away what is typed before it has given the terminal back.
		await tui.until((screen) => screen.split(`${LEARNER}:~$`).length === 3);
		typeLine(tui, 'cat note');
		await tui.until(/cat note\s*│?\s*\n.*hello from vi/);
		typeLine(tui, 'clear; top');
		await tui.until('Tasks:');
		tui.send('q');
		await tui.until(new RegExp(`${LEARNER}:~\\$\\s*$`, 'm'));
		typeLine(tui, 'clear; echo back"again"');
		await tui.until('backagain');
	});

	test('a program that takes the whole screen gives it back', async () => {
		const tui = open(size);
		await goToExercise(tui);
		typeLine(tui, 'clear; echo be"fore"; tput smcup; clear; echo who"le"; read -rsn1; tput rmcup');
		await tui.until((screen) => screen.includes('whole') && !screen.includes('before'));
		tui.send('q');
		await tui.until((screen) => screen.includes('before') && !screen.includes('whole'));
		await tui.until(new RegExp(`${LEARNER}:~\\$\\s*$`, 'm'));
	});

	test('a shell in namespaces of its own is used like the first', async () => {
		const tui = open(size);
		await goToExercise(tui);
		typeLine(tui, 'unshare -Urpf --mount-proc bash');
		await tui.until(ROOT);
		typeLine(tui, 'clear; echo "$$ $(cat /proc/1/comm)"');
		await tui.until(/\b1 bash/);
		typeLine(tui, 'exit');
		typeLine(tui, 'clear; id -u');
		await tui.until(/\b1000\b/);
	});

	test('a flood is stopped by Ctrl-C and the prompt comes back', async () => {
		const tui = open(size);
		await goToExercise(tui);
		typeLine(tui, 'yes abcdefgh');
		await tui.until((screen) => screen.split('abcdefgh').length > 8);
		tui.send(CTRL_C);
		typeLine(tui, 'clear; echo still"here"');
		await tui.until('stillhere');
		await tui.until((screen) => !screen.includes('abcdefgh'));
	});
});

test('a resize in the middle reaches the shell, and the narrow window shows the same step', async () => {
	const tui = open({columns: 140, rows: 40});
	await goToExercise(tui);
	typeLine(tui, 'uname -r');
	await tui.until('✓ passed');
	// The window is drawn anew before the shell has been told.
	const told = (columns: number): string =>
		`clear; until stty size | grep ' ${columns}$'; do sleep 0.1; done`;
	tui.resize(80, 24);
	await tui.until('Step 1 of 5');
	typeLine(tui, told(80));
	await tui.until(/\b\d+ 80\b/);
	tui.resize(50, 12);
	await tui.until('--plain');
	tui.resize(100, 30);
	await tui.until('Step 1 of 5');
	typeLine(tui, told(100));
	await tui.until(/\b\d+ 100\b/);
});

test('300 kB of paste arrive whole', async () => {
	const tui = open();
	await goToExercise(tui);
	// The shell itself wants its pastes in brackets; wc must have taken over.
	typeLine(tui, 'stty -echo; clear; echo take"over"; wc -c > count; stty echo; clear; cat count');
	await tui.until('takeover');
	const line = `${'x'.repeat(99)}\n`;
	tui.send(`\u001b[200~${line.repeat(3000)}\u001b[201~`);
	tui.send('\u0004');
	await tui.until('300000', 20_000);
});

test('completion, history and wide characters work as in any terminal', async () => {
	const tui = open();
	await goToExercise(tui);
	tui.send('ech');
	tui.send('\t');
	await tui.until(/\$ echo\s*$/m);
	tui.send('日本語 🎉 done\r');
	await tui.until(/\n日本語 🎉 done/);
	tui.send('\u001b[A');
	await tui.until(/\$ echo 日本語 🎉 done\s*$/m);
});

/** To the question at the end of lesson 010's exercise. */
async function goToQuestion(tui: Tui): Promise<void> {
	await goToExercise(tui);
	for (const line of ['uname -r', 'cat /proc/sys/kernel/random/boot_id', 'uname -n', 'ls /proc']) {
		typeLine(tui, line);
		await tui.until('✓ passed');
		tui.send(`${GUIDE}n`);
		await tui.until((screen) => !screen.includes('✓ passed'));
	}
	// The step is told before it is open: its key is shown once there is something to answer.
	await tui.until(/Step 5 of 5[\s\S]*a answer/);
}

test('every answer gets a reply, whatever stood there, also the same one again', async () => {
	const tui = open();
	await goToQuestion(tui);
	typeLine(tui, '2');
	await tui.until('The shell took "2" for a command');
	const answer = async (text: string): Promise<void> => {
		tui.send(`${GUIDE}a`);
		await tui.until(/^ *> /m);
		tui.send(`${text}\r`);
	};
	await answer('three');
	await tui.until('"three" is not the answer');
	expect(tui.screen()).not.toContain('The shell took');
	await answer('three');
	await tui.until('answer 2 was "three"');
	typeLine(tui, 'three');
	await tui.until('The shell took "three" for a command');
});

test('a question is answered beside the shell', async () => {
	const tui = open();
	await goToQuestion(tui);
	tui.send(`${GUIDE}a`);
	await tui.until('How many kernels');
	tui.send('2\r');
	await tui.until('two boot ids');
	tui.send(`${GUIDE}a`);
	tui.send('1\r');
	await tui.until('✓ passed');
});

test.each(['SIGTERM', 'SIGHUP'] as const)(
	'%s gives the terminal back and ends the sandbox',
	async (signal) => {
		const tui = open();
		await goToExercise(tui);
		const inside = descendantsOf(tui.pid);
		expect(inside.length).toBeGreaterThan(0);
		process.kill(tui.pid, signal);
		await tui.exit;
		expect(tui.isAlternate()).toBe(false);
		expect(tui.cursor()).toBeDefined();
		await gone(inside);
	},
);

test('kill -9 of the program leaves no process of the sandbox', async () => {
	const tui = open();
	await goToExercise(tui);
	const inside = descendantsOf(tui.pid);
	process.kill(tui.pid, 'SIGKILL');
	await tui.exit;
	await gone(inside);
});

test('a sandbox that dies in mid-step is said so, and a new one goes on where the old one was', async () => {
	const tui = open();
	await goToExercise(tui);
	typeLine(tui, 'uname -r');
	await tui.until('✓ passed');
	const unshare = descendantsOf(tui.pid).find((pid) => commandOf(pid).startsWith('unshare'));
	expect(unshare).toBeDefined();
	process.kill(Number(unshare), 'SIGKILL');
	await tui.until(/sandbox (has )?ended/i);
	tui.send(`${GUIDE}r`);
	await tui.until(/\(?y\)?|Enter/);
	tui.send('y');
	await tui.until('Print the boot id');
	await tui.until(`${LEARNER}:~$`);
});

test('NO_COLOR leaves no colour in what is drawn', async () => {
	const tui = open({env: {NO_COLOR: '1'}});
	await goToExercise(tui);
	typeLine(tui, 'ls --color=always /');
	await tui.until('usr');
	// SGR 30 to 37, 40 to 47, 90 to 107, 38 and 48 are colours; 0 to 29 are not.
	const colour = /\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;\d+)*m/;
	expect(tui.rawBytes()).not.toMatch(colour);
});

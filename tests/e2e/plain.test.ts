import {describe, expect, test} from 'vitest';
import {atPrompt, goToShell, open} from './open-plain.js';
import {CTRL_C, descendantsOf, GUIDE, gone, LEARNER, ROOT, typeLine} from './program.js';
import type {Tui} from './tui.js';

describe.each([{columns: 80}, {columns: 140}])('in plain lines, $columns columns wide', (size) => {
	test('a learner reads, predicts, passes a step, quits, and comes back to where they were', async () => {
		const tui = open(size);
		for (const seen of ['Lesson 010', 'What it feels like']) {
			await tui.until(seen);
			tui.send('\r');
		}
		await tui.until('[Enter: go on');
		tui.send('\r');
		await tui.until('Predict before you look');
		tui.send('1\r');
		await tui.until('Kept: "');
		tui.send('\r');
		await tui.until(`${LEARNER}:~$`);
		typeLine(tui, 'uname');
		await tui.until("the kernel's name only");
		typeLine(tui, 'uname -r');
		await tui.until('Passed.');
		await tui.until('Step 2 of 5');
		await tui.until(new RegExp(`${LEARNER}:~\\$ *$`, 'm'));
		expect(tui.screen().split('Step 2 of 5')).toHaveLength(2);
		tui.send(`${GUIDE}q`);
		expect(await tui.exit).toEqual({code: 0, signal: undefined});

		const again = open({...size, home: tui.home});
		await again.until('Step 2 of 5: Print the boot id');
		await again.until(new RegExp(`${LEARNER}:~\\$ *$`, 'm'));
		typeLine(again, 'cat /proc/sys/kernel/random/boot_id');
		await again.until('Step 3 of 5');
	});
});

test('nothing moves the cursor about, and the alternate screen is left alone', async () => {
	const tui = open();
	await goToShell(tui);
	typeLine(tui, 'uname -r');
	await tui.until('Passed.');
	expect(tui.rawBytes()).not.toContain('\u001b[?1049h');
	expect(tui.rawBytes()).not.toMatch(/\[\d+;\d+H/);
	expect(tui.rawBytes()).not.toContain(']7777;');
});

test('hints, a typed solution and answers work beside the shell', async () => {
	const tui = open();
	await goToShell(tui);
	tui.send(`${GUIDE}h`);
	await tui.until('Hint 1 of 3:');
	tui.send(`${GUIDE}s`);
	await tui.until(/\$ uname -r *$/m);
	tui.send('\r');
	await tui.until('Step 2 of 5');
	for (const line of ['cat /proc/sys/kernel/random/boot_id', 'uname -n', 'ls /proc']) {
		typeLine(tui, line);
		await tui.until((screen) => screen.includes('Passed.') && /\$ *$/.test(screen.trimEnd()));
	}
	await tui.until('Step 5 of 5');
	tui.send(`${GUIDE}a`);
	await tui.until('Your answer:');
	tui.send('1\r');
	await tui.until('That was the last step');
});

/** To the question at the end of lesson 010's exercise. */
async function goToQuestion(tui: Tui): Promise<void> {
	await goToShell(tui);
	for (const line of ['uname -r', 'cat /proc/sys/kernel/random/boot_id', 'uname -n', 'ls /proc']) {
		typeLine(tui, line);
		await tui.until((screen) => screen.includes('Passed.') && /\$ *$/.test(screen.trimEnd()));
	}
	await tui.until('Step 5 of 5');
	await tui.until(new RegExp(`${LEARNER}:~\\$ *$`, 'm'));
}

const count = (tui: Tui, text: string): number => tui.rawBytes().split(text).length - 1;

test('every answer gets a reply, whatever was said before, also the same one again', async () => {
	const tui = open();
	await goToQuestion(tui);
	typeLine(tui, '1');
	await tui.until('The shell took "1" for a command');
	for (const time of [1, 2]) {
		tui.send(`${GUIDE}a`);
		await tui.until(/Your answer: *$/);
		tui.send('x\r');
		await tui.until(() => count(tui, '"x" is not the answer.') === time);
		await tui.until(new RegExp(`${LEARNER}:~\\$ *$`));
	}
	tui.send(`${GUIDE}a`);
	await tui.until(/Your answer: *$/);
	tui.send('\r');
	await tui.until('No answer was given');
});

test('the X-ray is told in sentences', async () => {
	const tui = open({rows: 40});
	await goToShell(tui);
	typeLine(tui, 'unshare -Urpf --mount-proc bash');
	await tui.until(ROOT);
	tui.send(`${GUIDE}x`);
	await tui.until(/In new namespaces \(pid mnt user\), uid 0 here/);
	await tui.until(
		/\bbash: pid \d+ on the host, \d+ in the sandbox, 1 in its own\s+PID\s+namespace/,
	);
	await tui.until(new RegExp(`${ROOT}:~# *$`, 'm'));
});

test('the first task stands above the first prompt, with the facts of its shell', async () => {
	const tui = open({}, ['start', '090', '--plain']);
	await goToShell(tui);
	expect(tui.screen()).toMatch(new RegExp(`Step 1 of 4[\\s\\S]*${LEARNER}:~\\$`));
	expect(tui.screen()).not.toContain('{{');
});

test('TERM=dumb chooses it by itself', async () => {
	const tui = open({env: {TERM: 'dumb'}}, []);
	await tui.until('[Enter: go on');
	expect(tui.isAlternate()).toBe(false);
});

test('a nested shell, a flood and Ctrl-C are as in any terminal', async () => {
	const tui = open();
	await goToShell(tui);
	typeLine(tui, 'unshare -Urpf --mount-proc bash');
	await tui.until(ROOT);
	typeLine(tui, 'yes abcdefgh');
	await tui.until((screen) => screen.split('abcdefgh').length > 20);
	tui.send(CTRL_C);
	typeLine(tui, 'clear; echo inner"most"');
	await tui.until('innermost');
});

test('kill -9 of the program leaves no process of the sandbox', async () => {
	const tui = open();
	await goToShell(tui);
	const inside = descendantsOf(tui.pid);
	expect(inside.length).toBeGreaterThan(0);
	process.kill(tui.pid, 'SIGKILL');
	await tui.exit;
	await gone(inside);
});

describe.each(['xterm-256color', 'dumb'])(
	'Ctrl-C where an answer is asked for, TERM=%s',
	(term) => {
		test('gives up that line alone, says so, and the question can be answered', async () => {
			const tui = open({env: {TERM: term}});
			await goToQuestion(tui);
			for (const time of [1, 2]) {
				tui.send(`${GUIDE}a`);
				await tui.until(() => count(tui, 'Your answer: ') === 2 * time - 1);
				tui.send('4');
				tui.send(CTRL_C);
				await tui.until(() => count(tui, 'No answer was given') === time);
				await tui.until(new RegExp(`${LEARNER}:~\\$ *$`));
				typeLine(tui, `echo still"-${time}"`);
				await tui.until(`still-${time}`);
				await tui.until(new RegExp(`${LEARNER}:~\\$ *$`));
				tui.send(`${GUIDE}a`);
				await tui.until(() => count(tui, 'Your answer: ') === 2 * time);
				tui.send('2\r');
				await tui.until(() => count(tui, 'two boot ids') === time);
				await tui.until(new RegExp(`${LEARNER}:~\\$ *$`));
			}
			tui.send(`${GUIDE}r`);
			await tui.until('Start the exercise anew');
			tui.send(CTRL_C);
			await tui.until('Nothing was reset');
			tui.send(`${GUIDE}a`);
			await tui.until(() => count(tui, 'Your answer: ') === 5);
			tui.send('1\r');
			await tui.until('That was the last step');
			tui.send(`${GUIDE}n`);
			await tui.until('[Enter: go on');
			tui.send(CTRL_C);
			expect(await tui.exit).toMatchObject({code: 0});
		});
	},
);

test('a word that means nothing is answered without all that was said before, and t says it again', async () => {
	const tui = open();
	await tui.until('[Enter: go on');
	tui.send('xyzzy\r');
	await tui.until('"xyzzy" means nothing here.');
	await tui.until(() => count(tui, '[Enter: go on') === 2);
	expect(count(tui, 'Lesson 010')).toBe(1);
	tui.send('t\r');
	await tui.until(() => count(tui, 'Lesson 010') === 2);
});

test('who goes on in the middle of a step is asked first, and comes back to a prompt', async () => {
	const tui = open();
	await goToShell(tui);
	tui.send(`${GUIDE}n`);
	await tui.until('This step is not done');
	tui.send('n\r');
	await tui.until('The step is still open.');
	tui.send(`${GUIDE}b`);
	await tui.until(/Predict before you look[\s\S]*\[/);
	tui.send('e\r');
	await tui.until(/Step 1 of 5[\s\S]*Step 1 of 5/);
	await tui.until(atPrompt);
});

test('no verdict lands in a line that is being typed, and the last one can be heard again', async () => {
	const tui = open();
	await goToShell(tui);
	tui.send('(sleep 4; uname -r) &\r');
	await tui.until(/\[1\] \d+[\s\S]*Not yet\./);
	await tui.until(atPrompt);
	tui.send('echo ha');
	await tui.until('echo ha');
	await tui.until(/echo ha\d+\./);
	tui.send('lf\r');
	await tui.until(/^half/m);
	await tui.until(atPrompt);
	expect(tui.screen()).not.toMatch(/echo ha\s*\n\s*(?:Not yet|Passed)/);
	tui.send(`${GUIDE}w`);
	await tui.until((screen) => /(?:Passed|Not yet)\.[\s\S]*(?:Passed|Not yet)\./.test(screen));
});

test('what was done before is done again without a word but one', async () => {
	const tui = open();
	await goToShell(tui);
	typeLine(tui, 'uname -r');
	await tui.until('Step 2 of 5');
	await tui.until(atPrompt);
	typeLine(tui, 'cat /proc/sys/kernel/random/boot_id');
	await tui.until('Step 3 of 5');
	await tui.until(atPrompt);
	tui.send(`${GUIDE}q`);
	await tui.exit;
	const again = open({home: tui.home});
	await again.until('Step 3 of 5');
	await again.until(atPrompt);
	expect(count(again, 'Doing again')).toBe(1);
	expect(again.screen()).not.toMatch(/Passed|Not yet|uname|boot_id|Step [12] of/);
});

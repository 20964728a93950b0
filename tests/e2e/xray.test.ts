import {afterEach, describe, expect, test} from 'vitest';
import {GUIDE, goToExercise, openProgram, ROOT, typeLine} from './program.js';
import type {Tui} from './tui.js';

const opened: Tui[] = [];
afterEach(async () => {
	for (const tui of opened.splice(0)) await tui.close();
});

/** How the box of `unshare -Urpf` begins where there is so much room. */
const SIZES = [
	{columns: 80, rows: 24, box: /│ +┌ new: pid mnt user, uid 0 here.*┐ │$/m},
	{columns: 140, rows: 40, box: /│ +┌ new: pid mnt user ─+┐│ │/},
];

describe.each(SIZES)('at $columns x $rows', (size) => {
	test('the X-ray shows a box appear and go as the learner types', async () => {
		const tui = openProgram(size);
		opened.push(tui);
		await goToExercise(tui);
		tui.send(`${GUIDE}x`);
		await tui.until(/│ *\d+ bash -i .*your shell/);
		expect(tui.screen()).toContain("the host's own");

		typeLine(tui, 'unshare -Urpf --mount-proc bash');
		await tui.until(ROOT);
		await tui.until('new: pid mnt user');
		await tui.until(/uid 0 here/);
		// Process 1 of the new box, told by what `echo $$` prints in it.
		typeLine(tui, 'clear; echo "I am $$"; sleep 1000');
		await tui.until(/I am 1\b/);
		await tui.until(/│ *1 └ bash/);
		await tui.until(/│ *\d+ +└ sleep 1000 .*foreground/);

		const other = SIZES.find((one) => one !== size) ?? size;
		tui.resize(other.columns, other.rows);
		await tui.until(other.box);
		tui.resize(size.columns, size.rows);
		await tui.until(size.box);
		await tui.until(/│ *1 └ bash/);

		tui.send('\u0003');
		typeLine(tui, 'exit');
		await tui.until((screen) => !screen.includes('new: pid mnt user'));
		await tui.until(/bash -i .*your shell/);

		tui.send(`${GUIDE}x`);
		await tui.until('Print the release of the');
		await tui.until(/Ctrl-G then .*help *$/);
		// On a wide screen it stands below the task by itself.
		const stands = size.columns >= 120;
		await tui.until((screen) => screen.includes("the host's own") === stands);
		typeLine(tui, 'clear; echo still"here"');
		await tui.until('stillhere');
	});
});

test('what is typed while two hundred processes run and the X-ray is open arrives at once', async () => {
	const tui = openProgram();
	opened.push(tui);
	await goToExercise(tui);
	typeLine(tui, 'clear; for i in $(seq 200); do sleep 1000 & done 2>/dev/null');
	tui.send(`${GUIDE}x`);
	await tui.until(/… 19\d more like it/, 20_000);
	typeLine(tui, 'clear; echo typed"through"');
	await tui.until('typedthrough');
});

test('on a wide screen what a command has just made is lit up, and the next command puts it out', async () => {
	const tui = openProgram({columns: 140, rows: 40});
	opened.push(tui);
	await goToExercise(tui);
	await tui.until("the host's own");
	typeLine(tui, 'clear; sleep 1000 &');
	await tui.until(/sleep 1000 +just now/);
	expect(tui.screen()).toContain('Print the release of the');
	typeLine(tui, 'unshare -Urpf --mount-proc bash');
	await tui.until(/└ bash +just now/);
	await tui.until((screen) => !/sleep 1000 +just now/.test(screen));
});

test('a box is walked to and opened by keys, with the mounts, interfaces and limits that are there', async () => {
	const tui = openProgram({columns: 140, rows: 40});
	opened.push(tui);
	await goToExercise(tui);
	typeLine(tui, 'clear; unshare -Urpfn --mount-proc bash');
	await tui.until(ROOT);
	await tui.until(/└ bash +just now/);
	tui.send(`${GUIDE}i`);
	await tui.until('Enter open');
	tui.send('jj\r');
	await tui.until(/then 1 inside +bash/);
	await tui.until('Root and mounts');
	await tui.until(/lo +no address/);
	tui.send('\u001b');
	await tui.until('new: pid mnt net user');
	tui.send('\u001b');
	await tui.until('Print the release of the');
	typeLine(tui, 'clear; echo still"here"');
	await tui.until('stillhere');
});

import {afterEach, describe, expect, test} from 'vitest';
import {GUIDE, goToExercise, openProgram, typeLine} from './program.js';
import type {Tui} from './tui.js';

const opened: Tui[] = [];
afterEach(async () => {
	for (const tui of opened.splice(0)) await tui.close();
});

describe.each([
	{columns: 80, rows: 24},
	{columns: 140, rows: 40},
])('at $columns x $rows', (size) => {
	test('the X-ray shows a box appear and go as the learner types', async () => {
		const tui = openProgram(size);
		opened.push(tui);
		await goToExercise(tui);
		tui.send(`${GUIDE}x`);
		await tui.until(/│ *\d+ bash -i .*your shell/);
		expect(tui.screen()).toContain("the host's own");

		typeLine(tui, 'unshare -Urpf --mount-proc bash');
		await tui.until('root@lesson');
		await tui.until('new: pid mnt user');
		await tui.until(/uid 0 here/);
		// Process 1 of the new box, told by what `echo $$` prints in it.
		typeLine(tui, 'clear; echo "I am $$"; sleep 1000');
		await tui.until(/I am 1\b/);
		await tui.until(/│ *1 └ bash/);
		await tui.until(/│ *\d+ +└ sleep 1000 .*foreground/);

		tui.resize(size.columns === 80 ? 140 : 80, size.rows === 24 ? 40 : 24);
		await tui.until(/sleep 1000 .*foreground/);
		tui.resize(size.columns, size.rows);
		await tui.until(/│ *1 └ bash/);

		tui.send('\u0003');
		typeLine(tui, 'exit');
		await tui.until((screen) => !screen.includes('new: pid mnt user'));
		await tui.until(/bash -i .*your shell/);

		tui.send(`${GUIDE}x`);
		await tui.until('Print the release of the');
		await tui.until((screen) => !screen.includes("the host's own"));
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

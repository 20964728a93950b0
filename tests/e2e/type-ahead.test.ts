import {afterEach, describe, expect, test} from 'vitest';
import {descendantsOf, GUIDE, LEARNER, openProgram, typeLine} from './program.js';
import type {Tui, TuiOptions} from './tui.js';

const opened: Tui[] = [];
const open = (options: TuiOptions, args: readonly string[]): Tui => {
	const tui = openProgram(options, args);
	opened.push(tui);
	return tui;
};
afterEach(async () => {
	// The last first: the home belongs to the first.
	for (const tui of opened.splice(0).reverse()) await tui.close();
});

/** Prints three words joined, each of them typed apart, so that an echo is told from the output. */
const says = (word: string): string => `echo ${word}"-once-"${word}\r`;

/** Output stands at the beginning of a row of the pane; the line that was typed does not. */
const outputs = (screen: string, word: string): number =>
	screen.split('\n').filter((row) => row.startsWith(`${word}-once-${word}`)).length;

async function expectSaid(tui: Tui, ...said: readonly string[]): Promise<void> {
	const last = said.at(-1) ?? '';
	await tui.until((screen) => outputs(screen, last) > 0);
	await tui.until(new RegExp(`${LEARNER}:~\\$ *$`, 'm'));
	for (const word of said) expect(outputs(tui.screen(), word)).toBe(1);
	const rows = tui.screen().split('\n');
	const places = said.map((word) => rows.findIndex((row) => row.startsWith(`${word}-once`)));
	expect(places).toEqual(places.toSorted((one, other) => one - other));
}

/** Until a sandbox was got ready while the first page is read. */
const untilWarm = (tui: Tui): Promise<void> =>
	expect
		.poll(() => descendantsOf(tui.pid).length, {timeout: 20_000, interval: 20})
		.toBeGreaterThan(4)
		.then(() => undefined);

describe('what is typed before the first prompt arrives, once and in order', () => {
	test('when the sandbox is still being started', async () => {
		const tui = open({rows: 40}, ['start', '010']);
		await tui.until('Not a tiny machine');
		tui.send('e');
		tui.send(says('cold'));
		tui.send(says('then'));
		await expectSaid(tui, 'cold', 'then');
	});

	test('when it is ready, and its shell is not', async () => {
		const tui = open({rows: 40}, ['start', '010']);
		await untilWarm(tui);
		tui.send('e');
		tui.send(says('warm'));
		await expectSaid(tui, 'warm');
	});

	test('after a reset', async () => {
		const tui = open({rows: 40}, ['start', '010']);
		await tui.until('Not a tiny machine');
		tui.send('e');
		await tui.until(`${LEARNER}:~$`);
		typeLine(tui, 'echo old"-"shell');
		await tui.until(/^old-shell/m);
		tui.send(`${GUIDE}r`);
		await tui.until('again from nothing?');
		tui.send(`\r${says('reset')}`);
		await expectSaid(tui, 'reset');
		expect(tui.screen()).not.toContain('old-shell');
	});

	test('in the second terminal', async () => {
		const tui = open({rows: 40}, ['start', '020']);
		await tui.until('Labels');
		tui.send('e');
		tui.send(`${GUIDE}o${says('second')}`);
		await expectSaid(tui, 'second');
		tui.send(`${GUIDE}o`);
		await tui.until((screen) => outputs(screen, 'second') === 0);
	});

	test('while what was done before is done again', async () => {
		const first = open({rows: 40}, ['start', '010']);
		await first.until('Not a tiny machine');
		first.send('e');
		await first.until(`${LEARNER}:~$`);
		typeLine(first, 'uname -r');
		await first.until('✓ passed');
		first.send(`${GUIDE}q`);
		await first.exit;

		const again = open({rows: 40, home: first.home}, []);
		again.send(says('resumed'));
		await expectSaid(again, 'resumed');
		const rows = again.screen().split('\n');
		expect(rows.findIndex((row) => row.includes('uname -r'))).toBeLessThan(
			rows.findIndex((row) => row.startsWith('resumed-once')),
		);
	});

	test('with a Ctrl-C in it, which gives up its line alone', async () => {
		const tui = open({rows: 40}, ['start', '010']);
		await tui.until('Not a tiny machine');
		tui.send('e');
		tui.send(`echo given-up\u0003${says('kept')}`);
		await expectSaid(tui, 'kept');
		expect(tui.screen()).not.toMatch(/^given-up/m);
	});

	test('when the shell has left and another one comes', async () => {
		const tui = open({rows: 40}, ['start', '010']);
		await tui.until('Not a tiny machine');
		tui.send('e');
		await tui.until(`${LEARNER}:~$`);
		typeLine(tui, 'exit');
		await tui.until((screen) => screen.split(`${LEARNER}:~$`).length === 3);
		typeLine(tui, 'echo new"-"shell');
		await tui.until(/^new-shell/m);
	});
});

describe('a shell that never tells of its prompt', () => {
	test('is typed to all the same', async () => {
		const tui = open({rows: 40}, ['start', '010']);
		await tui.until('Not a tiny machine');
		tui.send('e');
		await tui.until(`${LEARNER}:~$`);
		typeLine(tui, 'echo \'PS1="bare\\$ "; exec env -u ENV sh\' > .bashrc; exit');
		await tui.until(/^bare\$ *$|^\$ *$/m);
		tui.send(says('bare'));
		await tui.until((screen) => outputs(screen, 'bare') === 1);
	});
});

describe('in plain lines', () => {
	test('what is typed behind the line that opens the exercise arrives in its shell', async () => {
		const tui = open({rows: 50}, ['start', '010', '--plain']);
		await tui.until('[Enter: go on');
		tui.send(`e\r${says('plain')}`);
		await expectSaid(tui, 'plain');
	});

	test('and so does what is typed while the sandbox starts', async () => {
		const tui = open({rows: 50}, ['start', '010', '--plain']);
		await tui.until('[Enter: go on');
		tui.send('e\r');
		await tui.until('Getting ready.');
		tui.send(says('plain'));
		tui.send('echo half');
		await tui.until(/\$ echo half\s*$/);
		expect(outputs(tui.screen(), 'plain')).toBe(1);
	});
});

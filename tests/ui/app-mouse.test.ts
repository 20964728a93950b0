import {describe, expect, test} from 'vitest';
import type {CursorPlace} from '../../src/terminal/cells.js';
import type {EmulatedApp} from './mount-in-emulator.js';
import {openExercise, openInEmulator, rowWith, SMALL} from './open-in-emulator.js';

const press = ({x, y}: CursorPlace): string => `\u001b[<0;${x + 1};${y + 1}M`;
const release = ({x, y}: CursorPlace): string => `\u001b[<0;${x + 1};${y + 1}m`;
const drag = ({x, y}: CursorPlace): string => `\u001b[<32;${x + 1};${y + 1}M`;
const wheel = (by: 'up' | 'down', {x, y}: CursorPlace): string =>
	`\u001b[<${by === 'up' ? 64 : 65};${x + 1};${y + 1}M`;

/** The cell where a text begins on the screen. */
function placeOf(app: EmulatedApp, text: string): CursorPlace {
	const y = rowWith(app, text);
	return {x: (app.rows()[y] ?? '').indexOf(text), y};
}

function click(app: EmulatedApp, text: string): void {
	const place = placeOf(app, text);
	app.type(press(place) + release(place));
}

/** What was offered to the clipboard last (OSC 52). */
const copied = (app: EmulatedApp): string =>
	// biome-ignore lint/suspicious/noControlCharactersInRegex: it ends the sequence
	Buffer.from(/.*\]52;c;([^\u0007]*)\u0007/s.exec(app.written())?.[1] ?? '', 'base64').toString();

describe('the mouse', () => {
	test('is taken, and told of once to whoever uses it', async () => {
		const {app} = await openExercise();
		expect(app.hasMouse()).toBe(true);
		app.type(wheel('up', placeOf(app, 'Step 1 of 2')));
		await app.until("with Shift the mouse is your terminal's.");
	});

	test('is left to the terminal by a key, and taken back by it', async () => {
		const {app} = await openExercise();
		app.type('\u0007w');
		await app.until('The mouse is your terminal');
		expect(app.hasMouse()).toBe(false);
		app.type('\u0007w');
		await app.until('The wheel scrolls');
		expect(app.hasMouse()).toBe(true);
	});

	test('a click on a key of the last row presses it, behind the guide key in the shell', async () => {
		const {app, attempt} = await openExercise();
		click(app, 'hint');
		await app.until('Hint 1 of 3');
		app.type('\u0007');
		await app.until('? help');
		click(app, 'help');
		await app.until('Goes on to the next step');
		app.type('q');
		await app.until('Hint 1 of 3');
		app.type('ls');
		expect(attempt().terminal('shell').written).toBe('ls');
	});

	test('a click on a terminal that is behind brings it to the front', async () => {
		const {app, attempt} = await openExercise();
		click(app, 'outside');
		app.type('here');
		expect(attempt().terminal('outside').written).toBe('here');
	});

	test('a click chooses an answer', async () => {
		const {app, attempt} = await openExercise();
		const options = ['one', 'two', 'three'].map((id) => ({id, text: `The ${id} answer`}));
		attempt().change({question: {text: 'Which?', options}});
		app.type('\u0007a');
		await app.until('The two answer');
		click(app, 'The three answer');
		await expect.poll(() => attempt().answered.at(-1)).toBe('three');
	});

	test('a click opens a lesson', async () => {
		const {app} = openInEmulator();
		app.type('m');
		await app.until('❯');
		const title = app.rows().find((row) => /\b020 /.test(row) && !row.includes('❯'));
		click(app, title?.trim().slice(0, 12) ?? '020');
		await app.until((text) => !text.includes('❯'));
		expect(app.text()).toContain('020');
	});

	test('the wheel scrolls the terminal and never edits the line that is being typed', async () => {
		const {app, attempt} = await openExercise();
		const lines = Array.from({length: 60}, (_, n) => `line ${n}`).join('\r\n');
		attempt().terminal('shell').print(`\r\n${lines}\r\n$ `);
		await app.until('line 59');
		const place = placeOf(app, 'line 59');
		app.type(wheel('up', place).repeat(4));
		await app.until((text) => !text.includes('line 59'));
		expect(attempt().terminal('shell').written).toBe('');
		app.type(wheel('down', place).repeat(4));
		await app.until('line 59');
	});

	test('the wheel moves a pager by its arrows', async () => {
		const {app, attempt} = await openExercise();
		attempt().terminal('shell').print('\u001b[?1049h\u001b[?1h\u001b[Hpager');
		await app.until('pager');
		app.type(wheel('down', placeOf(app, 'pager')));
		expect(attempt().terminal('shell').written).toBe('\u001bOB'.repeat(3));
	});

	test('a program that asks for the mouse gets it, at its own place', async () => {
		const {app, attempt} = await openExercise();
		attempt().terminal('shell').print('\u001b[2J\u001b[H\u001b[?1000h\u001b[?1006hbutton');
		await app.until('button');
		click(app, 'button');
		expect(attempt().terminal('shell').written).toBe('\u001b[<0;1;1M\u001b[<0;1;1m');
	});

	test('what is dragged over is marked and copied, wrapped lines as one', async () => {
		const {app, attempt} = await openExercise();
		const long = `${'x'.repeat(SMALL.columns)}yy`;
		attempt().terminal('shell').print(`\u001b[2J\u001b[Hfirst\r\n${long}\r\nlast`);
		await app.until('last');
		const from = placeOf(app, 'first');
		const to = placeOf(app, 'last');
		app.type(press(from) + drag(to) + release({...to, x: to.x + 3}));
		await app.until(/Offered|copied/i);
		expect(copied(app)).toBe(`first\n${long}\nl`);
	});
});

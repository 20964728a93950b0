import {expect, test} from 'vitest';
import {openExercise} from './open-in-emulator.js';

const GUIDE = '\u0007';

const lines = (count: number): string =>
	Array.from({length: count}, (_, index) => `line ${index}.\r\n`).join('');

const copied = (text: string): string =>
	`\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`;

/** In front of a terminal that has printed `text`, scrolled back by a page. */
async function scrolledBack(text: string) {
	const opened = await openExercise();
	opened.attempt().terminal('shell').print(text);
	opened.app.type(`${GUIDE}u`);
	await opened.app.until('scrolled back');
	return opened.app;
}

test('a line is marked, another is taken with the arrows, and it is copied', async () => {
	const app = await scrolledBack(lines(60));
	const last = app
		.rows()
		.filter((row) => row.startsWith('line'))
		.at(-1);
	const number = Number(/\d+/.exec(last ?? '')?.[0]);
	app.type('v');
	await app.until('This line is marked');
	app.type('kk');
	app.type('y');
	await app.until('Offered 1 line to the clipboard');
	expect(app.written()).toContain(copied(`line ${number - 2}.`));
});

test('a range is marked from one line to another, out of view as well', async () => {
	const app = await scrolledBack(`${lines(60)}the end\r\n`);
	app.type('\u001b[6~\u001b[6~v');
	await app.until('This line is marked');
	app.type('v');
	await app.until('From this line on');
	app.type('k'.repeat(30));
	await app.until('line 30.');
	app.type('y');
	await app.until('Offered 31 lines to the clipboard');
	const range = Array.from({length: 30}, (_, index) => `line ${index + 30}.\n`).join('');
	expect(app.written()).toContain(copied(`${range}the end`));
});

test('a line that the terminal has wrapped is copied as one', async () => {
	const long = 'w'.repeat(200);
	const app = await scrolledBack(`${lines(40)}${long}\r\n`);
	app.type('\u001b[6~\u001b[6~vy');
	await app.until('Offered 1 line to the clipboard');
	expect(app.written()).toContain(copied(long));
	app.type('y');
	await expect.poll(() => app.written()).toContain(copied(`line 39.\n${long}\n`).slice(-40));
});

test('Esc ends what is marked, and only then the scrolling', async () => {
	const app = await scrolledBack(lines(60));
	app.type('v');
	await app.until('This line is marked');
	app.type('\u001b');
	await app.until((text) => !text.includes('This line is marked'));
	expect(app.text()).toContain('scrolled back');
	app.type('\u001b');
	await app.until('line 59.');
	expect(app.text()).not.toContain('scrolled back');
});

test('a text is looked for upwards, again and back, and the line with it can be copied', async () => {
	const app = await scrolledBack(`a needle here\r\n${lines(50)}Needle two\r\n${lines(30)}`);
	app.type('/needle');
	await app.until('/needle');
	app.type('\r');
	await app.until('Needle two');
	app.type('n');
	await app.until('a needle here');
	app.type('n');
	await app.until('No other line with "needle" that way.');
	app.type('N');
	await app.until('Needle two');
	app.type('y');
	await app.until('Offered 1 line to the clipboard');
	expect(app.written()).toContain(copied('Needle two'));
});

test('a search that is given up leaves the scrolling as it was', async () => {
	const app = await scrolledBack(lines(60));
	const before = app.rows().slice(0, -1);
	app.type('/x');
	await app.until('/x');
	app.type('\u001b');
	await app.until((text) => !text.includes('/x'));
	expect(app.rows().slice(0, -1)).toEqual(before);
});

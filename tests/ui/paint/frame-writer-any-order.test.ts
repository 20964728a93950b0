import {describe, test} from 'vitest';
import type {Screen} from '../../../src/terminal/screen.js';
import {type Output, opened, screenOf, type TerminalPane, type} from './written-frames.js';

/** Numbers that look random and are the same each time (mulberry32). */
function createDice(seed: number): (sides: number) => number {
	let state = seed;
	return (sides) => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) % sides;
	};
}

const OUTPUTS = [
	'\r\n',
	'ls -l\r\n',
	'\x1b[2J\x1b[H',
	'\x1b[1;31mred\x1b[0m ',
	'日本🎉',
	'\x1b[K',
	'\x1b[A',
	'\x1b[7m  \x1b[m',
	'é',
	'\t',
	'\b \b',
	'x',
	'sleep',
	'\x1bM',
	'\x1b[2;4r\x1b[4;1H\n',
	'\x1b[r',
	'\x1b[?25l',
	'\x1b[?25h\x1b[5 q',
	'\x1b[4h',
	'\x1b[4l\x1b[0 q',
];

/** Two panes beside each other, and one as wide as the terminal. */
const LAYOUTS = [
	{columns: 16, left: 20, grows: 10},
	{columns: 40, left: 0, grows: 1},
];
const SEEDS = Array.from({length: 20}, (_, seed) => seed);

describe('whatever happens, in whatever order', () => {
	test.each(
		LAYOUTS.flatMap((layout) => SEEDS.map((seed) => [layout.columns, seed, layout] as const)),
	)('panes of %i columns, seed %i', async (columns, seed, {left, grows}) => {
		const roll = createDice(seed);
		const {output, writer} = opened(40, 12);
		let frame: string[] = [];
		const screens = [screenOf({columns, rows: 5}), screenOf({columns, rows: 5})];
		let panes: TerminalPane[] = [];
		const turns: (() => void)[] = [
			() => {
				frame = Array.from({length: 1 + roll(8)}, (_, y) => `${y}`.repeat(1 + roll(18)));
				writer.setFrame(() => frame.join('\n'));
			},
			() => {
				panes = screens.slice(0, roll(left > 0 ? 3 : 2)).map((screen, n) => ({
					screen,
					x: n * left,
					y: roll(3),
					columns,
					rows: 5,
					focused: n === 0,
				}));
				writer.setPanes(panes);
			},
			() => output.resize((left > 0 ? 38 : 40) + roll(grows), 10 + roll(5)),
			() => screens[roll(2)]?.scroll(roll(5) - 2),
			() => type(screens[roll(2)] as Screen, OUTPUTS[roll(OUTPUTS.length)] ?? ''),
			() => writer.repaint(),
			() => {
				for (const letter of 'ab') type(screens[0] as Screen, letter);
			},
		];
		for (let n = 0; n < 60; n++) {
			turns[roll(turns.length)]?.();
			// What was painted meanwhile has to be right, not only what everything is painted over with.
			if (roll(4) === 0) await output.shows(expectedLines(output, frame, panes));
			if (roll(4) === 0) await output.pointsAt(cursorOf(panes));
		}
		await output.shows(expectedLines(output, frame, panes));
	});
});

/** Where the terminal's cursor must stand; undefined where there is none to be seen. */
function cursorOf(panes: readonly TerminalPane[]) {
	const pane = panes.find(({focused}) => focused);
	const cursor = pane?.screen.cursor();
	return pane && cursor && {x: pane.x + cursor.x, y: pane.y + cursor.y};
}

/** What a terminal must show: Ink's rows with the panes' rows over them. */
function expectedLines(
	{columns, rows}: Output,
	frame: readonly string[],
	panes: readonly TerminalPane[],
): string[] {
	return Array.from({length: rows}, (_, y) => {
		const cells = Array.from({length: columns}, () => ' ');
		place(cells, 0, frame[y] ?? '');
		for (const pane of panes) {
			if (y < pane.y || y >= pane.y + pane.rows) continue;
			cells.fill(' ', pane.x, pane.x + pane.columns);
			place(cells, pane.x, pane.screen.view()[y - pane.y] ?? '');
		}
		return cells.join('');
	});
}

/** Puts a text into cells; a wide character leaves the cell behind it empty. */
function place(cells: string[], x: number, text: string): void {
	let column = x;
	for (const char of text) {
		cells[column++] = char;
		if (/[日本🎉]/u.test(char)) cells[column++] = '';
	}
}

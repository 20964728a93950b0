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
];

describe('whatever happens, in whatever order', () => {
	test.each(Array.from({length: 20}, (_, seed) => seed))('seed %i', async (seed) => {
		const roll = createDice(seed);
		const {output, writer} = opened(40, 12);
		let frame: string[] = [];
		const screens = [screenOf({columns: 16, rows: 5}), screenOf({columns: 16, rows: 5})];
		let panes: TerminalPane[] = [];
		const turns: (() => void)[] = [
			() => {
				frame = Array.from({length: 1 + roll(8)}, (_, y) => `${y}`.repeat(1 + roll(18)));
				writer.setFrame(() => frame.join('\n'));
			},
			() => {
				panes = screens.slice(0, roll(3)).map((screen, n) => ({
					screen,
					x: n * 20,
					y: roll(3),
					columns: 16,
					rows: 5,
					focused: n === 0,
				}));
				writer.setPanes(panes);
			},
			() => output.resize(38 + roll(10), 10 + roll(5)),
			() => screens[roll(2)]?.scroll(roll(5) - 2),
			() => type(screens[roll(2)] as Screen, OUTPUTS[roll(OUTPUTS.length)] ?? ''),
			() => writer.repaint(),
		];
		for (let n = 0; n < 60; n++) {
			turns[roll(turns.length)]?.();
			// What was painted meanwhile has to be right, not only what everything is painted over with.
			if (roll(4) === 0) await output.shows(expectedLines(output, frame, panes));
		}
		await output.shows(expectedLines(output, frame, panes));
	});
});

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

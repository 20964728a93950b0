import {describe, expect, onTestFinished, test} from 'vitest';
import type {Changed, RowEcho} from '../../src/terminal/cells.js';
import {createScreen} from '../../src/terminal/screen.js';

function open() {
	const screen = createScreen({columns: 20, rows: 4});
	onTestFinished(() => screen.close());
	const asked: RowEcho[] = [];
	const told: Changed[] = [];
	screen.onChange((changed) => told.push(changed));
	const stop = screen.onEcho((echo) => {
		asked.push(echo);
		return true;
	});
	return {screen, asked, told, stop, print: (text: string) => screen.write(Buffer.from(text))};
}

describe('an echo is shown before it is gone through', () => {
	test('where one came before it, and is then told of as shown', () => {
		const {asked, told, print, screen} = open();
		print('\r$ ');
		print('l');
		print('s');
		expect(asked).toEqual([{row: 0, x: 3, text: 's'}]);
		expect(told.at(-1)).toEqual({row: 0, echo: {x: 3, text: 's'}, isShown: true});
		expect(screen.view()[0]).toBe('$ ls');
	});

	test.each<[what: string, between: string, then: string]>([
		['a line end', '\r\n', 'x'],
		['a colour', '\x1b[31m', 'x'],
		['a sequence that is begun', '\x1b[3', '4'],
		['a title that is begun', '\x1b]0;', 'x'],
		['a cursor that is hidden', '\x1b[?25l', 'x'],
		['insertion', '\x1b[4h', 'x'],
		['another character set', '\x1b(0', 'q'],
		['a move of the cursor', '\b', 'x'],
		['a letter of two bytes, in part', '\xc3', 'x'],
	])('not after %s', (_what, between, then) => {
		const {asked, screen, print} = open();
		print('a');
		screen.write(Buffer.from(between, 'latin1'));
		print(then);
		expect(asked).toEqual([]);
	});

	test.each<[what: string, does: (screen: ReturnType<typeof open>['screen']) => void]>([
		['the size', (screen) => screen.resize({columns: 10, rows: 4})],
		['what is marked', (screen) => screen.mark({from: {x: 0, y: 0}, to: {x: 1, y: 0}})],
	])('not after a change of %s', (_what, does) => {
		const {asked, screen, print} = open();
		print('ab');
		does(screen);
		print('c');
		expect(asked).toEqual([]);
	});

	test('not at the edge, where the cursor stays on the last column', () => {
		const {asked, print} = open();
		print('x'.repeat(15));
		for (const letter of 'abcdefg') print(letter);
		expect(asked.map(({x}) => x)).toEqual([15, 16, 17, 18].slice(0, asked.length));
		expect(asked.length).toBeGreaterThan(2);
	});

	test('and is told of as any other where nobody has shown it', () => {
		const {told, print, stop} = open();
		print('a');
		stop();
		print('b');
		expect(told.at(-1)).toEqual({row: 0, echo: {x: 1, text: 'b'}});
	});
});

test('whatever came before and wherever it was cut, an echo foreseen is what the screen then has', () => {
	const pieces = ['\x1b[2C', '\x1b[4h', '\x1b(0', '\x1b[7m', '\x1b7', '\x1b8', '\x1bc', '\x1b#8'];
	pieces.push(
		'\x1b[?7l',
		'\x1b[5G',
		'\x1b]2;t\x07',
		'\x1bP1$qm\x1b\\',
		'日',
		'é',
		'\x1b[2;3r',
		'\x1b[b',
	);
	let foreseen = 0;
	for (const piece of pieces) {
		for (let cut = 0; cut <= piece.length; cut++) {
			const {screen, asked, print} = open();
			const parts = ['ab', 'c', piece.slice(0, cut), piece.slice(cut), 'd', 'e', 'f', '4h', 'q'];
			for (const part of parts) {
				const before = asked.length;
				print(part);
				const echo = asked[before];
				if (echo === undefined) continue;
				foreseen++;
				// A wide character has two columns.
				const row = screen.view()[echo.row]?.replace('日', '日.');
				expect(row?.slice(echo.x, echo.x + echo.text.length)).toBe(echo.text);
				expect(screen.cursor()?.x).toBe(echo.x + echo.text.length);
			}
		}
	}
	expect(foreseen).toBeGreaterThan(100);
});

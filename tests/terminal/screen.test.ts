import {describe, expect, test} from 'vitest';
import type {Changed} from '../../src/terminal/cells.js';
import {createScreen, type Screen} from '../../src/terminal/screen.js';

const bytes = (text: string): Uint8Array => Buffer.from(text);

function screenWith(text: string, columns = 20, rows = 4): Screen {
	const screen = createScreen({columns, rows});
	screen.write(bytes(text));
	return screen;
}

/** A box terminal's output and input, as a test drives them. */
function createPipe() {
	const listeners = new Set<(chunk: Uint8Array) => void>();
	let typed = '';
	return {
		onOutput(listener: (chunk: Uint8Array) => void) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		write(chunk: Uint8Array) {
			typed += Buffer.from(chunk).toString();
		},
		print(text: string) {
			for (const listener of listeners) listener(bytes(text));
		},
		typed: () => typed,
	};
}

describe('a screen', () => {
	test('shows what was written as soon as it was written', () => {
		expect(screenWith('one\r\ntwo').view()).toEqual(['one', 'two', '', '']);
	});

	test('joins characters whose bytes came in two chunks', () => {
		const screen = createScreen({columns: 10, rows: 1});
		for (const byte of bytes('é日')) screen.write(Uint8Array.of(byte));
		expect(screen.view()).toEqual(['é日']);
	});

	test('counts emoji as two columns', () => {
		expect(screenWith('🎉').cursor()).toEqual({x: 2, y: 0});
	});

	test('keeps 2000 lines that scrolled out of sight', () => {
		const screen = screenWith(Array.from({length: 3000}, (_, n) => `line ${n}`).join('\r\n'));
		expect(screen.text()).toHaveLength(2004);
		expect(screen.text().at(0)).toBe('line 996');
		expect(screen.text().at(-1)).toBe('line 2999');
	});

	test('gives wrapped lines back as one', () => {
		expect(screenWith('abcdefgh ijk\r\nnext', 5).text()).toEqual(['abcdefgh ijk', 'next']);
	});

	test('reflows and tells of it when resized', () => {
		// The line with the cursor on it is left to the shell, which draws it again.
		const screen = screenWith('abcdefgh\r\n$', 4);
		let changes = 0;
		screen.onChange(() => changes++);
		screen.resize({columns: 8, rows: 2});
		expect(screen.view()).toEqual(['abcdefgh', '$']);
		expect(screen.size).toEqual({columns: 8, rows: 2});
		expect(changes).toBe(1);
	});

	test('tells each change until it is no longer asked', () => {
		const screen = screenWith('');
		let changes = 0;
		const stop = screen.onChange(() => changes++);
		screen.write(bytes('a'));
		screen.write(bytes('b'));
		stop();
		screen.write(bytes('c'));
		expect(changes).toBe(2);
	});
});

describe('the cursor', () => {
	test.each<[claim: string, printed: string, cursor: {x: number; y: number} | undefined]>([
		['stands behind what was printed', 'ab\r\nc', {x: 1, y: 1}],
		['stays on the last column before a wrap', 'x'.repeat(20), {x: 19, y: 0}],
		['is hidden on demand', '\x1b[?25l', undefined],
		['is hidden among other modes', '\x1b[?7;25l', undefined],
		['is shown again', '\x1b[?25l\x1b[?25h', {x: 0, y: 0}],
		['is shown by a full reset', '\x1b[?25l\x1bc', {x: 0, y: 0}],
		['is shown by a soft reset', '\x1b[?25l\x1b[!p', {x: 0, y: 0}],
	])('%s', (_claim, printed, cursor) => {
		expect(screenWith(printed).cursor()).toEqual(cursor);
	});
});

describe('scrolling back', () => {
	const LINES = Array.from({length: 10}, (_, n) => `${n}`).join('\r\n');

	test('shows older lines and no cursor', () => {
		const screen = screenWith(LINES);
		screen.scroll(-4);
		expect(screen.view()).toEqual(['2', '3', '4', '5']);
		expect(screen.scrolledBack).toBe(4);
		expect(screen.cursor()).toBeUndefined();
	});

	test('a little keeps the cursor where it is on the page', () => {
		const screen = screenWith(`${LINES}\x1b[2A`);
		screen.scroll(-1);
		expect(screen.cursor()).toEqual({x: 1, y: 2});
	});

	test('stops at the first line and at the last', () => {
		const screen = screenWith(LINES);
		screen.scroll(-100);
		expect(screen.view()[0]).toBe('0');
		screen.scroll(100);
		expect(screen.scrolledBack).toBe(0);
	});

	test('stays on its lines while more is printed', () => {
		const screen = screenWith(LINES);
		screen.scroll(-4);
		screen.write(bytes('\r\nmore\r\nmore'));
		expect(screen.view()).toEqual(['2', '3', '4', '5']);
	});

	test('ends at the bottom when the learner types', () => {
		const screen = screenWith(LINES);
		screen.scroll(-4);
		screen.scrollToBottom();
		expect(screen.view()).toEqual(['6', '7', '8', '9']);
	});
});

describe('modes that typing depends on', () => {
	test.each<[printed: string, modes: Partial<Screen['modes']>]>([
		['', {applicationCursorKeys: false, bracketedPaste: false, alternateBuffer: false}],
		['\x1b[?1h', {applicationCursorKeys: true}],
		['\x1b[?2004h', {bracketedPaste: true}],
		['\x1b[?1049h', {alternateBuffer: true}],
		['\x1b[?1049h\x1b[?1049l', {alternateBuffer: false}],
	])('%j', (printed, modes) => {
		expect(screenWith(printed).modes).toMatchObject(modes);
	});

	test('are those of now, wherever the sequence that sets them is cut', () => {
		const screen = screenWith('\x1b[?2004');
		expect(screen.modes.bracketedPaste).toBe(false);
		screen.write(bytes('h'));
		expect(screen.modes.bracketedPaste).toBe(true);
	});
});

describe('a followed terminal', () => {
	test('is shown until it is no longer followed', () => {
		const pipe = createPipe();
		const screen = screenWith('');
		const stop = screen.follow(pipe);
		pipe.print('seen');
		stop();
		pipe.print('unseen');
		expect(screen.view()[0]).toBe('seen');
	});

	test('gets the answer to what a program asks of its terminal, and nothing else', () => {
		const pipe = createPipe();
		const screen = screenWith('');
		screen.follow(pipe);
		pipe.print('ab\x1b[6n');
		expect(pipe.typed()).toBe('\x1b[1;3R');
	});
});

describe('what is told of a change', () => {
	const SMALL = {columns: 20, rows: 4, colour: true, left: 0};
	const rowsOf = (screen: Screen): readonly string[] =>
		Array.from({length: 4}, (_, y) => screen.row(y, SMALL));

	test.each<[claim: string, before: string, printed: string, changed: Changed]>([
		['the echo of a key', '$ ', 'l', {row: 0, echo: {x: 2, text: 'l'}}],
		['the echo of a few keys', 'a\r\n$ ', 'ls -l', {row: 1, echo: {x: 2, text: 'ls -l'}}],
		['an echo up to the edge', 'x'.repeat(18), 'yz', {row: 0}],
		['an echo beyond the edge', 'x'.repeat(18), 'yzw', 'all'],
		['an echo on the last row', '\r\n\r\n\r\n$ ', 'l', {row: 3, echo: {x: 2, text: 'l'}}],
		['an echo in colour', '\x1b[31m$ ', 'l', {row: 0}],
		['an echo that moves the rest of the row', 'abc\x1b[4h\r', 'x', {row: 0}],
		['an echo in another character set', '\x1b(0', 'q', {row: 0}],
		['an echo on a reversed screen', '\x1b[?5h', 'q', {row: 0}],
		['a line end', '$ ls', '\r\n', 'all'],
		['an escape sequence', 'abc\r\ndef', '\x1b[2J', 'all'],
		['its last byte alone', 'abc\r\ndef\x1b[2', 'J', 'all'],
		['the last byte of one that fills the screen', 'abc\x1b#', '8', 'all'],
		['the end of a title', '\x1b]0;ti', 'tle', 'all'],
	])('%s', (_claim, before, printed, changed) => {
		const screen = screenWith(before);
		const told: Changed[] = [];
		screen.onChange((what) => told.push(what));
		screen.write(bytes(printed));
		expect(told).toEqual([changed]);
	});

	test('a row that is told of is the only one that has changed, wherever a sequence is cut', () => {
		const sequences = [
			'\x1b[2C',
			'\x1b[3G',
			'\x1b[b',
			'\x1b[1A',
			'\x1b[2;3H',
			'\x1b[M',
			'\x1b[2L',
			'\x1b[3@',
			'\x1bM',
			'\x1b8',
			'\x1bc',
			'\x1b#8',
			'\x1b[S',
			'\x1b[T',
			'\x1b[4h',
			'\x1b[?5W',
		];
		for (const sequence of sequences) {
			for (let cut = 1; cut <= sequence.length; cut++) {
				const screen = screenWith(`one\r\ntwo\r\nthree\x1b[2;2H${sequence.slice(0, cut)}`);
				let before = rowsOf(screen);
				screen.onChange((changed) => {
					const after = rowsOf(screen);
					for (const [y, row] of after.entries()) {
						if (changed !== 'all' && changed.row !== y) expect(row).toBe(before[y]);
					}
					before = after;
				});
				for (const chunk of [`${sequence.slice(cut)}ab`, 'c']) screen.write(bytes(chunk));
			}
		}
		expect.hasAssertions();
	});

	test('the row is counted in the view', () => {
		const screen = screenWith(`${'\r\n'.repeat(10)}\x1b[1;1H`);
		screen.scroll(-2);
		const told: Changed[] = [];
		screen.onChange((what) => told.push(what));
		screen.write(bytes('x'));
		expect(told).toEqual([{row: 2, echo: {x: 0, text: 'x'}}]);
	});
});

test('a bell is told of, and shows nothing', () => {
	const screen = screenWith('$ ');
	let rung = 0;
	const stop = screen.onBell(() => rung++);
	screen.write(bytes('\x07'));
	stop();
	screen.write(bytes('\x07'));
	expect(rung).toBe(1);
	expect(screen.view()[0]).toBe('$ ');
});

test('a program that asks for the size in cells is told it', () => {
	const pipe = createPipe();
	const screen = screenWith('');
	screen.follow(pipe);
	pipe.print('\x1b[18t\x1b[21t\x1b[14t');
	expect(pipe.typed()).toBe(`\x1b[8;${screen.size.rows};${screen.size.columns}t`);
});

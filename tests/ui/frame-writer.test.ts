import {EventEmitter} from 'node:events';
import {afterEach, describe, expect, test} from 'vitest';
import {createScreen, type Screen} from '../../src/terminal/screen.js';
import {createFrameWriter, type FrameWriter} from '../../src/ui/frame-writer.js';
import type {Pane} from '../../src/ui/pane-painter.js';
import {createEmulator} from '../terminal/emulator.js';

/** A terminal to draw on that remembers what was drawn and can be busy. */
class Output extends EventEmitter {
	columns: number;
	rows: number;
	isBusy = false;
	readonly writes: string[] = [];
	readonly emulator: ReturnType<typeof createEmulator>;

	constructor(columns: number, rows: number) {
		super();
		this.columns = columns;
		this.rows = rows;
		this.emulator = createEmulator(columns, rows);
	}

	write(text: string): boolean {
		this.writes.push(text);
		void this.emulator.write(text).then(() => this.emit('drawn'));
		return !this.isBusy;
	}

	resize(columns: number, rows: number): void {
		this.columns = columns;
		this.rows = rows;
		this.emulator.terminal.resize(columns, rows);
		this.emit('resize');
	}

	/** Resolves once the terminal shows these lines. */
	async shows(lines: readonly string[]): Promise<void> {
		await expect
			.poll(() => this.emulator.lines().map((line) => line.trimEnd()), {timeout: 2000, interval: 2})
			.toEqual(lines.map((line) => line.trimEnd()));
	}
}

const open: {close(): void}[] = [];
afterEach(() => {
	for (const one of open.splice(0).reverse()) one.close();
});

function opened(columns = 12, rows = 5): {output: Output; writer: FrameWriter} {
	const output = new Output(columns, rows);
	const writer = createFrameWriter(output, {colour: true});
	open.push(writer);
	return {output, writer};
}

type TerminalPane = Pane & {readonly screen: Screen};

function paneOf(text: string, place: Partial<Omit<Pane, 'screen'>> = {}): TerminalPane {
	const pane = {x: 1, y: 1, columns: 10, rows: 3, focused: true, ...place};
	const screen = createScreen({columns: pane.columns, rows: pane.rows});
	open.push(screen);
	type(screen, text);
	return {screen, ...pane};
}

const type = (screen: Screen, text: string): void => screen.write(Buffer.from(text));

const FRAME = ['+----------+', '|', '|', '|', '+----------+'];

describe('the frame writer', () => {
	test('draws a frame of Ink', async () => {
		const {output, writer} = opened();
		writer.stdout.write(FRAME.join('\n'));
		await output.shows(FRAME);
	});

	test('draws a pane over the blank that Ink left for it', async () => {
		const {output, writer} = opened();
		writer.stdout.write(FRAME.join('\n'));
		writer.setPanes([paneOf('$ ls\r\nfile')]);
		await output.shows(['+----------+', '|$ ls', '|file', '|', '+----------+']);
	});

	test('draws rows as wide as the terminal whole, the last one without scrolling', async () => {
		const {output, writer} = opened(4, 2);
		writer.stdout.write('abcd\nefgh');
		await output.shows(['abcd', 'efgh']);
		writer.stdout.write('ABCD\nEFGHI');
		await expect.poll(() => output.emulator.lines()[0]).toBe('ABCD');
		expect(output.emulator.lines()[1]).toHaveLength(4);
	});

	test('takes rows away that the next frame has not', async () => {
		const {output, writer} = opened(4, 3);
		writer.stdout.write('a\nb\nc');
		await output.shows(['a', 'b', 'c']);
		writer.stdout.write('a');
		await output.shows(['a', '', '']);
	});

	test('writes only what changed', async () => {
		const {output, writer} = opened();
		const pane = paneOf('one\r\ntwo');
		writer.stdout.write(FRAME.join('\n'));
		writer.setPanes([pane]);
		await output.shows(['+----------+', '|one', '|two', '|', '+----------+']);
		type(pane.screen, '!');
		await output.shows(['+----------+', '|one', '|two!', '|', '+----------+']);
		const last = output.writes.at(-1);
		expect(last).toContain('two!');
		expect(last).not.toContain('one');
		expect(last).not.toContain('----');
	});

	test('draws all of a change at once, and never erases the scrollback', async () => {
		const {output, writer} = opened();
		writer.stdout.write(FRAME.join('\n'));
		writer.setPanes([paneOf('$')]);
		writer.repaint();
		await output.shows(['+----------+', '|$', '|', '|', '+----------+']);
		for (const text of output.writes) {
			expect(text.startsWith('\x1b[?2026h')).toBe(true);
			expect(text.endsWith('\x1b[?2026l')).toBe(true);
			expect(text).not.toContain('\x1b[3J');
		}
	});

	test('echoes a key before anything else happens', async () => {
		const {output, writer} = opened();
		const pane = paneOf('$');
		writer.setPanes([pane]);
		await expect.poll(() => output.emulator.lines()[1]).toBe(' $');
		// The pace of paints allows the next one at once only after a while.
		await expect
			.poll(() => {
				const before = output.writes.length;
				type(pane.screen, 'x');
				return output.writes.length - before;
			})
			.toBe(1);
	});

	test('gives the area of a closed pane back to Ink', async () => {
		const {output, writer} = opened();
		writer.stdout.write(FRAME.join('\n'));
		writer.setPanes([paneOf('$ ls')]);
		await output.shows(['+----------+', '|$ ls', '|', '|', '+----------+']);
		writer.setPanes([]);
		await output.shows(FRAME);
	});

	test('moves a pane', async () => {
		const {output, writer} = opened(12, 4);
		const pane = paneOf('$', {rows: 2});
		writer.setPanes([pane]);
		await output.shows(['', ' $', '', '']);
		writer.setPanes([{...pane, x: 3, y: 2, columns: 9}]);
		await output.shows(['', '', '   $', '']);
	});

	test('shows two panes side by side', async () => {
		const {output, writer} = opened(12, 3);
		writer.setPanes([
			paneOf('left', {x: 0, y: 0, columns: 5}),
			paneOf('right', {x: 6, y: 0, columns: 6, focused: false}),
		]);
		await output.shows(['left  right', '', '']);
	});

	test('does not draw below the terminal', async () => {
		const {output, writer} = opened(12, 3);
		writer.setPanes([paneOf('1\r\n2\r\n3\r\n4\r\n5', {x: 0, y: 1, rows: 5})]);
		await output.shows(['', '1', '2']);
	});

	test('draws everything again at a new size, which it tells Ink', async () => {
		const {output, writer} = opened();
		const sizes: string[] = [];
		writer.stdout.on('resize', () => {
			sizes.push(`${writer.stdout.columns}x${writer.stdout.rows}`);
			writer.stdout.write('new frame');
		});
		writer.stdout.write(FRAME.join('\n'));
		await output.shows(FRAME);
		output.resize(20, 3);
		await output.shows(['new frame', '', '']);
		expect(sizes).toEqual(['20x3']);
	});

	test('waits while the terminal is busy, then shows the newest', async () => {
		const {output, writer} = opened(12, 1);
		output.isBusy = true;
		writer.stdout.write('first');
		await output.shows(['first']);
		writer.stdout.write('second');
		const pane = paneOf('', {x: 0, y: 0, rows: 1});
		writer.setPanes([pane]);
		for (const key of 'third') type(pane.screen, key);
		await new Promise<void>((resolve) => setImmediate(resolve));
		expect(output.writes).toHaveLength(1);
		output.isBusy = false;
		output.emit('drain');
		await output.shows(['third']);
	});

	test('writes nothing after it was closed', async () => {
		const {output, writer} = opened(12, 1);
		writer.stdout.write('first');
		await output.shows(['first']);
		writer.stdout.write('second');
		writer.close();
		output.emit('resize');
		await new Promise<void>((resolve) => setImmediate(resolve));
		expect(output.writes).toHaveLength(1);
	});
});

describe('the real cursor', () => {
	const cursorOf = (output: Output) => {
		const {cursorX, cursorY} = output.emulator.terminal.buffer.active;
		return output.writes.at(-1)?.includes('\x1b[?25h') ? {x: cursorX, y: cursorY} : undefined;
	};

	test('is where the focused pane has its own', async () => {
		const {output, writer} = opened();
		writer.setPanes([paneOf('a\r\nbc')]);
		await expect.poll(() => cursorOf(output)).toEqual({x: 3, y: 2});
	});

	test('is hidden when the pane hides it or has no focus', async () => {
		const {output, writer} = opened();
		writer.setPanes([paneOf('a', {focused: false})]);
		await output.shows(['', ' a', '', '', '']);
		expect(cursorOf(output)).toBeUndefined();
		const hidden = paneOf('b\x1b[?25l');
		writer.setPanes([hidden]);
		await output.shows(['', ' b', '', '', '']);
		expect(cursorOf(output)).toBeUndefined();
	});

	test('is where a text input of Ink says, unless a pane has the focus', async () => {
		const {output, writer} = opened();
		writer.setCursor({x: 4, y: 4});
		await expect.poll(() => cursorOf(output)).toEqual({x: 4, y: 4});
		writer.setPanes([paneOf('a')]);
		await expect.poll(() => cursorOf(output)).toEqual({x: 2, y: 1});
		writer.setPanes([]);
		writer.setCursor(undefined);
		await expect.poll(() => cursorOf(output)).toBeUndefined();
	});
});

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
		const screens = [createScreen({columns: 16, rows: 5}), createScreen({columns: 16, rows: 5})];
		open.push(...screens);
		let panes: TerminalPane[] = [];
		writer.stdout.on('resize', () => writer.stdout.write(frame.join('\n')));
		const turns: (() => void)[] = [
			() => {
				frame = Array.from({length: 1 + roll(8)}, (_, y) => `${y}`.repeat(1 + roll(18)));
				writer.stdout.write(frame.join('\n'));
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
			if (roll(4) === 0) await new Promise<void>((resolve) => setImmediate(resolve));
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

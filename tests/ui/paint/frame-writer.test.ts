import {describe, expect, test} from 'vitest';
import {opened, paneOf, type} from './written-frames.js';

const FRAME = ['+----------+', '|', '|', '|', '+----------+'];

describe('the frame writer', () => {
	test('draws a frame of Ink', async () => {
		const {output, writer} = opened();
		writer.setFrame(() => FRAME.join('\n'));
		await output.shows(FRAME);
	});

	test('draws a pane over the blank that Ink left for it', async () => {
		const {output, writer} = opened();
		writer.setFrame(() => FRAME.join('\n'));
		writer.setPanes([paneOf('$ ls\r\nfile')]);
		await output.shows(['+----------+', '|$ ls', '|file', '|', '+----------+']);
	});

	test('draws rows as wide as the terminal whole, the last one without scrolling', async () => {
		const {output, writer} = opened(4, 2);
		writer.setFrame(() => 'abcd\nefgh');
		await output.shows(['abcd', 'efgh']);
		writer.setFrame(() => 'ABCD\nEFGHI');
		await expect.poll(() => output.emulator.lines()[0]).toBe('ABCD');
		expect(output.emulator.lines()[1]).toHaveLength(4);
	});

	test('takes rows away that the next frame has not', async () => {
		const {output, writer} = opened(4, 3);
		writer.setFrame(() => 'a\nb\nc');
		await output.shows(['a', 'b', 'c']);
		writer.setFrame(() => 'a');
		await output.shows(['a', '', '']);
	});

	test('writes only what changed', async () => {
		const {output, writer} = opened();
		const pane = paneOf('one\r\ntwo');
		writer.setFrame(() => FRAME.join('\n'));
		writer.setPanes([pane]);
		await output.shows(['+----------+', '|one', '|two', '|', '+----------+']);
		type(pane.screen, '!');
		await output.shows(['+----------+', '|one', '|two!', '|', '+----------+']);
		expect(output.writes.at(-1)).toBe('!');
		type(pane.screen, '\x1b[1m?');
		await output.shows(['+----------+', '|one', '|two!?', '|', '+----------+']);
		const last = output.writes.at(-1);
		expect(last).toContain('two!');
		expect(last).not.toContain('one');
		expect(last).not.toContain('----');
		writer.setFrame(() => [...FRAME.slice(0, 4), '+===+'].join('\n'));
		await output.shows(['+----------+', '|one', '|two!?', '|', '+===+']);
		expect(output.writes.at(-1)).not.toContain('----');
	});

	test('lets the terminal move what has only moved, where nothing stands beside it', async () => {
		const lines = ['alpha', 'beta', 'gamma', 'delta', 'status'];
		for (const [columns, moves] of [
			[12, true],
			[13, false],
		] as const) {
			const {output, writer} = opened(columns, 5);
			const pane = paneOf(lines.join('\r\n'), {x: 0, y: 0, columns: 12, rows: 5});
			writer.setPanes([pane]);
			await output.shows(lines);
			type(pane.screen, '\x1b[1;4r\x1b[4;1H\nomega');
			await output.shows(['beta', 'gamma', 'delta', 'omega', 'status']);
			expect(output.writes.at(-1)?.includes('beta')).toBe(!moves);
			type(pane.screen, '\x1b[1;1H\x1bM\x1b[L');
			await output.shows(['', '', 'beta', 'gamma', 'status']);
		}
	});

	test('draws all of a change at once, and never erases the scrollback', async () => {
		const {output, writer} = opened();
		writer.setFrame(() => FRAME.join('\n'));
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

	test('writes a letter that follows another before it is in the cells, and nothing but that', async () => {
		const {output, writer} = opened();
		const pane = paneOf('$');
		writer.setPanes([pane]);
		let typed = '';
		const isWrittenBefore = (): boolean => {
			const before = output.writes.length;
			let isBefore = false;
			const stop = pane.screen.onChange(() => {
				isBefore = output.writes.length > before;
			});
			typed += 'x';
			type(pane.screen, 'x');
			stop();
			return isBefore;
		};
		await output.shows(['', ' $', '', '', '']);
		// The pace of paints allows the next one at once only after a while.
		await expect.poll(isWrittenBefore).toBe(true);
		expect(output.writes.at(-1)).toBe('x');
		type(pane.screen, '\b');
		await output.pointsAt({x: 1 + typed.length, y: 1});
		type(pane.screen, 'y');
		await output.shows(['', ` $${typed.slice(1)}y`, '', '', '']);
	});

	test('gives the area of a closed pane back to Ink', async () => {
		const {output, writer} = opened();
		writer.setFrame(() => FRAME.join('\n'));
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

	test('draws everything anew at a new size', async () => {
		const {output, writer} = opened();
		writer.setFrame(() => `${output.columns}x${output.rows}`);
		await output.shows(['12x5', '', '', '', '']);
		output.resize(20, 3);
		await output.shows(['20x3', '', '']);
	});

	test('draws one frame for all that changes in one turn', async () => {
		const {output, writer} = opened();
		const drawn: string[] = [];
		for (const text of ['first', 'second', 'third']) {
			writer.setFrame(() => {
				drawn.push(text);
				return text;
			});
		}
		await output.shows(['third', '', '', '', '']);
		expect(drawn).toEqual(['third']);
	});

	test('waits while the terminal is busy, then shows the newest', async () => {
		const {output, writer} = opened(12, 1);
		output.isBusy = true;
		writer.setFrame(() => 'first');
		await output.shows(['first']);
		writer.setFrame(() => 'second');
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
		writer.setFrame(() => 'first');
		await output.shows(['first']);
		writer.setFrame(() => 'second');
		writer.close();
		output.emit('resize');
		await new Promise<void>((resolve) => setImmediate(resolve));
		expect(output.writes).toHaveLength(1);
	});
});

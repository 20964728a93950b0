import {describe, expect, test} from 'vitest';
import {type Output, opened, paneOf, type} from './written-frames.js';

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

	test('has the shape that a program has asked for, until it asks for the usual one', async () => {
		const {output, writer} = opened();
		const pane = paneOf('a');
		writer.setPanes([pane]);
		await output.pointsAt({x: 2, y: 1});
		expect(output.writes.join('')).not.toContain(' q');
		type(pane.screen, '\x1b[5 q');
		await expect.poll(() => output.writes.at(-1)).toContain('\x1b[5 q');
		type(pane.screen, '\x1b[0 q');
		await expect.poll(() => output.writes.at(-1)).toContain('\x1b[0 q');
	});

	test('is hidden again when the focused pane is gone', async () => {
		const {output, writer} = opened();
		writer.setPanes([paneOf('a')]);
		await expect.poll(() => cursorOf(output)).toEqual({x: 2, y: 1});
		writer.setPanes([]);
		await expect.poll(() => cursorOf(output)).toBeUndefined();
	});
});

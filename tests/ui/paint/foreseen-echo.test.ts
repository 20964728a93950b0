import {describe, expect, test} from 'vitest';
import type {RowEcho} from '../../../src/terminal/cells.js';
import {type Output, opened, paneOf, type TerminalPane, type} from './written-frames.js';

const PLACE = {x: 0, y: 0, columns: 30, rows: 3};

/** Types chunk by chunk; the next one comes when the one before is on the terminal, as the pane has it. */
async function typeAll(output: Output, pane: TerminalPane, chunks: readonly string[]) {
	for (const chunk of chunks) {
		type(pane.screen, chunk);
		const width = pane.columns;
		const row = (lines: readonly string[]): string => (lines[0] ?? '').slice(0, width).trimEnd();
		await expect.poll(() => row(output.emulator.lines())).toBe(row(pane.screen.view()));
	}
}

describe('what is shown before it is in the cells ends as they have it', () => {
	test('where a letter follows in a picture that is held', async () => {
		const {output, writer} = opened(30, 5);
		const pane = paneOf('hello', PLACE);
		writer.setPanes([pane]);
		await output.shows(['hello', '', '', '', '']);
		for (const chunk of ['\x1b[?2026h\r', 'HELLO', 'x']) type(pane.screen, chunk);
		expect(output.writes.join('')).not.toContain('x');
		await typeAll(output, pane, ['\x1b[?2026l']);
		await output.shows(['HELLOx', '', '', '', '']);
	});

	test('where the letter before was the end of a sequence and stood there already', async () => {
		const {output, writer} = opened(30, 5);
		const pane = paneOf('', PLACE);
		writer.setPanes([pane]);
		const saved = '\x1b[2G\x1b(0\x1b7q\x1b(B\r8\r';
		await typeAll(output, pane, [saved, '\x1b', '8', 'q', 'q', '\r\n', 'z']);
		expect(pane.screen.view()[0]).toBe('8──');
	});

	test('where it was shown and is not so', async () => {
		const {output, writer} = opened(30, 5);
		const pane = paneOf('ab', PLACE);
		let show: ((echo: RowEcho) => boolean) | undefined;
		const screen = {
			...pane.screen,
			cursorShape: 0,
			onEcho: (listener: typeof show) => {
				show = listener;
				return () => {};
			},
		};
		writer.setPanes([{...PLACE, focused: true, screen}]);
		await output.shows(['ab', '', '', '', '']);
		await expect.poll(() => show?.({row: 0, x: 2, text: 'Q'})).toBe(true);
		await output.shows(['abQ', '', '', '', '']);
		pane.screen.resize({columns: 30, rows: 3});
		await output.shows(['ab', '', '', '', '']);
	});

	test('in a pane that is narrower than its screen', async () => {
		const {output, writer} = opened(30, 5);
		const pane = paneOf('', {...PLACE, columns: 10});
		pane.screen.resize({columns: 20, rows: 3});
		writer.setFrame(() => '..........|FRAME');
		writer.setPanes([pane]);
		await typeAll(output, pane, ['abcdefg', 'h', 'ijklm']);
		expect(output.emulator.lines()[0]).toBe('abcdefghij|FRAME');
	});

	test('behind a link that is still open', async () => {
		const {output, writer} = opened(30, 5);
		const pane = paneOf('', PLACE);
		writer.setPanes([pane]);
		await typeAll(output, pane, ['\x1b]8;;http://x.example/\x07', 'x', 'a']);
		const before = output.writes.length;
		await typeAll(output, pane, ['q']);
		expect(output.writes.slice(before).join('')).toContain('http://x.example/');
	});
});

import {afterEach, beforeEach, expect, onTestFinished, test, vi} from 'vitest';
import type {Changed} from '../../src/terminal/cells.js';
import {createScreen} from '../../src/terminal/screen.js';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

function told() {
	const screen = createScreen({columns: 20, rows: 4});
	onTestFinished(() => screen.close());
	const changes: Changed[] = [];
	screen.onChange((what) => changes.push(what));
	return {changes, write: (text: string) => screen.write(Buffer.from(text))};
}

test('half of a picture is not told of until it is whole', () => {
	const {changes, write} = told();
	write('\x1b[?2026hhalf');
	vi.advanceTimersByTime(900);
	write(' a picture');
	expect(changes).toEqual([]);
	write('\x1b[?2026l');
	expect(changes).toEqual(['all']);
});

test('a program that never ends its picture is waited for a second, and not again', () => {
	const {changes, write} = told();
	write('\x1b[?2026hhalf');
	vi.advanceTimersByTime(1000);
	expect(changes).toEqual(['all']);
	write('x');
	expect(changes).toHaveLength(2);
	write('\x1b[?2026l');
	write('\x1b[?2026hy');
	expect(changes).toHaveLength(3);
});

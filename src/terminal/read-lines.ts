// A screen's rows read as lines: a line that was too long for the screen stands in several rows.
import type {IBuffer} from '@xterm/headless';
import type {Selection} from './selection.js';

const isWrapped = (buffer: IBuffer, y: number): boolean => buffer.getLine(y)?.isWrapped ?? false;

/** All lines kept, without those at the end that are empty. */
export function joinedLines(buffer: IBuffer): readonly string[] {
	const lines: string[] = [];
	for (let y = 0; y < buffer.length; y++) {
		const line = buffer.getLine(y);
		if (line === undefined) break;
		const text = line.translateToString(!isWrapped(buffer, y + 1));
		if (line.isWrapped && lines.length > 0) lines.push((lines.pop() ?? '') + text);
		else lines.push(text);
	}
	while (lines.at(-1) === '') lines.pop();
	return lines;
}

/** What lies between two rows, in either order, with the whole of the lines that these are parts of. */
export function wholeLines(
	buffer: IBuffer,
	between: {readonly from: number; readonly to: number},
	columns: number,
): Selection {
	let first = Math.min(between.from, between.to);
	let last = Math.max(between.from, between.to);
	while (first > 0 && isWrapped(buffer, first)) first--;
	while (isWrapped(buffer, last + 1)) last++;
	return {from: {x: 0, y: first}, to: {x: columns - 1, y: last}};
}

/** The nearest row from `from` on that a line with this text begins in; a text that is wrapped is found as well. */
export function findLine(
	buffer: IBuffer,
	{text, from, by}: {readonly text: string; readonly from: number; readonly by: 1 | -1},
): number | undefined {
	const sought = text.toLowerCase();
	for (let y = from; y >= 0 && y < buffer.length; y += by) {
		if (isWrapped(buffer, y)) continue;
		let line = buffer.getLine(y)?.translateToString(!isWrapped(buffer, y + 1)) ?? '';
		for (let next = y + 1; isWrapped(buffer, next); next++) {
			line += buffer.getLine(next)?.translateToString(!isWrapped(buffer, next + 1)) ?? '';
		}
		if (line.toLowerCase().includes(sought)) return y;
	}
	return undefined;
}

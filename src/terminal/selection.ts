// What has been marked on a screen: from one cell to another, in the order of reading.
import type {IBuffer} from '@xterm/headless';
import type {CursorPlace} from './cells.js';

/** Both ends belong to it; they may be the wrong way round. Rows count from the first line kept. */
export interface Selection {
	readonly from: CursorPlace;
	readonly to: CursorPlace;
}

/** From this column up to, not including, that one. */
export interface Columns {
	readonly from: number;
	readonly to: number;
}

const inOrder = ({from, to}: Selection): Selection =>
	from.y < to.y || (from.y === to.y && from.x <= to.x) ? {from, to} : {from: to, to: from};

/** The columns of a row that are marked; undefined where none is. */
export function markedColumns(
	selection: Selection | undefined,
	y: number,
	columns: number,
): Columns | undefined {
	if (selection === undefined) return undefined;
	const {from, to} = inOrder(selection);
	if (y < from.y || y > to.y) return undefined;
	return {from: y === from.y ? from.x : 0, to: y === to.y ? to.x + 1 : columns};
}

/** What is marked, as text: lines that the screen has wrapped are joined, blanks at their ends left out. */
export function markedText(buffer: IBuffer, selection: Selection, columns: number): string {
	const {from, to} = inOrder(selection);
	let text = '';
	for (let y = from.y; y <= to.y; y++) {
		const line = buffer.getLine(y);
		const marked = markedColumns(selection, y, columns);
		if (line === undefined || marked === undefined) continue;
		const goesOn = y < to.y && (buffer.getLine(y + 1)?.isWrapped ?? false);
		text += line.translateToString(!goesOn, marked.from, marked.to);
		if (y < to.y && !goesOn) text += '\n';
	}
	return text;
}

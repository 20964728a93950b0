import {textWidth} from '../../domain/text-width.js';
import {type Run, rowWidth} from '../../domain/wrap-runs.js';
import type {Look, Symbols} from './theme.js';

/** What a click on a text stands for: the pointer is moved by so many entries, then these keys are pressed. */
export interface Click {
	readonly pointBy?: number;
	/** Names of keys; `guide` is the guide key, whichever it is here. */
	readonly keys: readonly string[];
}

/** A run of text with one look. */
type StyledText = Run<Look> & {readonly click?: Click};

/** One row of the screen. */
export type TextLine = readonly StyledText[];

/** The row, all of which stands for this. */
export const clickable = (row: TextLine, click: Click): TextLine =>
	row.map((piece) => ({...piece, click}));

export const EMPTY_LINE: TextLine = [];

export const line = (text: string, look: Look = 'plain'): TextLine => [{text, look}];

/** Columns that a row takes. */
export const lineWidth = (row: TextLine): number => rowWidth(row);

/** The text of a row without its looks. */
export const lineText = (row: TextLine): string => row.map(({text}) => text).join('');

/** As much of the text as fits, ended by `ellipsis` (one column) where something is left out. */
export function cutText(text: string, columns: number, ellipsis: string): string {
	if (textWidth(text) <= columns) return text;
	let cut = '';
	// Made only now, for the first one of a program takes Node 10 ms and more.
	for (const {segment} of new Intl.Segmenter().segment(text)) {
		if (textWidth(cut + segment) > columns - 1) break;
		cut += segment;
	}
	return columns < 1 ? '' : cut + ellipsis;
}

/** As much of a row as fits. */
export function cutLine(row: TextLine, columns: number, ellipsis: string): TextLine {
	const result: StyledText[] = [];
	let room = columns;
	for (const piece of row) {
		if (room <= 0) break;
		const text = cutText(piece.text, room, ellipsis);
		result.push({...piece, text});
		room -= textWidth(text);
		if (text !== piece.text) break;
	}
	return result;
}

/** The rows that fit; where there are more, the last one ends in an ellipsis, so that nobody takes it for all. */
export function cutRows(
	lines: readonly TextLine[],
	rows: number,
	columns: number,
	ellipsis: string,
): readonly TextLine[] {
	if (lines.length <= rows) return lines;
	const rest = lines.slice(rows - 1).flatMap((row) => [...row, ...line(' ')]);
	const cut = cutLine(rest, columns, ellipsis);
	const end = cut.at(-1);
	// A run that ends just at the edge was not cut, and yet more came behind it.
	const isSigned = end === undefined || end.text.endsWith(ellipsis);
	const last = isSigned
		? cut
		: cutLine([...cut.slice(0, -1), {...end, text: `${end.text} `}], columns, ellipsis);
	return [...lines.slice(0, rows - 1), last];
}

/** A screen of text, however long: the window shows a part of it. */
export interface ScreenText {
	readonly lines: readonly TextLine[];
	/** A row that must be in view: the one pointed at. */
	readonly focus?: number;
	/** There is more of it above or below than these rows, which a text knows that has taken them out itself. */
	readonly isCut?: {readonly above: boolean; readonly below: boolean};
}

/** What a text is made for. */
export interface TextStyle {
	readonly columns: number;
	readonly symbols: Symbols;
	/** How many rows there are, for a text that can do with fewer; without, it is as long as it is. */
	readonly rows?: number;
}

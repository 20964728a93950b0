import {textWidth} from './text-width.js';
import type {Look, Symbols} from './theme.js';

/** A run of text with one look. */
export interface StyledText {
	readonly text: string;
	readonly look: Look;
}

/** One row of the screen. */
export type TextLine = readonly StyledText[];

export const EMPTY_LINE: TextLine = [];

export const line = (text: string, look: Look = 'plain'): TextLine => [{text, look}];

/** Columns that a row takes. */
export const lineWidth = (row: TextLine): number =>
	row.reduce((width, {text}) => width + textWidth(text), 0);

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
	return [...lines.slice(0, rows - 1), cutLine(rest, columns, ellipsis)];
}

/** A word with the looks of its parts, and the look of the blank before it. */
interface Word {
	readonly pieces: readonly StyledText[];
	readonly width: number;
	readonly blank: Look;
}

/** Takes spans apart at blanks; a word may consist of spans of several looks: `**pid**,`. */
function wordsOf(spans: TextLine): readonly Word[] {
	const words: Word[] = [];
	let pieces: StyledText[] = [];
	let blank: Look = 'plain';
	const finish = (next: Look): void => {
		if (pieces.length > 0) words.push({pieces, width: lineWidth(pieces), blank});
		pieces = [];
		blank = next;
	};
	for (const {text, look} of spans) {
		for (const part of text.split(/(\s+)/)) {
			if (part === '') continue;
			if (part.trim() === '') finish(look);
			else pieces.push({text: part, look});
		}
	}
	finish('plain');
	return words;
}

/** Cuts a word that no line can hold into parts that fit. */
function hardWrap(word: Word, columns: number): readonly Word[] {
	if (word.width <= columns) return [word];
	const parts: Word[] = [];
	let pieces: StyledText[] = [];
	let width = 0;
	const finish = (): void => {
		parts.push({pieces, width, blank: parts.length === 0 ? word.blank : 'plain'});
		pieces = [];
		width = 0;
	};
	for (const {text, look} of word.pieces) {
		for (const {segment} of new Intl.Segmenter().segment(text)) {
			const columnsOf = textWidth(segment);
			if (width + columnsOf > columns && width > 0) finish();
			pieces.push({text: segment, look});
			width += columnsOf;
		}
	}
	finish();
	return parts;
}

/** Neighbours of one look are one run, so that a row is few elements. */
function joined(pieces: readonly StyledText[]): TextLine {
	const result: StyledText[] = [];
	for (const piece of pieces) {
		const last = result.at(-1);
		if (last?.look === piece.look) {
			result[result.length - 1] = {look: last.look, text: last.text + piece.text};
		} else result.push(piece);
	}
	return result;
}

/**
 * Spans as rows of at most `columns` columns, broken at blanks. Words too long for a row are cut.
 * There is always at least one row.
 */
export function wrapSpans(spans: TextLine, columns: number): readonly TextLine[] {
	const width = Math.max(1, columns);
	const rows: TextLine[] = [];
	let row: readonly StyledText[] = [];
	let used = 0;
	for (const {pieces, width: wide, blank} of wordsOf(spans).flatMap((word) =>
		hardWrap(word, width),
	)) {
		if (used > 0 && used + 1 + wide > width) {
			rows.push(row);
			row = [];
			used = 0;
		}
		const glue = used === 0 ? [] : [{text: ' ', look: blank}];
		row = [...row, ...glue, ...pieces];
		used += glue.length + wide;
	}
	return [...rows, row].map(joined);
}

/** A screen of text, however long: the window shows a part of it. */
export interface ScreenText {
	readonly lines: readonly TextLine[];
	/** A row that must be in view: the one pointed at. */
	readonly focus?: number;
}

/** What a text is made for. */
export interface TextStyle {
	readonly columns: number;
	readonly symbols: Symbols;
	/** How many rows there are, for a text that can do with fewer; without, it is as long as it is. */
	readonly rows?: number;
}

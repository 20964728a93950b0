import {textWidth} from './text-width.js';

/** A run of text with one look; what looks there are is the screen's business. */
export interface Run<Look> {
	readonly text: string;
	readonly look: Look;
}

/** Runs that stand beside each other. */
export type Row<Look> = readonly Run<Look>[];

/** Columns that a row takes. */
export const rowWidth = (row: Row<unknown>): number =>
	row.reduce((width, {text}) => width + textWidth(text), 0);

/** A word with the looks of its parts, and the look of the blank before it. */
interface Word<Look> {
	readonly pieces: Row<Look>;
	readonly width: number;
	readonly blank: Look;
}

/** Takes runs apart at blanks; a word may consist of runs of several looks: `**pid**,`. */
function wordsOf<Look>(runs: Row<Look>): readonly Word<Look>[] {
	const words: Word<Look>[] = [];
	let pieces: Run<Look>[] = [];
	let blank: Look | undefined;
	const finish = (next?: Look): void => {
		const [first] = pieces;
		if (first) words.push({pieces, width: rowWidth(pieces), blank: blank ?? first.look});
		pieces = [];
		blank = next;
	};
	for (const {text, look} of runs) {
		for (const part of text.split(/(\s+)/)) {
			if (part === '') continue;
			if (part.trim() === '') finish(look);
			else pieces.push({text: part, look});
		}
	}
	finish();
	return words;
}

/** Cuts a word that no row can hold into parts that fit. */
function hardWrap<Look>(word: Word<Look>, columns: number): readonly Word<Look>[] {
	if (word.width <= columns) return [word];
	const parts: Word<Look>[] = [];
	let pieces: Run<Look>[] = [];
	let width = 0;
	const finish = (): void => {
		parts.push({pieces, width, blank: word.blank});
		pieces = [];
		width = 0;
	};
	// Made only now: the first one of a program takes Node 10 ms and more.
	const segmenter = new Intl.Segmenter();
	for (const {text, look} of word.pieces) {
		for (const {segment} of segmenter.segment(text)) {
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
function joined<Look>(pieces: Row<Look>): Row<Look> {
	const result: Run<Look>[] = [];
	for (const piece of pieces) {
		const last = result.at(-1);
		if (last !== undefined && last.look === piece.look) {
			result[result.length - 1] = {look: last.look, text: last.text + piece.text};
		} else result.push(piece);
	}
	return result;
}

/**
 * Runs as rows of at most `columns` columns, broken at blanks. Words too long for a row are cut.
 * There is always at least one row.
 */
export function wrapRuns<Look>(runs: Row<Look>, columns: number): readonly Row<Look>[] {
	const width = Math.max(1, columns);
	const rows: Row<Look>[] = [];
	let row: Row<Look> = [];
	let used = 0;
	for (const {pieces, width: wide, blank} of wordsOf(runs).flatMap((word) =>
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

/** `` `code` `` and `**strong**` in a text of an exercise. */
function inlineRuns<Look>(text: string, look: Look): Row<Look | 'code' | 'strong'> {
	return text
		.split(/(`[^`]+`|\*\*[^*]+\*\*)/)
		.filter((part) => part !== '')
		.map((part): Run<Look | 'code' | 'strong'> => {
			if (part.length > 2 && part.startsWith('`')) {
				return {text: part.slice(1, -1), look: 'code'};
			}
			if (part.length > 4 && part.startsWith('**')) {
				return {text: part.slice(2, -2), look: 'strong'};
			}
			return {text: part, look};
		});
}

/** A text of an exercise as rows: tasks, hints, reasons. Its indents and deliberate breaks are kept. */
export function wrapProse<Look>(
	text: string,
	columns: number,
	look: Look,
): readonly Row<Look | 'code' | 'strong'>[] {
	return text
		.trimEnd()
		.split('\n')
		.flatMap((line): readonly Row<Look | 'code' | 'strong'>[] => {
			if (line.trim() === '') return [[]];
			const indent = line.slice(0, line.length - line.trimStart().length);
			const runs = inlineRuns(line.trim(), look);
			const fits = rowWidth(runs) <= columns - indent.length;
			// Blanks that line columns up stay, which wrapping would not leave.
			const rows = fits ? [runs] : wrapRuns(runs, columns - indent.length);
			return indent === '' ? rows : rows.map((row) => [{text: indent, look}, ...row]);
		});
}

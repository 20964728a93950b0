import type {Look} from './theme.js';
import {EMPTY_LINE, type StyledText, type TextLine, wrapSpans} from './wrap-text.js';

/**
 * Exercise files are written in lines of at most 76 columns. Where the next word would not have fitted
 * into this many, the break was made for width and not for meaning.
 */
const WRITTEN_COLUMNS = 66;

const firstWord = (text: string): string => text.trimStart().split(' ')[0] ?? '';

const isOwnLine = (text: string): boolean => text.trim() === '' || /^(\s+|[-*•] )/.test(text);

/** Lines that were broken for width are one again, so that they can be wrapped to another width. */
function unwrapped(text: string): readonly string[] {
	const rows: string[] = [];
	let last = '';
	for (const row of text.trimEnd().split('\n')) {
		const isForced = last.length + 1 + firstWord(row).length > WRITTEN_COLUMNS;
		if (rows.length > 0 && isForced && !isOwnLine(row) && last.trim() !== '') {
			rows[rows.length - 1] = `${rows.at(-1) ?? ''} ${row}`;
		} else rows.push(row);
		last = row;
	}
	return rows;
}

/** `` `code` `` and `**strong**` in a text of an exercise. */
function inlineSpans(text: string, look: Look): TextLine {
	return text
		.split(/(`[^`]+`|\*\*[^*]+\*\*)/)
		.filter((part) => part !== '')
		.map((part): StyledText => {
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
export function proseLines(
	text: string,
	columns: number,
	look: Look = 'plain',
): readonly TextLine[] {
	return unwrapped(text).flatMap((row): readonly TextLine[] => {
		if (row.trim() === '') return [EMPTY_LINE];
		const indent = row.slice(0, row.length - row.trimStart().length);
		const rows = wrapSpans(inlineSpans(row.trim(), look), columns - indent.length);
		return indent === '' ? rows : rows.map((line) => [{text: indent, look}, ...line]);
	});
}

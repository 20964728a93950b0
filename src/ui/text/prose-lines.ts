import type {Look} from './theme.js';
import {EMPTY_LINE, lineWidth, type StyledText, type TextLine, wrapSpans} from './wrap-text.js';

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
	return text
		.trimEnd()
		.split('\n')
		.flatMap((row): readonly TextLine[] => {
			if (row.trim() === '') return [EMPTY_LINE];
			const indent = row.slice(0, row.length - row.trimStart().length);
			const spans = inlineSpans(row.trim(), look);
			const fits = lineWidth(spans) <= columns - indent.length;
			// Blanks that line columns up stay, which wrapping would not leave.
			const rows = fits ? [spans] : wrapSpans(spans, columns - indent.length);
			return indent === '' ? rows : rows.map((line) => [{text: indent, look}, ...line]);
		});
}

import {type Draft, draftText} from '../../session/draft.js';
import {line, lineWidth, type TextLine} from '../text/wrap-text.js';

/** A line being written, moved so that its cursor is in view. */
export function draftLine(draft: Draft, columns: number): TextLine {
	const before = draftText({...draft, graphemes: draft.graphemes.slice(0, draft.cursor)});
	const at = draft.graphemes[draft.cursor] ?? ' ';
	const after = draftText({...draft, graphemes: draft.graphemes.slice(draft.cursor + 1)});
	const room = columns - 4;
	let start = before;
	while (lineWidth(line(start)) > room) start = start.slice(1);
	const rest = after.slice(0, Math.max(0, room - lineWidth(line(start))));
	return [...line('> ', 'accent'), ...line(start), ...line(at, 'marked'), ...line(rest)];
}

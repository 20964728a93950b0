import type {Lesson} from '../../domain/course.js';
import type {SessionState} from '../../session/state.js';
import {fillLine, PROSE_COLUMNS} from '../text/page-lines.js';
import {proseLines} from '../text/prose-lines.js';
import type {ScreenText, TextStyle} from '../text/wrap-text.js';
import {EMPTY_LINE, line, type TextLine} from '../text/wrap-text.js';
import {deepNote} from './path-note.js';
import {seenRows} from './sighting-rows.js';

function nextLines(
	{course, facts}: SessionState,
	lesson: Lesson,
	columns: number,
): readonly TextLine[] {
	const index = course.lessons.findIndex((candidate) => candidate.id === lesson.id);
	const next = course.lessons[index + 1];
	if (next === undefined) {
		return [line('That was the last lesson. Next: all that you saw, on one card.', 'strong')];
	}
	return [
		[...line('Next  ', 'quiet'), ...line(`${next.id} ${next.title}`, 'strong')],
		...proseLines(fillLine(next.hook, facts), columns),
	];
}

/** The end of a lesson: what was seen, where to read on, what comes next. */
export function linksScreen(state: SessionState, lesson: Lesson, style: TextStyle): ScreenText {
	const columns = Math.min(style.columns, PROSE_COLUMNS);
	const links = lesson.links.flatMap(({title, url}): readonly TextLine[] => [
		line(title),
		[...line('  '), ...line(url, 'code')],
	]);
	const deep = deepNote(state, lesson);
	return {
		lines: [
			line('What you saw on this host', 'heading'),
			EMPTY_LINE,
			...seenRows(state, lesson, {...style, columns}),
			EMPTY_LINE,
			...(links.length === 0
				? []
				: [line('Go deeper', 'heading'), EMPTY_LINE, ...links, EMPTY_LINE]),
			...(deep === undefined ? [] : [...proseLines(deep, columns), EMPTY_LINE]),
			...nextLines(state, lesson, columns),
		],
	};
}

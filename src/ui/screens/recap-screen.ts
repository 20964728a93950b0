import {recapLessons} from '../../session/recap.js';
import type {SessionState} from '../../session/state.js';
import {fillLine, PROSE_COLUMNS} from '../text/page-lines.js';
import {proseLines} from '../text/prose-lines.js';
import type {ScreenText, TextStyle} from '../text/wrap-text.js';
import {EMPTY_LINE, line} from '../text/wrap-text.js';
import {predictionLines} from './insight-screen.js';
import {seenRows} from './sighting-rows.js';

/** One lesson of the recap card: what this learner saw, on this host, with their own values. */
export function recapScreen(state: SessionState, page: number, style: TextStyle): ScreenText {
	const columns = Math.min(style.columns, PROSE_COLUMNS);
	const lessons = recapLessons(state.whole, state.progress);
	const lesson = lessons[page];
	if (lesson === undefined) return {lines: [line('This course has no lessons.')]};
	return {
		lines: [
			line(`What you saw, ${page + 1} of ${lessons.length}`, 'quiet'),
			line(`${lesson.id}  ${lesson.title}`, 'heading'),
			EMPTY_LINE,
			...seenRows(state, lesson, {...style, columns}),
			EMPTY_LINE,
			...proseLines(fillLine(lesson.insight, state.facts), columns, 'strong'),
			EMPTY_LINE,
			...predictionLines(state, lesson, style),
		],
	};
}

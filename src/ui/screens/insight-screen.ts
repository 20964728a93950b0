import {keyOf, type Lesson} from '../../domain/course.js';
import type {SessionState} from '../../session/state.js';
import {fillLine, PROSE_COLUMNS} from '../text/page-lines.js';
import {proseLines} from '../text/prose-lines.js';
import type {ScreenText, TextStyle} from '../text/wrap-text.js';
import {EMPTY_LINE, line, type TextLine} from '../text/wrap-text.js';
import {reasonLines} from './question-screen.js';

/** What was predicted, next to what is so. */
export function predictionLines(
	state: SessionState,
	lesson: Lesson,
	style: TextStyle,
): readonly TextLine[] {
	const columns = Math.min(style.columns, PROSE_COLUMNS);
	const {predict} = lesson;
	const chosen = state.progress.predictions[keyOf(lesson.id, predict.id)]?.option;
	const picked = predict.options.find((option) => option.id === chosen);
	const said =
		picked === undefined ? 'You made no prediction.' : `You predicted: ${picked.text.trim()}`;
	return [
		...proseLines(fillLine(predict.question, state.facts), columns, 'quiet'),
		...proseLines(fillLine(said, state.facts), columns),
		...reasonLines(state, predict, chosen, style),
	];
}

/** The one sentence to keep of a lesson, and what became of the prediction. */
export function insightScreen(state: SessionState, lesson: Lesson, style: TextStyle): ScreenText {
	const columns = Math.min(style.columns, PROSE_COLUMNS);
	const bar = line(`${style.symbols.bar} `, 'accent');
	const insight = proseLines(fillLine(lesson.insight, state.facts), columns - 2, 'strong');
	return {
		lines: [
			line('Key insight', 'heading'),
			EMPTY_LINE,
			...insight.map((row) => [...bar, ...row]),
			EMPTY_LINE,
			EMPTY_LINE,
			line('Your prediction', 'heading'),
			EMPTY_LINE,
			...predictionLines(state, lesson, style),
		],
	};
}

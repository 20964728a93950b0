import type {Lesson, Page} from '../../domain/course.js';
import {recordOf} from '../../domain/progress.js';
import type {SessionState} from '../../session/state.js';
import {fillLine, PROSE_COLUMNS, pageLines} from '../text/page-lines.js';
import {proseLines} from '../text/prose-lines.js';
import type {ScreenText, TextStyle} from '../text/wrap-text.js';
import {EMPTY_LINE, line, type TextLine} from '../text/wrap-text.js';
import {lengthNote, openingNote} from './opening-note.js';

/** A page of a lesson: its title and its text. */
export function pageScreen({facts}: SessionState, page: Page, style: TextStyle): ScreenText {
	return {
		lines: [line(page.title, 'heading'), EMPTY_LINE, ...pageLines(page, {...style, facts})],
	};
}

/** The steps of a lesson's exercise, each with how it stands. */
export function stepLines(
	{progress}: SessionState,
	lesson: Lesson,
	{symbols}: TextStyle,
): readonly TextLine[] {
	return lesson.exercise.steps.map((step): TextLine => {
		const record = recordOf(progress, lesson.id, step);
		if (record === undefined) return line(`${symbols.open} ${step.title}`);
		return [
			{text: `${record.state === 'done' ? symbols.passed : symbols.seen} `, look: 'passed'},
			{text: step.title, look: 'plain'},
			...(record.state === 'seen' ? line('  seen, not done', 'quiet') : []),
		];
	});
}

/** The first screen of a lesson: what is surprising about it, and what will be done. */
export function openingScreen(state: SessionState, lesson: Lesson, style: TextStyle): ScreenText {
	const columns = Math.min(style.columns, PROSE_COLUMNS);
	const {facts} = state;
	const note = openingNote(state);
	return {
		lines: [
			line(`Part ${lesson.part}`, 'quiet'),
			EMPTY_LINE,
			line(`${lesson.id}  ${lesson.title}`, 'heading'),
			// A mission alone is not what was counted.
			...(state.isPractice ? [] : [line(lengthNote(state, lesson, style.symbols), 'quiet')]),
			EMPTY_LINE,
			...proseLines(fillLine(lesson.hook, facts), columns, 'strong'),
			EMPTY_LINE,
			line('What you will do in a real shell'),
			...stepLines(state, lesson, style).map((row) => [...line('  '), ...row]),
			...(note === undefined ? [] : [EMPTY_LINE, ...proseLines(note, columns, 'quiet')]),
		],
	};
}

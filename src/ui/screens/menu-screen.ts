import {isCore, type Lesson} from '../../domain/course.js';
import {recordOf} from '../../domain/progress.js';
import {textWidth} from '../../domain/text-width.js';
import {minutesOn} from '../../session/paths.js';
import type {SessionState} from '../../session/state.js';
import {proseLines} from '../text/prose-lines.js';
import type {ScreenText, TextStyle} from '../text/wrap-text.js';
import {clickable, cutText, EMPTY_LINE, line, type TextLine} from '../text/wrap-text.js';

import {pathNote} from './path-note.js';

/** Pointer, star, number. */
const BEFORE_TITLE = 8;
/** Minutes and steps. */
const AFTER_TITLE = 18;
/** A title further from its numbers than this is hard to follow across. */
const MOST_TITLE = 44;

/** One mark per step: open, done or seen. */
function stepMarks({progress}: SessionState, lesson: Lesson, {symbols}: TextStyle): TextLine {
	return lesson.exercise.steps.map((step) => {
		const record = recordOf(progress, lesson.id, step);
		if (record === undefined) return {text: symbols.open, look: 'quiet'};
		return {text: record.state === 'done' ? symbols.done : symbols.seen, look: 'passed'};
	});
}

function lessonLine(
	state: SessionState,
	lesson: Lesson,
	isPointed: boolean,
	style: TextStyle,
): TextLine {
	const {symbols, columns} = style;
	const room = Math.min(MOST_TITLE, columns - BEFORE_TITLE - AFTER_TITLE);
	const title = cutText(lesson.title, room, symbols.ellipsis);
	// A mission alone is not what was counted.
	const minutes = state.isPractice
		? ''
		: `${String(minutesOn(state.progress.path, lesson)).padStart(3)} min`;
	const padding = ' '.repeat(Math.max(0, room - textWidth(title)));
	return [
		{text: isPointed ? `${symbols.pointer} ` : '  ', look: 'accent'},
		{text: isCore(lesson) ? `${symbols.core} ` : '  ', look: 'accent'},
		{text: `${lesson.id} `, look: isPointed ? 'strong' : 'quiet'},
		{text: title, look: isPointed ? 'strong' : 'plain'},
		{
			text: `${padding} ${minutes}  `,
			look: 'quiet',
		},
		...stepMarks(state, lesson, style),
	];
}

/** All lessons under the names of their parts. */
export function menuScreen(state: SessionState, pointed: number, style: TextStyle): ScreenText {
	const {lessons} = state.course;
	const note = pathNote(state, style.symbols.core);
	const lines: TextLine[] = note === undefined ? [] : [...proseLines(note, style.columns, 'quiet')];
	let focus = 0;
	for (const [index, lesson] of lessons.entries()) {
		if (lesson.part !== lessons[index - 1]?.part) {
			if (lines.length > 0) lines.push(EMPTY_LINE);
			lines.push(line(lesson.part, 'heading'));
		}
		if (index === pointed) focus = lines.length;
		const row = lessonLine(state, lesson, index === pointed, style);
		lines.push(clickable(row, {pointBy: index - pointed, keys: ['enter']}));
	}
	return {lines, focus};
}

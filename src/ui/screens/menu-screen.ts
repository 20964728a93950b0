import {keyOf, type Lesson} from '../../domain/course.js';
import {textWidth} from '../../domain/text-width.js';
import type {SessionState} from '../../session/state.js';
import type {ScreenText, TextStyle} from '../text/wrap-text.js';
import {cutText, EMPTY_LINE, line, type TextLine} from '../text/wrap-text.js';

/** Pointer, star, number. */
const BEFORE_TITLE = 8;
/** Minutes and steps. */
const AFTER_TITLE = 18;
/** A title further from its numbers than this is hard to follow across. */
const MOST_TITLE = 44;

/** One mark per step: open, done or seen. */
function stepMarks({progress}: SessionState, lesson: Lesson, {symbols}: TextStyle): TextLine {
	return lesson.exercise.steps.map((step) => {
		const record = progress.steps[keyOf(lesson.id, step.id)];
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
	const padding = ' '.repeat(Math.max(0, room - textWidth(title)));
	return [
		{text: isPointed ? `${symbols.pointer} ` : '  ', look: 'accent'},
		{text: lesson.path === 'core' ? `${symbols.core} ` : '  ', look: 'accent'},
		{text: `${lesson.id} `, look: isPointed ? 'strong' : 'quiet'},
		{text: title, look: isPointed ? 'strong' : 'plain'},
		{text: `${padding} ${String(lesson.minutes).padStart(3)} min  `, look: 'quiet'},
		...stepMarks(state, lesson, style),
	];
}

/** All lessons under the names of their parts. */
export function menuScreen(state: SessionState, pointed: number, style: TextStyle): ScreenText {
	const {lessons} = state.course;
	const lines: TextLine[] = [];
	let focus = 0;
	for (const [index, lesson] of lessons.entries()) {
		if (lesson.part !== lessons[index - 1]?.part) {
			if (lines.length > 0) lines.push(EMPTY_LINE);
			lines.push(line(lesson.part, 'heading'));
		}
		if (index === pointed) focus = lines.length;
		lines.push(lessonLine(state, lesson, index === pointed, style));
	}
	return {lines, focus};
}

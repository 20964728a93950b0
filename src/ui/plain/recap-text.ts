import {keyOf, type Lesson} from '../../domain/course.js';
import {fillTemplate} from '../../domain/fact.js';
import {recordOf} from '../../domain/progress.js';
import {recapLessons} from '../../session/recap.js';
import type {SessionState} from '../../session/state.js';
import {deepNote} from '../screens/path-note.js';
import {answerText} from './answer-text.js';
import {sightingText, wrapped} from './block-text.js';

/** The one sentence to keep of a lesson, and what became of the prediction. */
export function insightLines(
	{progress, facts}: SessionState,
	{insight, id, predict}: Lesson,
	width: number,
): readonly string[] {
	const chosen = progress.predictions[keyOf(id, predict.id)]?.option;
	return [
		...wrapped(fillTemplate(insight, facts), width),
		'',
		...wrapped(`Your prediction: ${fillTemplate(predict.question, facts)}`, width),
		...answerText('You predicted', {options: predict.options, chosen}, facts, width),
	];
}

/** What the learner saw in a lesson's exercise, step by step. */
function seenLines(
	{progress}: SessionState,
	{id: lesson, exercise}: Lesson,
	width: number,
): readonly string[] {
	const seen = exercise.steps.flatMap((step) => {
		const record = recordOf(progress, lesson, step);
		if (!record) return [];
		const how = record.state === 'seen' ? ', seen, not done' : '';
		return [`- ${step.title}${how}`, ...sightingText(record.seen, width)];
	});
	return seen.length > 0 ? seen : ['Nothing yet: the exercise is still to be done.'];
}

/** The end of a lesson: what was seen, where to read on, what comes next. */
export function linksLines(
	state: SessionState,
	lesson: Lesson,
	next: Lesson | undefined,
	width: number,
): readonly string[] {
	const after =
		next === undefined
			? 'That was the last lesson. Next: all that you saw.'
			: `Next: lesson ${next.id}, ${next.title}. ${fillTemplate(next.hook, state.facts)}`;
	const deep = deepNote(state, lesson);
	return [
		'What you saw on this host:',
		...seenLines(state, lesson, width),
		'',
		'Go deeper:',
		...lesson.links.map(({title, url}) => `  ${title}: ${url}`),
		'',
		...(deep === undefined ? [] : wrapped(deep, width)),
		...wrapped(after, width),
	];
}

/** One lesson of all that the learner saw. */
export function recapLines(state: SessionState, page: number, width: number): readonly string[] {
	const lessons = recapLessons(state.whole, state.progress);
	const lesson = lessons[page];
	if (!lesson) return ['This course has no lessons.'];
	return [
		`What you saw in lesson ${lesson.id}, ${lesson.title}; ${page + 1} of ${lessons.length}:`,
		...seenLines(state, lesson, width),
		'',
		...insightLines(state, lesson, width),
	];
}

// When which question is asked: at the opening of a later lesson, in the last one, or a day after.

import {type Asking, type Course, keyOf, type Lesson, type Question} from '../domain/course.js';
import {type AnswerRecord, type Progress, recordOf} from '../domain/progress.js';

/** A question as it is asked, and the key under which its answer is saved. */
export interface AskedQuestion {
	readonly key: string;
	readonly asking: Asking;
	/** It is the other case of the question. */
	readonly isAgain: boolean;
	/** The lesson it comes from. */
	readonly from: Lesson;
}

/** So many lessons after its own a question is asked: the next but one. */
const LESSONS_LATER = 2;
/** No more at once of what was answered wrongly, or never. */
const MOST_LEFT_OVER = 10;
const MOST_WARMING_UP = 5;
/** Whoever comes at the same time every day may be an hour or two early. */
const A_DAY_MS = 20 * 3_600_000;

/** A question in this case; undefined where it has no such case. */
function inCase(lesson: Lesson, question: Question, isAgain: boolean): AskedQuestion | undefined {
	const asking = isAgain ? question.again : question;
	return asking && {key: keyOf(lesson.id, question.id), asking, isAgain, from: lesson};
}

/** The last question of a lesson is asked in its other case, those before as they were written. */
const firstAsked = (lesson: Lesson): readonly AskedQuestion[] =>
	lesson.questions.map((question, index) => {
		const isLast = index === lesson.questions.length - 1;
		const asked = isLast ? inCase(lesson, question, true) : undefined;
		return (
			asked ?? {key: keyOf(lesson.id, question.id), asking: question, isAgain: false, from: lesson}
		);
	});

/** A question is never asked in the same words twice: one without another case does not come back. */
const askedAnew = (
	lesson: Lesson,
	question: Question,
	{again}: AnswerRecord,
): AskedQuestion | undefined => inCase(lesson, question, again !== true);

/** Something was done in the lesson; on a host that can do nothing, something was guessed. */
function isDone(lesson: Lesson, progress: Progress): boolean {
	const isReader = Object.keys(progress.steps).length === 0;
	return isReader
		? progress.predictions[keyOf(lesson.id, lesson.predict.id)] !== undefined
		: lesson.exercise.steps.some((step) => recordOf(progress, lesson.id, step) !== undefined);
}

const isAsked = (progress: Progress, {key}: AskedQuestion): boolean =>
	progress.questions[key] !== undefined;

/**
 * What is asked before a lesson that is opened for the first time: the questions of the lesson that was opened two
 * before it, if that was done.
 */
export function questionsBefore(
	{lessons}: Course,
	lesson: Lesson,
	progress: Progress,
): readonly AskedQuestion[] {
	if (progress.opened[lesson.id] !== undefined) return [];
	const order = Object.entries(progress.opened).toSorted(([, a], [, b]) => a.localeCompare(b));
	const [id] = order.at(-LESSONS_LATER) ?? [];
	const from = lessons.find((candidate) => candidate.id === id);
	if (order.length < LESSONS_LATER || from === undefined || !isDone(from, progress)) return [];
	return isLast(lessons, from) ? [] : firstAsked(from).filter((asked) => !isAsked(progress, asked));
}

const isLast = (lessons: readonly Lesson[], lesson: Lesson): boolean =>
	lessons.at(-1)?.id === lesson.id;

/** What was answered wrongly, each in the case in which it was not asked, in the order of the lessons. */
const wronglyAnswered = (
	lessons: readonly Lesson[],
	progress: Progress,
): readonly AskedQuestion[] =>
	lessons.flatMap((lesson) =>
		lesson.questions.flatMap((question) => {
			const record = progress.questions[keyOf(lesson.id, question.id)];
			return record?.right === false ? (askedAnew(lesson, question, record) ?? []) : [];
		}),
	);

/**
 * What closes the last lesson of a course, and no other: its own questions, then, of the lessons that were done, what
 * was answered wrongly, and what was never asked.
 */
export function closingQuestions(
	{lessons}: Course,
	lesson: Lesson,
	progress: Progress,
): readonly AskedQuestion[] {
	if (!isLast(lessons, lesson)) return [];
	const others = lessons.slice(0, -1);
	const wrong = wronglyAnswered(others, progress);
	const neverAsked = others
		.filter((other) => isDone(other, progress))
		.flatMap(firstAsked)
		.filter((asked) => !isAsked(progress, asked));
	return [...firstAsked(lesson), ...[...wrong, ...neverAsked].slice(0, MOST_LEFT_OVER)];
}

/** When anything was last done or answered, in milliseconds; undefined where nothing was. */
function lastDone({steps, predictions, questions, practised}: Progress): number | undefined {
	const times = [steps, predictions, questions]
		.flatMap((records) => Object.values<{readonly at: string}>(records).map(({at}) => at))
		.concat(Object.values(practised))
		.map((at) => Date.parse(at))
		.filter((at) => !Number.isNaN(at));
	return times.length === 0 ? undefined : Math.max(...times);
}

/**
 * What is asked when the course is opened again after a day: what was answered wrongly, in its other case. `now` is
 * ISO 8601, UTC.
 */
export function warmUpQuestions(
	{lessons}: Course,
	progress: Progress,
	now: string,
): readonly AskedQuestion[] {
	const last = lastDone(progress);
	if (last === undefined || Date.parse(now) - last < A_DAY_MS) return [];
	return wronglyAnswered(lessons, progress).slice(0, MOST_WARMING_UP);
}

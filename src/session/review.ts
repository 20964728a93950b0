// Chooses the questions that close a lesson, so that what was answered wrongly is asked once more.

import {type Course, keyOf, type Lesson, type Question} from '../domain/course.js';
import type {Progress} from '../domain/progress.js';

/** A question, and the key under which its answer is saved. */
export interface AskedQuestion {
	readonly key: string;
	readonly question: Question;
	/** The lesson it comes from, if not the current one. */
	readonly from: Lesson | undefined;
}

/** More would make the knowledge check longer than the three minutes it promises. */
const MOST_REVIEWED = 6;

/** Questions and predictions of other lessons that were answered wrongly, in course order. */
function answeredWrongly(course: Course, except: Lesson, progress: Progress): AskedQuestion[] {
	return course.lessons
		.filter((lesson) => lesson.id !== except.id)
		.flatMap((lesson) => {
			const predictionKey = keyOf(lesson.id, lesson.predict.id);
			const wrong = lesson.questions
				.map((question) => ({key: keyOf(lesson.id, question.id), question, from: lesson}))
				.filter(({key}) => progress.questions[key]?.right === false);
			const mispredicted = progress.predictions[predictionKey]?.right === false;
			// When it is asked again it is a question, so its answer is saved among the questions.
			const settled = progress.questions[predictionKey]?.right === true;
			return mispredicted && !settled
				? [{key: predictionKey, question: lesson.predict, from: lesson}, ...wrong]
				: wrong;
		});
}

/**
 * The questions that close a lesson: its own and, in the course's last lesson, those of other
 * lessons that were answered wrongly.
 */
export function questionsOf(
	course: Course,
	lesson: Lesson,
	progress: Progress,
): readonly AskedQuestion[] {
	const own = lesson.questions.map((question) => ({
		key: keyOf(lesson.id, question.id),
		question,
		from: undefined,
	}));
	return course.lessons.at(-1)?.id === lesson.id
		? [...own, ...answeredWrongly(course, lesson, progress).slice(0, MOST_REVIEWED)]
		: own;
}

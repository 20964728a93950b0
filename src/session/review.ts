import {type Course, keyOf, type Lesson, type Question} from '../domain/course.js';
import type {Progress} from '../domain/progress.js';

/** A question with the place where its answer is kept. */
export interface AskedQuestion {
	readonly key: string;
	readonly question: Question;
	/** The lesson it comes from, when that is not the one at hand. */
	readonly from: Lesson | undefined;
}

/** More than this makes the knowledge check longer than the three minutes it promises. */
const MOST_REVIEWED = 6;

/** Questions and predictions of other lessons that were answered wrongly, in the order of the course. */
function answeredWrongly(course: Course, except: Lesson, progress: Progress): AskedQuestion[] {
	return course.lessons
		.filter((lesson) => lesson.id !== except.id)
		.flatMap((lesson) => {
			const predictionKey = keyOf(lesson.id, lesson.predict.id);
			const wrong = lesson.questions
				.map((question) => ({key: keyOf(lesson.id, question.id), question, from: lesson}))
				.filter(({key}) => progress.questions[key]?.right === false);
			const mispredicted = progress.predictions[predictionKey]?.right === false;
			// Asked again it is a question, and so it is kept among the questions.
			const settled = progress.questions[predictionKey]?.right === true;
			return mispredicted && !settled
				? [{key: predictionKey, question: lesson.predict, from: lesson}, ...wrong]
				: wrong;
		});
}

/**
 * The questions that close a lesson: its own, and at the end of the course those of other lessons that
 * were answered wrongly.
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

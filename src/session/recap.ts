import {type Course, keyOf, type Lesson} from '../domain/course.js';
import type {Progress} from '../domain/progress.js';

/**
 * The lessons in which the learner has seen or predicted something, each a page of the recap; while
 * there are none, the first lesson.
 */
export function recapLessons({lessons}: Course, {steps, predictions}: Progress): readonly Lesson[] {
	const begun = lessons.filter(
		({id, predict, exercise}) =>
			predictions[keyOf(id, predict.id)] !== undefined ||
			exercise.steps.some((step) => steps[keyOf(id, step.id)] !== undefined),
	);
	return begun.length > 0 ? begun : lessons.slice(0, 1);
}

import {type Course, keyOf, type Lesson} from '../domain/course.js';
import type {Progress} from '../domain/progress.js';

/** The lessons of which a learner has seen or predicted something, a page of the recap each; the first, while there are none. */
export function recapLessons({lessons}: Course, {steps, predictions}: Progress): readonly Lesson[] {
	const begun = lessons.filter(
		({id, predict, exercise}) =>
			predictions[keyOf(id, predict.id)] !== undefined ||
			exercise.steps.some((step) => steps[keyOf(id, step.id)] !== undefined),
	);
	return begun.length > 0 ? begun : lessons.slice(0, 1);
}

// The core path: what of a course is marked as belonging to the half hour that nobody should miss.
import {type Course, isCore, type Lesson} from './course.js';

const isMarked = ({core}: {readonly core?: boolean}): boolean => core === true;

/** Only what is marked of a lesson; nothing of one that is not on the path. */
export function coreLessonOf<L extends Omit<Lesson, 'counts'>>(lesson: L): L {
	const {read, after, questions, exercise} = lesson;
	return {
		...lesson,
		read: read.filter(isMarked),
		after: after.filter(isMarked),
		questions: questions.filter(isMarked),
		exercise: {...exercise, steps: exercise.steps.filter(isMarked)},
	};
}

/** The core path of a course; the ids of its parts are those of the whole. */
export const coreOf = ({lessons}: Course): Course => ({
	lessons: lessons.filter(isCore).map((lesson) => coreLessonOf(lesson)),
});

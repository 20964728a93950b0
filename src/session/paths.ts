// The two ways through a course: what is marked as its core, or everything.
import {coreOf} from '../domain/core-of.js';
import {type Course, type CoursePath, isCore, type Lesson, minutesOf} from '../domain/course.js';

/** The course as it is gone through; one that marks nothing is gone through as a whole. */
export function courseOn(whole: Course, path: CoursePath): Course {
	if (path === 'all') return whole;
	const core = coreOf(whole);
	return core.lessons.length === 0 ? whole : core;
}

/** Whether there is anything to choose: part of the course is marked, and not all of it. */
export const hasTwoPaths = (whole: Course): boolean => {
	const core = coreOf(whole);
	return (
		core.lessons.length > 0 &&
		(core.lessons.length < whole.lessons.length ||
			core.lessons.some((lesson) => deepStepsOf(whole, lesson) > 0))
	);
};

/** The course as it is gone through, and all of it. */
export interface BothCourses {
	readonly course: Course;
	readonly whole: Course;
}

const withId = ({lessons}: Course, id: string | undefined): Lesson | undefined =>
	lessons.find((lesson) => lesson.id === id);

/** A lesson as it is on the chosen path or, off that, whole; undefined where the course has none of that id. */
export const lessonIn = (
	{course, whole}: BothCourses,
	id: string | undefined,
): Lesson | undefined => withId(course, id) ?? withId(whole, id);

/** The lesson after this one on the chosen path, which this one need not be on. */
export const lessonAfter = ({lessons}: Course, {id}: Lesson): Lesson | undefined =>
	lessons.find((lesson) => lesson.id.localeCompare(id, 'en') > 0);

/** Every lesson in the form in which this learner meets it: as on the chosen path or, off that, whole. */
export const lessonsMet = ({course, whole}: BothCourses): Course => ({
	lessons: whole.lessons.map((lesson) => withId(course, lesson.id) ?? lesson),
});

/** How many steps the whole lesson has beyond those of this form of it. */
export const deepStepsOf = (whole: Course, {id, exercise}: Lesson): number =>
	(withId(whole, id)?.exercise.steps.length ?? 0) - exercise.steps.length;

/** Whether two forms of lessons have the same exercise: those of one lesson differ in the steps they hold. */
export const isSameWork = (one: Lesson | undefined, other: Lesson): boolean =>
	one?.id === other.id &&
	one.exercise.steps.length === other.exercise.steps.length &&
	one.exercise.steps[0]?.id === other.exercise.steps[0]?.id;

/** How long a lesson takes on this path, by count. */
export const minutesOn = (path: CoursePath, lesson: Lesson): number =>
	minutesOf([path === 'core' && isCore(lesson) ? lesson.counts.core : lesson.counts.all]);

/** `1 minute`, `4 minutes`: how long a lesson takes on this path. */
export function sayMinutesOn(path: CoursePath, lesson: Lesson): string {
	const minutes = minutesOn(path, lesson);
	return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}

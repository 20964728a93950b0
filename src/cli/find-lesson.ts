import type {Course, Lesson} from '../domain/course.js';
import {UserError} from '../domain/user-error.js';

/**
 * The lesson with this id or slug; `10` and `010-not-a-tiny-machine` find `010`, too. Throws a
 * UserError.
 */
export function findLesson(course: Course, wanted: string): Lesson {
	const id = /^\d{1,3}(?=$|-)/.exec(wanted)?.[0]?.padStart(3, '0');
	const found = course.lessons.find((lesson) => lesson.id === id || lesson.slug === wanted);
	if (found) return found;
	throw new UserError(
		`There is no lesson "${wanted}".`,
		`Known are ${course.lessons.map((lesson) => lesson.id).join(' ')}; "container-lessons list" shows their titles, --help the commands.`,
	);
}

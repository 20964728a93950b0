import {linkCourse} from '../../src/content/link-course.js';
import {parseExercise} from '../../src/content/parse-exercise.js';
import {parseLesson} from '../../src/content/parse-lesson.js';
import type {Parsed} from '../../src/content/problem.js';
import {explainProblems} from '../../src/content/problem.js';

export interface Files {
	readonly lessons: Readonly<Record<string, string>>;
	readonly exercises: Readonly<Record<string, string>>;
	/** Files that exercises may want, by their path. */
	readonly attachments?: Readonly<Record<string, string>>;
}

/** What `lint` prints of these files, which are lessons/NAME.md and exercises/NAME/exercise.yaml. */
export function lint({lessons, exercises, attachments = {}}: Files): string {
	const lessonResults = Object.entries(lessons).map(([name, text]) =>
		parseLesson(text, `lessons/${name}.md`),
	);
	const exerciseResults = Object.entries(exercises).map(([name, text]) =>
		parseExercise(text, `exercises/${name}/exercise.yaml`, (path) => attachments[path]),
	);
	const problemsOf = (results: readonly Parsed<unknown>[]) =>
		results.flatMap((result) => (result.ok ? [] : result.problems));
	const unread = [...problemsOf(lessonResults), ...problemsOf(exerciseResults)];
	const {problems} = linkCourse({
		lessons: lessonResults.flatMap((result) => (result.ok ? [result.source] : [])),
		exercises: exerciseResults.flatMap((result) => (result.ok ? [result.source] : [])),
		unreadable: unread.map(({file}) => file),
	});
	return explainProblems([...unread, ...problems]);
}

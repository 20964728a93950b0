import {basename, dirname} from 'node:path/posix';
import type {ExerciseFolder} from '../../src/content/gather-steps.js';
import {linkCourse} from '../../src/content/link-course.js';
import {parseExercise} from '../../src/content/parse-exercise.js';
import {parseLesson} from '../../src/content/parse-lesson.js';
import {explainProblems} from '../../src/content/problem.js';

export interface Files {
	readonly lessons: Readonly<Record<string, string>>;
	readonly exercises: Readonly<Record<string, string>>;
	/** Files that exercises may want, by their path. */
	readonly attachments?: Readonly<Record<string, string>>;
}

/** The folder of an exercise that has only these files, by their paths below the course. */
export const folderOf = (
	exercise: string,
	files: Readonly<Record<string, string>> = {},
): ExerciseFolder => ({
	read: (path) => files[path],
	names: Object.keys(files)
		.filter((path) => dirname(path) === `exercises/${exercise}`)
		.map((path) => basename(path)),
});

/** What `lint` prints of these files, which are lessons/NAME.md and exercises/NAME/exercise.yaml. */
export function lint({lessons, exercises, attachments = {}}: Files): string {
	const lessonParts = Object.entries(lessons).map(([name, text]) =>
		parseLesson(text, `lessons/${name}.md`),
	);
	const exerciseParts = Object.entries(exercises).map(([name, text]) =>
		parseExercise(text, `exercises/${name}/exercise.yaml`, folderOf(name, attachments)),
	);
	const {problems} = linkCourse({lessons: lessonParts, exercises: exerciseParts});
	return explainProblems(problems);
}

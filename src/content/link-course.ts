import {basename, dirname} from 'node:path/posix';
import type {Course, Lesson} from '../domain/course.js';
import type {Exercise} from '../domain/exercise.js';
import {exerciseProblems} from './exercise-rules.js';
import {lessonProblems} from './lesson-rules.js';
import type {LessonText} from './parse-lesson.js';
import {type Located, type Problem, problemAt} from './problem.js';

/** The files of a course, each read by itself. */
export interface CourseParts {
	readonly lessons: readonly Located<LessonText>[];
	readonly exercises: readonly Located<Exercise>[];
	/** Files that are there but could not be read: nobody misses them. */
	readonly unreadable: readonly string[];
}

/** What was read, and everything that is wrong with it. */
export interface LinkedCourse {
	/** Lessons in the order of their ids; those without an exercise, or beside one of the same id, are left out. */
	readonly course: Course;
	readonly problems: readonly Problem[];
}

const stemOf = (lesson: Located<LessonText>): string => basename(lesson.file, '.md');
const folderOf = (exercise: Located<Exercise>): string => basename(dirname(exercise.file));

function* pairProblems({lessons, exercises, unreadable}: CourseParts): Generator<Problem> {
	for (const exercise of exercises) {
		if (lessons.some((lesson) => stemOf(lesson) === folderOf(exercise))) continue;
		if (unreadable.includes(`lessons/${folderOf(exercise)}.md`)) continue;
		yield problemAt(
			exercise,
			['id'],
			`No lesson is called lessons/${folderOf(exercise)}.md.`,
			'Name the folder as the lesson, or write the lesson.',
		);
	}
	for (const lesson of lessons) {
		const exercise = exercises.find((candidate) => folderOf(candidate) === stemOf(lesson));
		if (exercise === undefined) {
			if (unreadable.some((file) => dirname(file) === `exercises/${stemOf(lesson)}`)) continue;
			yield problemAt(
				lesson,
				['id'],
				`There is no exercises/${stemOf(lesson)}/exercise.yaml.`,
				'Write it: every lesson has something to do.',
			);
		} else if (exercise.value.id !== lesson.value.lesson.id) {
			yield problemAt(
				exercise,
				['id'],
				`The exercise says it belongs to ${exercise.value.id}, its lesson is ${lesson.value.lesson.id}.`,
				'Make them agree.',
			);
		}
	}
}

function* orderProblems(lessons: readonly Located<LessonText>[]): Generator<Problem> {
	const partsLeft = new Set<string>();
	let before: Located<LessonText> | undefined;
	for (const source of lessons) {
		const {id, part, slug} = source.value.lesson;
		const earlier = lessons
			.slice(0, lessons.indexOf(source))
			.find(({value}) => value.lesson.id === id || value.lesson.slug === slug);
		if (earlier !== undefined) {
			yield problemAt(
				source,
				['id'],
				`The id ${id} or the slug ${slug} is that of ${earlier.file}.`,
				'Take another: progress is kept under it.',
			);
		}
		if (before !== undefined && before.value.lesson.part !== part) {
			partsLeft.add(before.value.lesson.part);
		}
		if (partsLeft.has(part)) {
			yield problemAt(
				source,
				['part'],
				`The part "${part}" goes on after another part has begun.`,
				'Lessons of a part follow each other: mend the id, or the name of the part.',
			);
		}
		before = source;
	}
}

/** Joins lessons with their exercises and applies every rule of good content. Pure. */
export function linkCourse(parts: CourseParts): LinkedCourse {
	const lessons = [...parts.lessons].sort((a, b) =>
		a.value.lesson.id.localeCompare(b.value.lesson.id, 'en'),
	);
	const linked = new Map<string, Lesson>();
	for (const lesson of lessons) {
		const exercise = parts.exercises.find((candidate) => folderOf(candidate) === stemOf(lesson));
		const {id} = lesson.value.lesson;
		if (exercise === undefined || linked.has(id)) continue;
		linked.set(id, {...lesson.value.lesson, exercise: exercise.value});
	}
	return {
		course: {lessons: [...linked.values()]},
		problems: [
			...lessons.flatMap((lesson) => [...lessonProblems(lesson)]),
			...parts.exercises.flatMap((exercise) => [...exerciseProblems(exercise)]),
			...pairProblems({...parts, lessons}),
			...orderProblems(lessons),
		],
	};
}

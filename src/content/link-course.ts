import {basename, dirname} from 'node:path/posix';
import type {Course, Lesson} from '../domain/course.js';
import type {Exercise} from '../domain/exercise.js';
import {countLesson} from './count-lesson.js';
import {exerciseProblems} from './exercise-rules.js';
import {lessonProblems} from './lesson-rules.js';
import type {LessonText} from './parse-lesson.js';
import {type Located, type Parsed, type Problem, problemAt} from './problem.js';

/** The files of a course, each read by itself. */
export interface CourseParts {
	readonly lessons: readonly Parsed<LessonText>[];
	readonly exercises: readonly Parsed<Exercise>[];
}

/** What the rules can judge: what is right in its form, and of the rest what could be read all the same. */
interface ReadableParts {
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

function* pairProblems({lessons, exercises, unreadable}: ReadableParts): Generator<Problem> {
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
		} else if (lesson.value.lesson.id !== '' && exercise.value.id !== lesson.value.lesson.id) {
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
		// What could not be read is out of no order.
		if (id === '' || part === '' || slug === '') continue;
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

const readable = <T>(parsed: Parsed<T>): readonly Located<T>[] => {
	const source = parsed.ok ? parsed.source : parsed.partial;
	return source === undefined ? [] : [source];
};

/** One mistake is said once, though a step and its variant share it. */
function once(problems: readonly Problem[]): readonly Problem[] {
	const keyOf = ({file, line, sentence}: Problem): string => `${file}:${line}: ${sentence}`;
	return [...new Map(problems.map((problem) => [keyOf(problem), problem])).values()];
}

/** Joins lessons with their exercises and applies every rule of good content. Pure. */
export function linkCourse(parts: CourseParts): LinkedCourse {
	const problemsOf = (all: readonly Parsed<unknown>[]): readonly Problem[] =>
		all.flatMap((parsed) => (parsed.ok ? [] : parsed.problems));
	const broken = [...problemsOf(parts.lessons), ...problemsOf(parts.exercises)];
	const lessons = parts.lessons
		.flatMap(readable)
		.toSorted((a, b) => a.value.lesson.id.localeCompare(b.value.lesson.id, 'en'));
	const exercises = parts.exercises.flatMap(readable);
	const unreadable = broken.map(({file}) => file);
	const ruled = [
		...lessons.flatMap((lesson) => [...lessonProblems(lesson)]),
		...exercises.flatMap((exercise) => [...exerciseProblems(exercise)]),
		...pairProblems({lessons, exercises, unreadable}),
		...orderProblems(lessons),
	];
	return {
		course: {lessons: joined(parts)},
		problems: once([...broken, ...ruled.filter(({isEcho}) => !isEcho)]),
	};
}

/** The lessons that are right in their form, each with its exercise. */
function joined(parts: CourseParts): readonly Lesson[] {
	const sound = <T>(all: readonly Parsed<T>[]): readonly Located<T>[] =>
		all.flatMap((parsed) => (parsed.ok ? [parsed.source] : []));
	const linked = new Map<string, Lesson>();
	for (const lesson of sound(parts.lessons)) {
		const exercise = sound(parts.exercises).find((one) => folderOf(one) === stemOf(lesson));
		const {id} = lesson.value.lesson;
		if (exercise === undefined || linked.has(id)) continue;
		const whole = {...lesson.value.lesson, exercise: exercise.value};
		linked.set(id, {...whole, counts: countLesson(whole)});
	}
	return [...linked.values()].sort((a, b) => a.id.localeCompare(b.id, 'en'));
}

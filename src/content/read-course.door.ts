import {existsSync, readdirSync, readFileSync, realpathSync, statSync} from 'node:fs';
import {join, resolve, sep} from 'node:path';
import {brotliDecompressSync} from 'node:zlib';
import type {Course} from '../domain/course.js';
import {UserError} from '../domain/user-error.js';
import type {LinkedCourse} from './link-course.js';
import type {LessonText} from './parse-lesson.js';
import type {Parsed, Problem} from './problem.js';
import {explainProblem, inOrder} from './problem.js';

/** The longest file of the course that ships is a twentieth of that. */
const LONGEST_FILE = 1024 * 1024;

type TextFile =
	| {readonly text: string}
	/** It is there and is no text of a course: a directory, a device, a file without measure. */
	| {readonly unfit: string};

/** `undefined` where there is no such file; other failures to read are thrown. */
function readIfThere(path: string): TextFile | undefined {
	try {
		// Looked at first: to open a pipe waits for who writes into it, and a device may have no end.
		const stats = statSync(path);
		if (!stats.isFile()) return {unfit: 'This is not a file.'};
		if (stats.size > LONGEST_FILE) return {unfit: 'This file is longer than 1 MB.'};
		return {text: readFileSync(path, 'utf8')};
	} catch (error) {
		if (isMissing(error)) return undefined;
		throw error;
	}
}

const isMissing = (error: unknown): boolean =>
	error instanceof Error &&
	'code' in error &&
	['ENOENT', 'ENOTDIR', 'ELOOP'].includes(String(error.code));

/** The parsed text of a file, or what is wrong with the file; undefined where there is none. */
function readParsed<T>(
	directory: string,
	file: string,
	parse: (text: string) => Parsed<T>,
): Parsed<T> | undefined {
	const found = readIfThere(join(directory, file));
	if (found === undefined || 'text' in found) return found && parse(found.text);
	const cure = 'A course holds short files of text.';
	return {ok: false, problems: [{file, line: 1, sentence: found.unfit, cure}]};
}

/** Names in a folder, sorted; none where there is no folder. */
function namesIn(path: string): readonly string[] {
	try {
		return readdirSync(path).sort();
	} catch (error) {
		if (isMissing(error)) return [];
		throw error;
	}
}

/** Reads a file below exercises/, and none to which a symbolic link leads out of there. */
function readAttachment(directory: string, path: string): string | undefined {
	const found = readIfThere(join(directory, path));
	if (found === undefined || 'unfit' in found) return undefined;
	const inside = realpathSync(join(directory, 'exercises')) + sep;
	return realpathSync(join(directory, path)).startsWith(inside) ? found.text : undefined;
}

/**
 * Reads `lessons/*.md` and `exercises/*\/exercise.yaml` below a directory and says everything that is wrong
 * with them. Throws a UserError where there is no course at all.
 */
export async function readCourseSource(directory: string): Promise<LinkedCourse> {
	// Readers of YAML and Markdown are loaded only here: the built course needs neither.
	const [{parseLesson}, {parseExercise}, {linkCourse}] = await Promise.all([
		import('./parse-lesson.js'),
		import('./parse-exercise.js'),
		import('./link-course.js'),
	]);
	const lessonNames = namesIn(join(directory, 'lessons')).filter((name) => name.endsWith('.md'));
	if (lessonNames.length === 0) {
		throw new UserError(
			existsSync(directory)
				? `The folder ${resolve(directory)} holds no lessons.`
				: `There is no folder ${resolve(directory)}.`,
			`"container-lessons new 500-two-names --pack ${directory}" writes one, in lessons/ and exercises/ there.`,
		);
	}
	const lessons = lessonNames.map((name): Parsed<LessonText> => {
		const file = `lessons/${name}`;
		const problem: Problem = {
			file,
			line: 1,
			sentence: 'This link leads nowhere.',
			cure: 'Remove it, or add what it names.',
		};
		const parsed = readParsed(directory, file, (text) => parseLesson(text, file));
		return parsed ?? {ok: false, problems: [problem]};
	});
	const exercises = namesIn(join(directory, 'exercises')).flatMap((name) => {
		const file = `exercises/${name}/exercise.yaml`;
		const folder = {
			read: (path: string) => readAttachment(directory, path),
			names: namesIn(join(directory, 'exercises', name)),
		};
		return readParsed(directory, file, (text) => parseExercise(text, file, folder)) ?? [];
	});
	return linkCourse({lessons, exercises});
}

/** What is wrong with the course in a directory, each problem with its line as `lint` prints it. */
export async function lintCourse(
	directory = '.',
): Promise<readonly (Problem & {readonly text: string})[]> {
	const {problems} = await readCourseSource(directory);
	return inOrder(problems).map((problem) => ({...problem, text: explainProblem(problem)}));
}

/**
 * Reads `dist/course.json.br`. Only the build writes this file, from a course without problems, so that its form is
 * taken on trust.
 */
export function readBuiltCourse(file: string | URL): Course {
	return JSON.parse(brotliDecompressSync(readFileSync(file)).toString()) as Course;
}

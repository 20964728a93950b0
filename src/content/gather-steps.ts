import {posix} from 'node:path';
import {askIfMeant} from '../domain/guess.js';
import {STEP_FILE} from './exercise-schema.js';
import {parseYaml} from './parse-yaml.js';
import {type Located, type Parsed, type Problem, problemAt} from './problem.js';
import type {Form} from './zod-problems.js';

/** What an exercise may look at beside itself. */
export interface ExerciseFolder {
	/** The text of a file, by its path below the course; undefined if there is none. */
	read(path: string): string | undefined;
	/** The names of the files in the exercise's own folder. */
	readonly names: readonly string[];
}

/** A mapping in a file. */
export type Part = Omit<Form, 'schema'>;

/** Where a step is written, and where what is done in its place, if there is such a thing. */
export interface StepParts {
	readonly step: Part;
	readonly variant: Part | undefined;
}

interface Gathered {
	/** The steps whose files can be read, in their order. */
	readonly steps: readonly StepParts[];
	readonly problems: readonly Problem[];
}

const VARIANT = '.observe.yaml';

/** What stands in an exercise for a step, and the stem of the files that belong to it. */
interface Entry {
	readonly stem: string | undefined;
	/** The name of its own file; undefined for a step that stands in the exercise. */
	readonly file: string | undefined;
}

function entryOf(item: unknown): Entry {
	if (typeof item === 'string') return {file: item, stem: item.replace(/\.yaml$/, '')};
	const id: unknown =
		typeof item === 'object' && item !== null ? Reflect.get(item, 'id') : undefined;
	return {file: undefined, stem: typeof id === 'string' ? id : undefined};
}

/**
 * Finds each step, in the exercise or in a file beside it that the exercise names, and its observation variant,
 * which stands in NAME.observe.yaml. What is wrong in a file is said with the line of that file.
 */
export function gatherSteps(exercise: Located<unknown>, folder: ExerciseFolder): Gathered {
	const {value} = exercise;
	const items: unknown =
		typeof value === 'object' && value !== null ? Reflect.get(value, 'steps') : undefined;
	if (!Array.isArray(items)) return {steps: [], problems: []};
	const problems: Problem[] = [];
	const steps = items.flatMap((item: unknown, index): readonly StepParts[] => {
		const {file, stem} = entryOf(item);
		const step: Part | undefined =
			file === undefined
				? {source: exercise, at: ['steps', index]}
				: take(readStep(file, index, exercise, folder), problems);
		const variant =
			stem !== undefined && folder.names.includes(stem + VARIANT)
				? take(
						readVariant(posix.join(posix.dirname(exercise.file), stem + VARIANT), folder),
						problems,
					)
				: undefined;
		return step ? [{step, variant}] : [];
	});
	return {steps, problems: [...problems, ...strayFiles(exercise, items.map(entryOf), folder)]};
}

/** The part that was read; what is wrong with one that was not goes to `problems`. */
function take(parsed: Parsed<unknown>, problems: Problem[]): Part | undefined {
	if (parsed.ok) return {source: parsed.source, at: []};
	problems.push(...parsed.problems);
	return undefined;
}

function readStep(
	name: string,
	index: number,
	exercise: Located<unknown>,
	folder: ExerciseFolder,
): Parsed<unknown> {
	const broken = (sentence: string, cure: string): Parsed<unknown> => ({
		ok: false,
		problems: [problemAt(exercise, ['steps', index], sentence, cure)],
	});
	if (!STEP_FILE.test(name)) {
		return broken(
			`\`${name}\` is not the file of a step.`,
			'Name one beside this one: words joined by hyphens, and .yaml.',
		);
	}
	const file = posix.join(posix.dirname(exercise.file), name);
	const text = folder.read(file);
	if (text === undefined) {
		const meant = askIfMeant(name, folder.names);
		return broken(`There is no file ${file}${meant}`, 'Add it, or mend its name.');
	}
	const parsed = parseYaml({text, file, firstLine: 1});
	return parsed.ok && parsed.source.value == null
		? broken(`${file} is empty.`, 'Write its step.')
		: parsed;
}

function readVariant(file: string, folder: ExerciseFolder): Parsed<unknown> {
	const parsed = parseYaml({text: folder.read(file) ?? '', file, firstLine: 1});
	if (!parsed.ok || parsed.source.value != null) return parsed;
	const cure = 'Write what differs from the step, or remove the file.';
	return {ok: false, problems: [{file, line: 1, sentence: 'This file is empty.', cure}]};
}

/** Files in the folder that look as if they belonged to the exercise, and that it does not name. */
function strayFiles(
	exercise: Located<unknown>,
	entries: readonly Entry[],
	{names}: ExerciseFolder,
): readonly Problem[] {
	const files = entries.flatMap(({file}) => file ?? []);
	const stems = entries.flatMap(({stem}) => stem ?? []);
	const attached = JSON.stringify(Reflect.get(Object(exercise.value), 'files') ?? []);
	return names.flatMap((name): readonly Problem[] => {
		const at = {file: posix.join(posix.dirname(exercise.file), name), line: 1};
		if (name.endsWith(VARIANT)) {
			const stem = name.slice(0, -VARIANT.length);
			if (stems.includes(stem)) return [];
			const sentence = `There is no step \`${stem}\` for this to stand beside${askIfMeant(stem, stems)}`;
			return [{...at, sentence, cure: `Name it after the file of its step: release${VARIANT}.`}];
		}
		if (!name.endsWith('.yaml') || name === 'exercise.yaml' || files.includes(name)) return [];
		if (attached.includes(`"${name}"`)) return [];
		const sentence = 'This file is no step of its exercise, which does not name it.';
		return [
			{...at, sentence, cure: `Add \`- ${name}\` to the steps of exercise.yaml, or remove it.`},
		];
	});
}

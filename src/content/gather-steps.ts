import {posix} from 'node:path';
import {STEP_FILE} from './exercise-schema.js';
import {parseYaml} from './parse-yaml.js';
import {type Located, type Parsed, type Problem, problemAt} from './problem.js';

/** Gives the text of a file that an exercise wants, by its path below the course; undefined if there is none. */
export type ReadAttachment = (path: string) => string | undefined;

type Source = Located<unknown>;

/**
 * Puts each step that stands in a file of its own, beside the exercise and named by it, where it is named.
 * What is wrong in a step is then said with the line of that file.
 */
export function gatherSteps(exercise: Source, readAttachment: ReadAttachment): Parsed<unknown> {
	const {value} = exercise;
	if (typeof value !== 'object' || value === null) return {ok: true, source: exercise};
	const steps: unknown = Reflect.get(value, 'steps');
	if (!Array.isArray(steps)) return {ok: true, source: exercise};
	const items = steps.map((item: unknown, index): Parsed<unknown> | undefined =>
		typeof item === 'string' ? readStep(item, index, exercise, readAttachment) : undefined,
	);
	const problems = items.flatMap((item): readonly Problem[] =>
		item === undefined || item.ok ? [] : item.problems,
	);
	if (problems.length > 0) return {ok: false, problems};
	const sources = items.map((item) => (item?.ok ? item.source : undefined));
	return {
		ok: true,
		source: {
			...exercise,
			value: {...value, steps: steps.map((item: unknown, index) => sources[index]?.value ?? item)},
			placeOf(path) {
				const [key, index, ...inner] = path;
				const step = key === 'steps' && typeof index === 'number' ? sources[index] : undefined;
				return step ? step.placeOf(inner) : exercise.placeOf(path);
			},
		},
	};
}

function readStep(
	name: string,
	index: number,
	exercise: Source,
	readAttachment: ReadAttachment,
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
	const text = readAttachment(file);
	if (text === undefined) return broken(`There is no file ${file}.`, 'Add it, or mend its name.');
	const parsed = parseYaml({text, file, firstLine: 1});
	// A file that says `null` would leave its own name behind as the step.
	if (parsed.ok && parsed.source.value == null)
		return broken(`${file} is empty.`, 'Write its step.');
	return parsed;
}

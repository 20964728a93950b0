import type {z} from 'zod';
import type {Located, Path, Problem} from './problem.js';
import {problemAt} from './problem.js';

type Issue = z.core.$ZodIssue;

const WORDS: Readonly<Record<string, string>> = {
	string: 'text',
	number: 'a number',
	int: 'a whole number',
	boolean: 'true or false',
	array: 'a list',
	object: 'keys with values',
	record: 'keys with values',
};

const describe = (type: string): string => WORDS[type] ?? type;

function typeOf(value: unknown): string {
	if (value === null) return 'nothing';
	return describe(Array.isArray(value) ? 'array' : typeof value);
}

/** What stands at `path` of a value; undefined where nothing does. */
export function valueAt(value: unknown, path: Path): unknown {
	return path.reduce<unknown>(
		(inner, step) =>
			typeof inner === 'object' && inner !== null ? Reflect.get(inner, step) : undefined,
		value,
	);
}

/** `['steps', 0, 'hints']` → `` `steps[0].hints` ``. */
export function nameOf(path: Path): string {
	const name = path.reduce<string>((before, step) => {
		if (typeof step === 'number') return `${before}[${step}]`;
		return before === '' ? String(step) : `${before}.${String(step)}`;
	}, '');
	return name === '' ? 'The file' : `\`${name}\``;
}

const quoted = (values: readonly unknown[]): string => values.map(String).join(', ');

function explainSize(issue: Issue & {code: 'too_small' | 'too_big'}, name: string) {
	const bound =
		issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
	if (issue.origin === 'array') {
		const exactly =
			issue.exact === true
				? `exactly ${issue.code === 'too_small' ? issue.minimum : issue.maximum}`
				: bound;
		return {sentence: `${name} must have ${exactly} entries.`, cure: 'Add or take away entries.'};
	}
	if (issue.origin === 'string') {
		return {sentence: `${name} is empty.`, cure: 'Write its text.'};
	}
	return {sentence: `${name} must be ${bound}.`, cure: 'Change the number.'};
}

function explainType(issue: Issue & {code: 'invalid_type'}, name: string, value: unknown) {
	if (value === undefined) {
		return {sentence: `${name} is missing.`, cure: `Add it: it is ${describe(issue.expected)}.`};
	}
	return {
		sentence: `${name} is ${typeOf(value)} and should be ${describe(issue.expected)}.`,
		cure: issue.expected === 'string' ? 'Put it in quotes.' : 'Write it in that form.',
	};
}

/**
 * What to do about keys that nobody knows. A comma inside `{…}` ends a text that has no quotes, so that the
 * rest of the sentence becomes a key without a value.
 */
export function cureOfKeys(keys: readonly string[], around: unknown): string {
	return keys.some((key) => valueAt(around, [key]) === null)
		? 'Inside {…} a text with a comma in it needs quotes.'
		: 'Look at its spelling and its indentation; docs/writing-lessons.md lists the keys.';
}

function sentenceOf(issue: Issue, name: string, value: unknown): {sentence: string; cure: string} {
	switch (issue.code) {
		case 'invalid_type':
			return explainType(issue, name, value);
		case 'too_small':
		case 'too_big':
			return explainSize(issue, name);
		case 'invalid_value':
			return {
				sentence: `${name} is not one of the words it may be.`,
				cure: `Write one of ${quoted(issue.values)}.`,
			};
		case 'unrecognized_keys':
			return {
				sentence: `${name} does not know the key \`${issue.keys.join('`, `')}\`.`,
				cure: cureOfKeys(issue.keys, value),
			};
		case 'invalid_union':
			return {
				sentence: `${name} has none of the forms it may have.`,
				cure: 'docs/writing-lessons.md lists them.',
			};
		default:
			return {
				sentence: `${name}: ${issue.message}.`,
				cure: 'docs/writing-lessons.md shows the form.',
			};
	}
}

/** The issues of a schema, each with its line, as sentences. */
export function explainSchema(
	source: Located<unknown>,
	issues: readonly Issue[],
): readonly Problem[] {
	return issues.flatMap((issue) => {
		const {sentence, cure} = sentenceOf(
			issue,
			nameOf(issue.path),
			valueAt(source.value, issue.path),
		);
		const paths: readonly Path[] =
			issue.code === 'unrecognized_keys'
				? issue.keys.map((key) => [...issue.path, key])
				: [issue.path];
		return paths.slice(0, 1).map((path) => problemAt(source, path, sentence, cure));
	});
}

import type {z} from 'zod';
import {CHECK_KINDS} from '../checks/judge.js';
import {askIfMeant, guess} from '../domain/guess.js';
import {type Located, type Path, type Problem, problemAt} from './problem.js';
import {descriptionAt, keysAt} from './walk-schema.js';

type Issue = z.core.$ZodIssue;
type Said = Pick<Problem, 'sentence' | 'cure'>;

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

const typeOf = (value: unknown): string => describe(Array.isArray(value) ? 'array' : typeof value);

/** What stands at `path` of a value; undefined where nothing does. */
function valueAt(value: unknown, path: Path): unknown {
	return path.reduce<unknown>(
		(inner, step) =>
			typeof inner === 'object' && inner !== null ? Reflect.get(inner, step) : undefined,
		value,
	);
}

/** `['steps', 0, 'hints']` → `` `steps[0].hints` ``. */
function nameOf(path: Path): string {
	const name = path.reduce<string>((before, step) => {
		if (typeof step === 'number') return `${before}[${step}]`;
		return before === '' ? String(step) : `${before}.${String(step)}`;
	}, '');
	return name === '' ? 'The file' : `\`${name}\``;
}

const listed = (words: readonly unknown[]): string => words.map(String).join(', ');

function explainSize(issue: Issue & {code: 'too_small' | 'too_big'}, name: string): Said {
	const limit = issue.code === 'too_small' ? issue.minimum : issue.maximum;
	const bound = `${issue.code === 'too_small' ? 'at least' : 'at most'} ${limit}`;
	if (issue.origin === 'array') {
		const count = issue.exact === true ? `exactly ${limit}` : bound;
		return {sentence: `${name} must have ${count} entries.`, cure: 'Add or take away entries.'};
	}
	return issue.origin === 'string'
		? {sentence: `${name} is empty.`, cure: 'Write its text.'}
		: {sentence: `${name} must be ${bound}.`, cure: 'Change the number.'};
}

function explainType(
	issue: Issue & {code: 'invalid_type'},
	name: string,
	value: unknown,
	meaning: string | undefined,
): Said {
	const wanted = `It is ${describe(issue.expected)}.`;
	if (value === undefined) {
		return {sentence: `${name} is missing.`, cure: `Add it. ${meaning ?? wanted}`};
	}
	if (value === null)
		return {sentence: `${name} is empty.`, cure: `Write it. ${meaning ?? wanted}`};
	return {
		sentence: `${name} is ${typeOf(value)} and should be ${describe(issue.expected)}.`,
		cure: issue.expected === 'string' ? 'Put it in quotes.' : (meaning ?? 'Write it in that form.'),
	};
}

const sentenceOf = (name: string, {message}: Issue): string =>
	`${name}: ${message.replace(/[.\s]*$/, '')}.`;

/** More words than these are not listed: what the key is for says more. */
const MOST_WORDS = 16;

/** What is wrong with a value, but for keys that nobody knows. */
function explainValue(issue: Issue, name: string, value: unknown, meaning?: string): Said {
	switch (issue.code) {
		case 'invalid_type':
			return explainType(issue, name, value, meaning);
		case 'too_small':
		case 'too_big':
			return explainSize(issue, name);
		case 'invalid_value': {
			const words = issue.values.map(String);
			const meant = typeof value === 'string' ? askIfMeant(value, words) : '.';
			return {
				sentence: `${name} can't be ${JSON.stringify(value)}${meant}`,
				cure: words.length > MOST_WORDS && meaning ? meaning : `Write one of ${listed(words)}.`,
			};
		}
		case 'invalid_union':
			return {
				sentence: `${name} has none of the forms it may have.`,
				cure: meaning ?? 'Write it in one of them.',
			};
		case 'custom':
			return {
				sentence: sentenceOf(name, issue),
				cure: typeof issue.params?.['cure'] === 'string' ? issue.params['cure'] : 'Mend that.',
			};
		default:
			return {sentence: sentenceOf(name, issue), cure: meaning ?? 'Write it in that form.'};
	}
}

/** The issues of the form that comes nearest: the one with the fewest about the value as a whole. */
function nearestForm(issue: Issue & {code: 'invalid_union'}): readonly Issue[] | undefined {
	const atTop = (issues: readonly Issue[]): number =>
		issues.filter(({path}) => path.length === 0).length;
	const [nearest] = [...issue.errors].sort((one, other) => atTop(one) - atTop(other));
	return nearest && atTop(nearest) === 0 ? nearest : undefined;
}

/** Each issue of a union as those of the form that was meant, where one shows. */
const withoutUnions = (issues: readonly Issue[]): readonly Issue[] =>
	issues.flatMap((issue) => {
		const nearest = issue.code === 'invalid_union' ? nearestForm(issue) : undefined;
		return nearest === undefined
			? [issue]
			: withoutUnions(nearest.map((inner) => ({...inner, path: [...issue.path, ...inner.path]})));
	});

const samePath = (one: Path, other: Path): boolean =>
	one.length === other.length && one.every((step, index) => step === other[index]);

/** A file, or a part of one, and the schema it was read with. */
export interface Form {
	readonly source: Located<unknown>;
	/** Where the part begins in the file; empty for the whole file. */
	readonly at: Path;
	readonly schema: z.core.$ZodType;
}

/** Keys that nobody knows, each with its own line. */
function explainKeys(
	{source, at, schema}: Form,
	{path, keys}: Issue & {code: 'unrecognized_keys'},
): readonly Problem[] {
	const place = [...at, ...path];
	const around = valueAt(source.value, place);
	const known = keysAt(schema, path);
	const isCheck = CHECK_KINDS.every((kind) => known.includes(kind));
	// A comma inside {…} ends a text that has no quotes, so that its rest becomes keys without a value.
	const cut = keys.filter((key) => valueAt(around, [key]) === null);
	const said = cut
		.slice(0, 1)
		.map((key) =>
			problemAt(
				source,
				[...place, key],
				`Inside {…} a comma ends a text that has no quotes, and \`${key}\` became a key.`,
				'Put the text into quotes, or write its keys below each other.',
			),
		);
	return [
		...said,
		...keys
			.filter((key) => !cut.includes(key))
			.map((key) =>
				problemAt(
					source,
					[...place, key],
					isCheck
						? `\`${key}\` is no kind of check${askIfMeant(key, known)}`
						: `${nameOf(place)} has no key \`${key}\`${askIfMeant(key, known)}`,
					`${isCheck ? 'The kinds are' : 'It may hold'} ${listed(known)}.`,
				),
			),
	];
}

/** The issues of a schema as sentences, each with its line, and each mistake once. */
export function explainSchema(form: Form, issues: readonly Issue[]): readonly Problem[] {
	const {source, at, schema} = form;
	const all = withoutUnions(issues);
	const unknown = all.filter((issue) => issue.code === 'unrecognized_keys');
	/** A key that is missing because its name was misspelt. */
	const isMisspelt = ({path}: Issue): boolean =>
		unknown.some(
			(issue) =>
				samePath(issue.path, path.slice(0, -1)) &&
				issue.keys.some((key) => guess(key, keysAt(schema, issue.path)) === path.at(-1)),
		);
	return all.flatMap((issue): readonly Problem[] => {
		if (issue.code === 'unrecognized_keys') return explainKeys(form, issue);
		// What an object lacks follows from the key it does not know.
		if (issue.code === 'custom' && unknown.some(({path}) => samePath(path, issue.path))) return [];
		const place = [...at, ...issue.path];
		const value = valueAt(source.value, place);
		if (value === undefined && isMisspelt(issue)) return [];
		const meaning = descriptionAt(schema, issue.path);
		const {sentence, cure} = explainValue(issue, nameOf(place), value, meaning);
		return [problemAt(source, place, sentence, cure)];
	});
}

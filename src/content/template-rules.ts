import {FACT_NAMES, templateNames} from '../domain/fact.js';
import type {Problem} from './problem.js';

const FACTS: ReadonlySet<string> = new Set(FACT_NAMES.map(({name}) => name));

/** Names, of facts or values, that neither the product nor this exercise knows. */
export function unknownNames(
	names: readonly string[],
	values: readonly string[],
): readonly string[] {
	return [...new Set(names)].filter((name) => !FACTS.has(name) && !values.includes(name));
}

/** A problem for each `{{name}}` of the texts that stands for nothing. */
export function templateProblems(
	texts: readonly string[],
	values: readonly string[],
	complain: (sentence: string, cure: string) => Problem,
): readonly Problem[] {
	return unknownNames(texts.flatMap(templateNames), values).map((name) =>
		complain(
			`Nothing is called {{${name}}}.`,
			values.length === 0
				? 'Name a fact of src/domain/fact.ts.'
				: `Name a fact of src/domain/fact.ts, or one of ${values.join(', ')}.`,
		),
	);
}

import {FACT_NAMES, templateNames} from '../domain/fact.js';
import {askIfMeant} from '../domain/guess.js';
import type {Problem} from './problem.js';

const FACTS: readonly string[] = FACT_NAMES.map(({name}) => name);

type Complain = (sentence: string, cure: string) => Problem;

/** A problem for each name, of a fact or a value, that neither the program nor this exercise knows. */
export function nameProblems(
	names: readonly string[],
	values: readonly string[],
	complain: Complain,
): readonly Problem[] {
	const known = [...FACTS, ...values];
	const own = values.length === 0 ? '' : `; the values of this exercise are ${values.join(', ')}`;
	return [...new Set(names)]
		.filter((name) => !known.includes(name))
		.map((name) =>
			complain(
				`Nothing is called \`${name}\`${askIfMeant(name, known)}`,
				`"container-lessons facts" lists the facts${own}.`,
			),
		);
}

/** The same for each `{{name}}` of the texts. */
export const templateProblems = (
	texts: readonly string[],
	values: readonly string[],
	complain: Complain,
): readonly Problem[] => nameProblems(texts.flatMap(templateNames), values, complain);

import {FACT_NAMES, templateNames} from '../domain/fact.js';
import {askIfMeant} from '../domain/guess.js';
import {choiceLack} from '../domain/host-choice.js';
import type {Problem} from './problem.js';

const FACTS: readonly string[] = FACT_NAMES.map(({name}) => name);

const CHOICE_CURE =
	'Write {{#v1}}…{{/v1}} around what is so on version 1 of control groups alone, and {{#v2}} likewise.';

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

/** The same for each `{{name}}` of the texts, and for the tags around what is said on some hosts only. */
export const templateProblems = (
	texts: readonly string[],
	values: readonly string[],
	complain: Complain,
): readonly Problem[] => [
	...nameProblems(texts.flatMap(templateNames), values, complain),
	...texts.flatMap((text) => {
		const lack = choiceLack(text);
		return lack === undefined ? [] : [complain(lack, CHOICE_CURE)];
	}),
];

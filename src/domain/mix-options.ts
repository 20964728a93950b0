import {scatterText} from './hash.js';

/**
 * Shuffles the options of a question, always into the same order: authors tend to write the right
 * one first, and learners notice. `seed` names the question.
 */
export function mixOptions<Option extends {readonly id: string}>(
	options: readonly Option[],
	seed: string,
): readonly Option[] {
	return options
		.map((option) => ({option, place: scatterText(`${seed}/${option.id}`)}))
		.sort((one, other) => one.place - other.place)
		.map(({option}) => option);
}

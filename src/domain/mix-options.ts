import {hashText} from './hash.js';

/**
 * Shuffles the options of a question, always into the same order: authors tend to write the right
 * one first, and learners notice. `seed` names the question.
 */
export function mixOptions<Option extends {readonly id: string}>(
	options: readonly Option[],
	seed: string,
): readonly Option[] {
	return options
		.map((option) => ({option, place: placeOf(`${seed}/${option.id}`)}))
		.sort((one, other) => one.place - other.place)
		.map(({option}) => option);
}

/** One more mixing round after FNV-1a, so that texts differing only at their end land far apart. */
function placeOf(text: string): number {
	const value = hashText(text);
	const stirred = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
	return (stirred ^ (stirred >>> 13)) >>> 0;
}

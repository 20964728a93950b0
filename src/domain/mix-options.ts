/**
 * The options of a question in a mixed order, always the same one: authors tend to write the right one
 * first, and learners notice. `seed` names the question.
 */
export function mixOptions<Option extends {readonly id: string}>(
	options: readonly Option[],
	seed: string,
): readonly Option[] {
	return options
		.map((option) => ({option, place: hash(`${seed}/${option.id}`)}))
		.sort((one, other) => one.place - other.place)
		.map(({option}) => option);
}

/** FNV-1a, 32 bits, with a last stir: it differs widely for texts that differ at their end only. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (const letter of text) {
		value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193);
	}
	value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
	return (value ^ (value >>> 13)) >>> 0;
}

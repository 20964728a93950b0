/** A number with its unit: `64 MiB`, `5 s`. */
const MEASURE = /^[\d.,]+ [A-Za-z%]+$/;

/**
 * Whether a value that was seen may be handed in without a second look: one word or a measure, with no path in it
 * and none of the names of this host and its user. Several words may be a command.
 */
export function isHarmless(value: string, names: readonly string[]): boolean {
	if (value.includes('/')) return false;
	if (/\s/.test(value) && !MEASURE.test(value)) return false;
	const lower = value.toLowerCase();
	return !names.some((name) => name.length > 1 && lower.includes(name.toLowerCase()));
}

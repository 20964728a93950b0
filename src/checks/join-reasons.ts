/** What can be read below the terminal at 80 columns, three rows of 76, with room for a number that grows. */
const LONGEST = 200;

/** Why a list of checks holds: each of their sentences once, or their number where they are too many to read. */
export function joinReasons(reasons: readonly string[]): string {
	const joined = reasons.reduce(
		(text, reason) => (text.includes(reason) ? text : `${text} ${reason}`),
		'',
	);
	return joined.length > LONGEST && reasons.length > 3
		? `All ${reasons.length} parts of this step are there.`
		: joined.trimStart();
}

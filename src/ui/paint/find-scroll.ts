// Finds out whether rows have only moved, so that the terminal can move them itself.

/** What stands in the rows `first` to `last` stood `by` rows further down before, or up if negative. */
export interface Scroll {
	readonly first: number;
	readonly last: number;
	readonly by: number;
}

/** Fewer rows are as cheap to paint. */
const LEAST = 3;

/**
 * The scroll that brings the most rows of `next` in place, of those that differ from `shown`. Rows
 * that are not known are undefined.
 */
export function findScroll(
	shown: readonly (string | undefined)[],
	next: readonly (string | undefined)[],
): Scroll | undefined {
	let best: Scroll | undefined;
	let most = LEAST - 1;
	for (let by = 1 - next.length; by < next.length; by++) {
		if (by === 0) continue;
		let first = 0;
		let saved = 0;
		for (let y = 0; y < next.length; y++) {
			if (next[y] === undefined || next[y] !== shown[y + by]) {
				first = y + 1;
				saved = 0;
				continue;
			}
			if (next[y] !== shown[y]) saved++;
			if (saved <= most) continue;
			most = saved;
			best = {first, last: y, by};
		}
	}
	return best;
}

/** The rows as they stand once the terminal has scrolled; those that came in are not known. */
export function scrolled(
	shown: readonly (string | undefined)[],
	{first, last, by}: Scroll,
): readonly (string | undefined)[] {
	const top = Math.min(first, first + by);
	const bottom = Math.max(last, last + by);
	return shown.map((row, y) => {
		if (y < top || y > bottom) return row;
		return y >= first && y <= last ? shown[y + by] : undefined;
	});
}

/** The escapes that scroll, where row 0 is the terminal's row `top` (DECSTBM, SU, SD). */
export function scrollText({first, last, by}: Scroll, top: number): string {
	const from = top + Math.min(first, first + by) + 1;
	const to = top + Math.max(last, last + by) + 1;
	return `\u001b[${from};${to}r\u001b[${Math.abs(by)}${by > 0 ? 'S' : 'T'}\u001b[r`;
}

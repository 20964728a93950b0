/** How many parts of a list hold, said once: the list inside a list does not count as well. */
export function withCount(reason: string, held: number, of: number): string {
	if (held === 0 || COUNTED.test(reason)) return reason;
	return `${reason} ${held} of ${of} parts of this step ${held === 1 ? 'is' : 'are'} there.`;
}

const COUNTED = /\d+ of \d+ parts of this step (?:is|are) there\.$/;

// Leaves out numbers that were counted: `seq 1 1000` holds every process id, and looked at none.

/** So many numbers in a row, each one more than the last, are counted and not found. */
const LEAST_IN_A_ROW = 10;

/** The text with blanks in place of every row of consecutive numbers. */
export function withoutCounting(text: string): string {
	const words = [...text.matchAll(/[\p{L}\d_]+/gu)];
	let left = text;
	let begin = 0;
	const leaveOut = (end: number): void => {
		if (end - begin < LEAST_IN_A_ROW) return;
		const from = words[begin]?.index ?? 0;
		const last = words[end - 1];
		const to = (last?.index ?? 0) + (last?.[0].length ?? 0);
		left = left.slice(0, from) + ' '.repeat(to - from) + left.slice(to);
	};
	for (let at = 1; at <= words.length; at += 1) {
		if (follows(words[at - 1]?.[0], words[at]?.[0])) continue;
		leaveOut(at);
		begin = at;
	}
	return left;
}

const follows = (word: string | undefined, next: string | undefined): boolean =>
	word !== undefined &&
	next !== undefined &&
	/^\d+$/.test(next) &&
	Number(word) + 1 === Number(next);

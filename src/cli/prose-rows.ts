// Fits what a command says to the terminal that it is said on.

import {wrapRuns} from '../domain/wrap-runs.js';

/**
 * A sentence as rows, broken between words; the rows after its first stand under its text, so far behind
 * its indent. It stays whole where it goes to a file, which has no columns. Nothing to be copied is given
 * here: a command stays one line.
 */
export function proseRows(
	sentence: string,
	columns: number | undefined,
	hang = 0,
): readonly string[] {
	if (columns === undefined) return [sentence];
	const indent = sentence.length - sentence.trimStart().length + hang;
	const [first = '', rest = ''] = [sentence.slice(0, indent), sentence.slice(indent)];
	const rows = wrapRuns([{text: rest, look: 'plain'}], columns - indent);
	return rows.map((row, index) => {
		const text = row.map((run) => run.text).join('');
		return `${index === 0 ? first : ' '.repeat(indent)}${text}`;
	});
}

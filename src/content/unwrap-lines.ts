/**
 * Exercise files are written in lines of at most 76 columns. Where the next word would not have fitted
 * into this many, the break was made for width and not for meaning.
 */
const WRITTEN_COLUMNS = 66;

const firstWord = (text: string): string => text.trimStart().split(' ')[0] ?? '';

const isOwnLine = (text: string): boolean => text.trim() === '' || /^(\s+|[-*•] )/.test(text);

/**
 * A text of an exercise file with only the breaks that were meant: what was broken for width can be
 * wrapped to another one. It has to be done before `{{name}}` is filled, whose value has another length.
 */
export function unwrapLines(text: string): string {
	const rows: string[] = [];
	let last = '';
	for (const row of text.trimEnd().split('\n')) {
		const isForced = last.length + 1 + firstWord(row).length > WRITTEN_COLUMNS;
		if (rows.length > 0 && isForced && !isOwnLine(row) && last.trim() !== '') {
			rows[rows.length - 1] = `${rows.at(-1) ?? ''} ${row}`;
		} else rows.push(row);
		last = row;
	}
	return rows.join('\n');
}

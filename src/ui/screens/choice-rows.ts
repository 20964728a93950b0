import type {TextStyle} from '../text/wrap-text.js';
import {clickable, cutRows, line, type TextLine} from '../text/wrap-text.js';

/** A question and its answers, each wrapped. */
export interface WrappedChoice {
	readonly question: readonly TextLine[];
	readonly options: readonly (readonly TextLine[])[];
	readonly pointed: number;
}

/** A row that counts the answers above, and one for those below. */
const COUNT_ROWS = 2;

/** The fewest rows in which the whole question stands above any one of its answers. */
export const leastChoiceRows = ({question, options}: WrappedChoice): number =>
	question.length + Math.max(...options.map(({length}) => length)) + COUNT_ROWS;

/**
 * A question and its answers in at most `style.rows` rows. Where there is no room for all, the question stays,
 * and below it stand as many whole answers as fit, the one that is pointed at among them; how many are above
 * and below is said.
 */
export function choiceLines(choice: WrappedChoice, style: TextStyle): readonly TextLine[] {
	const {question, pointed} = choice;
	const options = choice.options.map((lines, index) =>
		lines.map((row) => clickable(row, {pointBy: index - pointed, keys: ['enter']})),
	);
	const {rows = Number.POSITIVE_INFINITY, columns, symbols} = style;
	const all = [...question, ...options.flat()];
	if (all.length <= rows) return all;
	const pointedRows = options[pointed]?.length ?? 0;
	const questionRows = Math.max(1, rows - pointedRows - COUNT_ROWS);
	const asked = cutRows(question, questionRows, columns, symbols.ellipsis);
	const {from, to} = optionsInView(options, pointed, rows - asked.length);
	const count = (arrow: string, number: number, where: string): readonly TextLine[] =>
		number === 0 ? [] : [line(`${arrow} ${number} more ${where}`, 'quiet')];
	return [
		...asked,
		...count(symbols.up, from, 'above'),
		...options.slice(from, to).flat(),
		...count(symbols.down, options.length - to, 'below'),
	];
}

/** As far up as the one pointed at allows, so that the list moves only when it has to. */
function optionsInView(
	options: WrappedChoice['options'],
	pointed: number,
	rows: number,
): {readonly from: number; readonly to: number} {
	for (let from = 0; from < pointed; from++) {
		const to = endOfView(options, from, from === 0 ? rows : rows - 1);
		if (to > pointed) return {from, to};
	}
	const to = endOfView(options, pointed, pointed === 0 ? rows : rows - 1);
	return {from: pointed, to: Math.max(to, pointed + 1)};
}

/** Behind the last answer that fits whole; while it is not the last of all, a row is left to say so. */
function endOfView(options: WrappedChoice['options'], from: number, rows: number): number {
	let used = 0;
	for (const [index, option] of options.entries()) {
		if (index < from) continue;
		used += option.length;
		if (used + (index === options.length - 1 ? 0 : 1) > rows) return index;
	}
	return options.length;
}

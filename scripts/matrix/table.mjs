// One line of the matrix's table for each host.
import {PROPERTIES} from './properties.mjs';

const widthOf = (values) => Math.max(...values.map((value) => value.length));
const COLUMNS = Object.entries(PROPERTIES).map(([name, values]) => [
	name,
	widthOf([name, ...values]),
]);
const AFTER = [
	['class', 10],
	['numbers', 8],
	['played', 32],
];

const line = (cells) => cells.join('  ').trimEnd();

export const HEADINGS = line([...COLUMNS, ...AFTER].map(([name, width]) => name.padEnd(width)));

/** @param {object} host @param {{hostClass, numbers, result, wrong, unknown?, notEntered?}} judged */
export function row(host, {hostClass, numbers, result, wrong, unknown, notEntered}, seconds) {
	const verdict =
		notEntered === undefined ? (unknown ?? (wrong.length > 0 ? 'WRONG' : 'right')) : 'NOT ENTERED';
	return line([
		...COLUMNS.map(([name, width]) => host[name].padEnd(width)),
		...[hostClass, numbers, result].map((cell, index) => cell.padEnd(AFTER[index][1])),
		`${verdict}, ${seconds.toFixed(0)} s`,
	]);
}

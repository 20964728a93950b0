import {printable} from '../domain/printable.js';
import {screenParts} from './screens/screen-parts.js';
import type {Look, TextStyle, Theme} from './theme.js';
import type {View} from './view.js';
import type {TextLine} from './wrap-text.js';

/** The sixteen colours' names by their SGR numbers (ECMA-48, 8.3.117); themes use the first eight. */
const COLOURS: readonly string[] = [
	'black',
	'red',
	'green',
	'yellow',
	'blue',
	'magenta',
	'cyan',
	'white',
];

function styleCodes({bold, dimColor, italic, underline, inverse, color}: TextStyle): string {
	const codes = [
		...(bold ? [1] : []),
		...(dimColor ? [2] : []),
		...(italic ? [3] : []),
		...(underline ? [4] : []),
		...(inverse ? [7] : []),
		...(color === undefined ? [] : [30 + COLOURS.indexOf(color)]),
	];
	return codes.length === 0 ? '' : `\u001b[${codes.join(';')}m`;
}

function paintLine(row: TextLine, looks: Readonly<Record<Look, TextStyle>>): string {
	return row
		.map(({text, look}) => {
			const codes = styleCodes(looks[look]);
			const shown = printable(text);
			return codes === '' ? shown : `${codes}${shown}\u001b[0m`;
		})
		.join('');
}

/**
 * The first screen, as Ink will draw it too. Loading Ink, React and Yoga takes longer than everything
 * else together; until they are there the learner can read.
 */
export function firstFrame(view: View, {looks, symbols}: Theme): string {
	return screenParts(view, symbols)
		.flatMap(({x, y, rows, lines}) =>
			lines
				.slice(0, rows)
				.map((row, index) => `\u001b[${y + index + 1};${x + 1}H${paintLine(row, looks)}`),
		)
		.join('');
}

import {printable} from '../../domain/printable.js';
import type {Look, TextStyle} from './theme.js';
import type {TextLine} from './wrap-text.js';

/** The sixteen colours' names by their SGR numbers (ECMA-48, 8.3.117); themes use these and their bright variants. */
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

/** The bright ones are sixty further (aixterm; xterm's ctlseqs). */
const colourCode = (color: string): number => {
	const name = color.replace('Bright', '');
	return (name === color ? 30 : 90) + COLOURS.indexOf(name);
};

function styleCodes({bold, dimColor, italic, underline, inverse, color}: TextStyle): string {
	const codes = [
		...(bold ? [1] : []),
		...(dimColor ? [2] : []),
		...(italic ? [3] : []),
		...(underline ? [4] : []),
		...(inverse ? [7] : []),
		...(color === undefined ? [] : [colourCode(color)]),
	];
	return codes.length === 0 ? '' : `\u001b[${codes.join(';')}m`;
}

/** A row as text with SGR escapes, for what is painted without Ink. It ends with all attributes off. */
export function paintLine(row: TextLine, looks: Readonly<Record<Look, TextStyle>>): string {
	return row
		.map(({text, look}) => {
			const codes = styleCodes(looks[look]);
			const shown = printable(text);
			return codes === '' ? shown : `${codes}${shown}\u001b[0m`;
		})
		.join('');
}

// Prints the pictures of `xray` once, in the width of the terminal or of a page.

import type {BoxList, Comparison, Inspection} from '../../domain/inspection.js';
import {printable} from '../../domain/printable.js';
import {paintLine} from '../../ui/text/paint-line.js';
import {createTheme, type Theme, themeOptionsOf} from '../../ui/text/theme.js';
import {lineText, type TextLine} from '../../ui/text/wrap-text.js';
import {drawBoxes} from '../../ui/xray/draw-boxes.js';
import {drawComparison} from '../../ui/xray/draw-comparison.js';
import {wholeInspection} from '../../ui/xray/draw-inspection.js';

/** Where no terminal says how wide it is. */
const PAGE = 100;
/** A line of words that is longer is hard to read. */
const WIDEST = 160;

export const printInspection = (inspection: Inspection): void =>
	print((columns, theme) => wholeInspection(inspection, columns, theme));

export const printComparison = (comparison: Comparison): void =>
	print((columns, theme) => drawComparison(comparison, columns, theme));

export function printBoxes(list: BoxList): void {
	print((columns, theme) => {
		const {heading, rows, notes} = drawBoxes(list, columns, theme);
		return [...(rows.length > 0 ? [heading, ...rows, []] : []), ...notes];
	});
}

function print(draw: (columns: number, theme: Theme) => readonly TextLine[]): void {
	const {stdout} = process;
	const options = themeOptionsOf(process.env);
	const theme = createTheme(options);
	const columns = Math.max(40, Math.min(WIDEST, stdout.columns || PAGE));
	const isStyled = stdout.isTTY && process.env['TERM'] !== 'dumb';
	const lines = draw(columns, theme).map((row) =>
		(isStyled ? paintLine(row, theme.looks) : printable(lineText(row))).trimEnd(),
	);
	stdout.write(`${lines.join('\n')}\n`);
}

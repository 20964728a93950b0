// Turns a row of an emulated screen into text that shows it on the real terminal, in few bytes.
import type {IBufferCell, IBufferLine} from '@xterm/headless';

/** Where and how a row of cells is painted on the outer terminal. */
export interface RowPlace {
	/** The outer column of the row's first cell, from 0. */
	readonly left: number;
	/** Exactly this many outer columns are covered, blanks included. */
	readonly columns: number;
	/** False leaves out colours (NO_COLOR) but keeps bold, underline, inverse and the like. */
	readonly colour: boolean;
}

const RESET = '\u001b[0m';

/** From this many blanks on, erasing them costs fewer bytes than writing them. */
const ERASE_FROM = 5;

/**
 * The cells of one row as text with SGR escapes (ECMA-48, 8.3.117). The text begins and ends with
 * all attributes off, stays within its own row, and covers `place.columns` columns whatever they
 * showed before. `scratch` is a cell to read into.
 */
export function paintRow(
	line: IBufferLine | undefined,
	place: RowPlace,
	scratch: IBufferCell,
): string {
	const row = new RowText();
	const end = Math.min(line?.length ?? 0, place.columns);
	for (let column = 0; column < end; column++) {
		const cell = line?.getCell(column, scratch);
		const width = cell?.getWidth() ?? 0;
		// The second half of a wide character.
		if (cell === undefined || width === 0) continue;
		const style = cell.isAttributeDefault() ? '' : styleOf(cell, place.colour);
		// A wide character cut in two by the edge shows as a blank, as in other terminals.
		const chars = column + width > end ? '' : cell.getChars();
		row.put(style, chars === '' ? ' ' : chars);
		// Terminals disagree on the width of non-ASCII characters. Naming the next cell's column keeps
		// the rest of the row and the border in place, whatever the outer one thinks (CHA, ECMA-48
		// 8.3.9).
		if (!isPlain(chars)) row.moveTo(place.left + column + width);
	}
	return row.end(place.columns - end);
}

/** Text that grows from left to right, and writes plain blanks only once something follows them. */
class RowText {
	#text = '';
	#style = '';
	#blanks = 0;

	put(style: string, chars: string): void {
		if (style === '' && chars === ' ') {
			this.#blanks++;
			return;
		}
		if (this.#blanks > 0) {
			this.#turn('');
			this.#text += ' '.repeat(this.#blanks);
			this.#blanks = 0;
		}
		this.#turn(style);
		this.#text += chars;
	}

	moveTo(column: number): void {
		this.#text += `\u001b[${column + 1}G`;
	}

	end(moreBlanks: number): string {
		this.#turn('');
		const blanks = this.#blanks + moreBlanks;
		return this.#text + (blanks < ERASE_FROM ? ' '.repeat(blanks) : `\u001b[${blanks}X`);
	}

	#turn(style: string): void {
		if (style === this.#style) return;
		this.#text += (this.#style === '' ? '' : RESET) + style;
		this.#style = style;
	}
}

const isPlain = (chars: string): boolean =>
	chars.length === 0 || (chars.length === 1 && chars.charCodeAt(0) < 0x7f);

/** The escapes that set a cell's attributes, from all attributes off; empty for a plain cell. */
function styleOf(cell: IBufferCell, colour: boolean): string {
	const codes: (number | string)[] = [];
	if (cell.isBold()) codes.push(1);
	if (cell.isDim()) codes.push(2);
	if (cell.isItalic()) codes.push(3);
	if (cell.isUnderline()) codes.push(4);
	if (cell.isBlink()) codes.push(5);
	if (cell.isInverse()) codes.push(7);
	if (cell.isInvisible()) codes.push(8);
	if (cell.isStrikethrough()) codes.push(9);
	if (cell.isOverline()) codes.push(53);
	if (colour) {
		if (!cell.isFgDefault()) codes.push(colourCode(cell.getFgColor(), cell.isFgRGB(), 30));
		if (!cell.isBgDefault()) codes.push(colourCode(cell.getBgColor(), cell.isBgRGB(), 40));
	}
	return codes.length === 0 ? '' : `\u001b[${codes.join(';')}m`;
}

/** `base` is 30 for the foreground and 40 for the background, as in SGR 30 to 37 and 40 to 47. */
function colourCode(colour: number, isRgb: boolean, base: 30 | 40): number | string {
	if (isRgb) return `${base + 8};2;${colour >> 16};${(colour >> 8) & 255};${colour & 255}`;
	if (colour < 8) return base + colour;
	// The bright eight are 90 to 97 and 100 to 107 (xterm, "aixterm" colours).
	if (colour < 16) return base + 60 + colour - 8;
	return `${base + 8};5;${colour}`;
}

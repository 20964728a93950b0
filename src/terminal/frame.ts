// Turns a row of an emulated screen into text that shows it on the real terminal, in few bytes.
import type {IBufferCell, IBufferLine} from '@xterm/headless';
import {type CellLook, styleOf} from './cell-style.js';
import type {Columns} from './selection.js';

/** Where and how a row of cells is painted on the outer terminal. */
export interface RowPlace extends CellLook {
	/** The outer column of the row's first cell, from 0. */
	readonly left: number;
	/** Exactly this many outer columns are covered, blanks included. */
	readonly columns: number;
	/** The columns that are marked: their colours are swapped. */
	readonly marked?: Columns | undefined;
	/** The address behind a cell, if it is part of a link. */
	readonly linkOf?: (cell: IBufferCell) => string | undefined;
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
	const {marked} = place;
	const swapped = {colour: place.colour, reverse: !place.reverse};
	const end = Math.min(line?.length ?? 0, place.columns);
	/** The column behind the last character that was put. */
	let covered = 0;
	for (let column = 0; column < end; column++) {
		const cell = line?.getCell(column, scratch);
		if (cell === undefined || column < covered) continue;
		// Without the first half before it, the second half of a wide character shows as a blank; and so
		// does a wide character that the edge cuts in two, as in other terminals.
		const width = Math.max(1, cell.getWidth());
		const chars = column + width > end ? '' : cell.getChars();
		const isMarked = marked !== undefined && column >= marked.from && column < marked.to;
		const style = styleOf(cell, isMarked ? swapped : place);
		row.put(style, chars || ' ', chars === '' ? '' : place.linkOf?.(cell));
		// Terminals disagree on the width of non-ASCII characters. Naming the next cell's column keeps
		// the rest of the row and the border in place, whatever the outer one thinks (CHA, ECMA-48
		// 8.3.9).
		if (!isPlain(chars)) row.moveTo(place.left + column + width);
		covered = column + width;
	}
	return row.end(place.columns - Math.max(end, Math.min(covered, place.columns)));
}

/** Text that grows from left to right, and writes plain blanks only once something follows them. */
class RowText {
	#text = '';
	#style = '';
	#link = '';
	#blanks = 0;

	put(style: string, chars: string, link = ''): void {
		if (style === '' && chars === ' ' && link === '') {
			this.#blanks++;
			return;
		}
		if (this.#blanks > 0) {
			this.#turn('', '');
			this.#text += ' '.repeat(this.#blanks);
			this.#blanks = 0;
		}
		this.#turn(style, link);
		this.#text += chars;
	}

	moveTo(column: number): void {
		this.#text += `\u001b[${column + 1}G`;
	}

	end(moreBlanks: number): string {
		this.#turn('', '');
		const blanks = this.#blanks + moreBlanks;
		return this.#text + (blanks < ERASE_FROM ? ' '.repeat(blanks) : `\u001b[${blanks}X`);
	}

	#turn(style: string, link: string): void {
		// OSC 8 ; ; address ST begins a link, and ends it where there is no address.
		if (link !== this.#link) this.#text += `\u001b]8;;${link}\u001b\\`;
		this.#link = link;
		if (style === this.#style) return;
		this.#text += (this.#style === '' ? '' : RESET) + style;
		this.#style = style;
	}
}

const isPlain = (chars: string): boolean =>
	chars.length === 0 || (chars.length === 1 && chars.charCodeAt(0) < 0x7f);

import type {Rect} from '../layout.js';
import type {TextLine} from '../text/wrap-text.js';

/** Rows of text and where on the screen they stand; at most `rows` of them are shown. */
export interface Part extends Rect {
	readonly lines: readonly TextLine[];
}

/** One row at the margin. */
export const rowPart = (row: TextLine, x: number, y: number, columns: number): Part => ({
	x,
	y,
	columns,
	rows: 1,
	lines: [row],
});

export const partIn = (rect: Rect, lines: readonly TextLine[]): Part => ({...rect, lines});

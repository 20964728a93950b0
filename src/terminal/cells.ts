// What is said of a screen's cells.

/** A place on the screen, from 0. */
export interface CursorPlace {
	readonly x: number;
	readonly y: number;
}

/** What may have changed in the view: all of it, or only one row and the cursor. */
export type Changed = 'all' | {readonly row: number; readonly echo?: Echo};

/** Plain characters, and nothing else, that were written from this column on; the cursor is behind them. */
export interface Echo {
	readonly x: number;
	readonly text: string;
}

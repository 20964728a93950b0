// What is said of a screen's cells.

/** A place on the screen, from 0. */
export interface CursorPlace {
	readonly x: number;
	readonly y: number;
}

/** What may have changed in the view: all of it, or only one row and the cursor. */
export type Changed =
	| 'all'
	| {
			readonly row: number;
			/** What alone has changed the row. */
			readonly echo?: Echo;
			/** Who was asked to show the echo beforehand has done so. */
			readonly isShown?: true;
	  };

/** Plain characters, and nothing else, that are written from this column on; the cursor is behind them. */
export interface Echo {
	readonly x: number;
	readonly text: string;
}

/** An echo and the row of the view that it is in. */
export interface RowEcho extends Echo {
	readonly row: number;
}

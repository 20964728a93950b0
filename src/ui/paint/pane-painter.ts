import type {CursorPlace, Screen} from '../../terminal/screen.js';

/** What a pane shows: rows that tell when they change. A terminal's screen is one. */
export type PaneScreen = Pick<Screen, 'row' | 'cursor' | 'onChange'>;

/** A live picture's place over Ink's frame, in cells from the upper left corner, from 0. */
export interface Pane {
	readonly screen: PaneScreen;
	readonly x: number;
	readonly y: number;
	readonly columns: number;
	readonly rows: number;
	/** Its cursor is the real one. At most one pane has it. */
	readonly focused: boolean;
}

/** Paints one pane's changed rows. Whoever created it closes it. */
export interface PanePainter {
	readonly pane: Pane;
	/** The same painter for the same place, with the other's focus. */
	with(pane: Pane): PanePainter;
	/** The escapes that bring the pane up to date on a terminal of so many rows; empty when it is. */
	paint(terminalRows: number): string;
	/** The real cursor's place, if the pane has one to show. */
	cursor(): CursorPlace | undefined;
	/** Something else has drawn over the terminal's row `y`. */
	forgetRow(y: number): void;
	/** Nothing of the pane is on the terminal any more. */
	forget(): void;
	close(): void;
}

/** Creates the painter of a pane; `onChange` is called when its screen has changed. */
export function createPanePainter(first: Pane, colour: boolean, onChange: () => void): PanePainter {
	const {screen, x, y: top, columns, rows} = first;
	const place = {left: x, columns, colour};
	let pane = first;
	/** The rows as they stand on the terminal; undefined where that is not known. */
	const shown: (string | undefined)[] = Array.from({length: rows}, () => undefined);
	/** The rows that may not be up to date. */
	const stale = new Set(shown.keys());
	const allStale = (): void => {
		for (let y = 0; y < rows; y++) stale.add(y);
	};
	const stop = screen.onChange((changed) => {
		if (changed === 'all') allStale();
		else stale.add(changed.row);
		onChange();
	});

	const paintRow = (y: number): string => {
		const row = screen.row(y, place);
		if (row === shown[y]) return '';
		shown[y] = row;
		return `\u001b[${top + y + 1};${x + 1}H${row}`;
	};

	const painter: PanePainter = {
		get pane() {
			return pane;
		},
		with(next) {
			pane = next;
			return painter;
		},
		paint(terminalRows) {
			let text = '';
			for (const y of stale) {
				if (y < rows && top + y < terminalRows) text += paintRow(y);
			}
			stale.clear();
			return text;
		},
		cursor() {
			const cursor = screen.cursor();
			if (cursor === undefined || cursor.y >= rows) return undefined;
			return {x: x + Math.min(cursor.x, columns - 1), y: top + cursor.y};
		},
		forgetRow(y) {
			if (y < top || y >= top + rows) return;
			shown[y - top] = undefined;
			stale.add(y - top);
		},
		forget() {
			shown.fill(undefined);
			allStale();
		},
		close: stop,
	};
	return painter;
}

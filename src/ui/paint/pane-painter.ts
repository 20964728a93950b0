import type {TerminalSize} from '../../domain/sandbox.js';
import type {CursorPlace, Echo, RowEcho} from '../../terminal/cells.js';
import type {Screen} from '../../terminal/screen.js';
import {findScroll, scrolled, scrollText} from './find-scroll.js';

/** What a pane shows: rows that tell when they change. A terminal's screen is one. */
export type PaneScreen = Pick<Screen, 'row' | 'cursor' | 'onChange'> &
	Partial<Pick<Screen, 'cursorShape' | 'onEcho'>>;

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

/** Plain characters from a place of the terminal on. */
export interface PlacedEcho {
	readonly at: CursorPlace;
	readonly text: string;
}

/** Paints one pane's changed rows. Whoever created it closes it. */
export interface PanePainter {
	readonly pane: Pane;
	/** The same painter for the same place, with the other's focus. */
	with(pane: Pane): PanePainter;
	/** The escapes that bring the pane up to date on a terminal of this size; empty when it is. */
	paint(terminal: TerminalSize): string;
	/** Something has changed since the last paint. */
	readonly isStale: boolean;
	/**
	 * What alone has changed, if it is shown by writing just this where it begins and leaves the cursor
	 * behind it. Who has written it says so by `echoed`.
	 */
	echo(): PlacedEcho | undefined;
	echoed(): void;
	/** The real cursor's place, if the pane has one to show. */
	cursor(): CursorPlace | undefined;
	/** Something else has drawn over the terminal's row `y`. */
	forgetRow(y: number): void;
	/** Nothing of the pane is on the terminal any more. */
	forget(): void;
	close(): void;
}

/** Who paints the panes. */
export interface PaneOwner {
	readonly colour: boolean;
	/** A pane's screen has changed. */
	changed(): void;
	/** Writes what a pane is sure to show next, if that can be done now. Says whether it was. */
	write(painter: PanePainter, echo: PlacedEcho): boolean;
}

/** Creates the painter of a pane. */
export function createPanePainter(first: Pane, {colour, ...owner}: PaneOwner): PanePainter {
	const {screen, x, y: top, columns, rows} = first;
	const place = {left: x, columns, colour};
	let pane = first;
	/** The rows as they stand on the terminal; undefined where that is not known. */
	let shown: (string | undefined)[] = Array.from({length: rows}, () => undefined);
	/** The rows that may not be up to date. */
	const stale = new Set(shown.keys());
	/** What alone makes its row stale. */
	let echo: RowEcho | undefined;
	const allStale = (): void => {
		echo = undefined;
		for (let y = 0; y < rows; y++) stale.add(y);
	};
	const withEcho = (row: number, fresh: Echo | undefined): typeof echo => {
		if (fresh === undefined) return undefined;
		if (stale.size === 0) return shown[row] === undefined ? undefined : {...fresh, row};
		const goesOn = echo?.row === row && echo.x + echo.text.length === fresh.x;
		return echo && goesOn ? {...echo, text: echo.text + fresh.text} : undefined;
	};
	const placed = ({x: column, text, row}: RowEcho): PlacedEcho => ({
		at: {x: x + column, y: top + row},
		text,
	});
	/** Written before it was in the cells, and not yet known to be right. */
	let written: number | undefined;
	const forgetWritten = (): void => {
		if (written !== undefined) shown[written] = undefined;
		written = undefined;
	};
	const stops = [
		screen.onChange((changed) => {
			if (changed === 'all' || !changed.isShown) forgetWritten();
			written = undefined;
			if (changed === 'all') allStale();
			else if (changed.isShown && stale.size === 0) {
				shown[changed.row] = screen.row(changed.row, place);
				return;
			} else {
				echo = withEcho(changed.row, changed.echo);
				stale.add(changed.row);
			}
			owner.changed();
		}),
		screen.onEcho?.((foreseen) => {
			const {row, x: column, text} = foreseen;
			const isKnown = stale.size === 0 && shown[row] !== undefined;
			if (!isKnown || column + text.length >= columns) return false;
			if (!owner.write(painter, placed(foreseen))) return false;
			written = row;
			return true;
		}),
	];

	/** Rows that have only moved are moved by the terminal, where nothing stands beside them. */
	const scroll = (next: readonly (string | undefined)[], terminal: TerminalSize): string => {
		if (x > 0 || columns < terminal.columns || top + rows > terminal.rows) return '';
		const found = findScroll(shown, next);
		if (found === undefined) return '';
		shown = [...scrolled(shown, found)];
		return scrollText(found, top);
	};

	const painter: PanePainter = {
		get pane() {
			return pane;
		},
		with(next) {
			pane = next;
			return painter;
		},
		paint(terminal) {
			const next = shown.map((row, y) =>
				stale.has(y) && top + y < terminal.rows ? screen.row(y, place) : row,
			);
			let text = stale.size > 1 ? scroll(next, terminal) : '';
			for (const [y, row] of next.entries()) {
				if (row === undefined || row === shown[y]) continue;
				shown[y] = row;
				text += `\u001b[${top + y + 1};${x + 1}H${row}`;
			}
			stale.clear();
			echo = undefined;
			return text;
		},
		get isStale() {
			return stale.size > 0;
		},
		echo() {
			const cursor = screen.cursor();
			if (echo === undefined || cursor?.y !== echo.row) return undefined;
			if (cursor.x !== echo.x + echo.text.length || cursor.x >= columns) return undefined;
			return placed(echo);
		},
		echoed() {
			if (echo) shown[echo.row] = screen.row(echo.row, place);
			stale.clear();
			echo = undefined;
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
			echo = undefined;
		},
		forget() {
			shown.fill(undefined);
			allStale();
		},
		close() {
			for (const stop of stops) stop?.();
		},
	};
	return painter;
}

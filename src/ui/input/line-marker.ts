import type {Screen} from '../../terminal/screen.js';

/** Marks lines of the terminal by keys: first one line that moves, then all between it and another. */
export interface LineMarker {
	/** Begins with the last line in view that has text or, while one is marked, a range at that. */
	begin(screen: Screen): 'line' | 'range';
	/** Marks the line of this row alone. */
	place(screen: Screen, row: number): void;
	/** The row that moves; undefined while nothing is marked. */
	readonly row: number | undefined;
	/** False while nothing is marked. */
	move(by: number): boolean;
	/** What is marked, which is marked no longer; undefined where nothing was. */
	take(): string | undefined;
}

/** The last row in view that has text. */
export const lastRowOf = (screen: Screen): number =>
	screen.top +
	Math.max(
		0,
		screen.view().findLastIndex((row) => row.trim() !== ''),
	);

export function createLineMarker(): LineMarker {
	let marking: {readonly screen: Screen; readonly from: number; readonly to: number} | undefined;
	let isRange = false;
	const show = (screen: Screen, from: number, to: number): void => {
		marking = {screen, from, to};
		screen.markLines(from, to);
	};
	const place = (screen: Screen, row: number): void => {
		isRange = false;
		show(screen, row, row);
	};
	return {
		place,
		begin(screen) {
			if (marking?.screen === screen) {
				isRange = true;
				return 'range';
			}
			place(screen, lastRowOf(screen));
			return 'line';
		},
		get row() {
			return marking?.to;
		},
		move(by) {
			if (marking === undefined) return false;
			const {screen, from, to} = marking;
			const next = Math.max(0, Math.min(screen.rowCount - 1, to + by));
			show(screen, isRange ? from : next, next);
			return true;
		},
		take() {
			const text = marking?.screen.marked;
			marking?.screen.mark(undefined);
			marking = undefined;
			return text;
		},
	};
}

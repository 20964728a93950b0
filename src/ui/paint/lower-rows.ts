import type {Screen} from '../../terminal/screen.js';
import type {PaneScreen} from './pane-painter.js';

/**
 * Shows a terminal in fewer rows than it has: those down to the last one in use. Asked again for the same, it gives
 * the same picture, so that nobody paints it anew.
 */
export function createLowerRows(): (screen: Screen, rows: number) => PaneScreen {
	let latest:
		| {readonly screen: Screen; readonly rows: number; readonly shown: PaneScreen}
		| undefined;
	return (screen, rows) => {
		if (latest?.screen !== screen || latest.rows !== rows) {
			latest = {screen, rows, shown: lowerRows(screen, rows)};
		}
		return latest.shown;
	};
}

function lowerRows(screen: Screen, rows: number): PaneScreen {
	const first = (): number => Math.max(0, usedRows(screen) - rows);
	return {
		row: (y, place) => screen.row(first() + y, place),
		cursor() {
			const cursor = screen.cursor();
			return cursor && cursor.y >= first() ? {...cursor, y: cursor.y - first()} : undefined;
		},
		get cursorShape() {
			return screen.cursorShape;
		},
		// A new row may move all the others.
		onChange: (listener) => screen.onChange(() => listener('all')),
	};
}

/** Down to the cursor, or to what stands below it. */
const usedRows = (screen: Screen): number =>
	Math.max(
		(screen.cursor()?.y ?? 0) + 1,
		screen.view().findLastIndex((row) => row.trim() !== '') + 1,
	);

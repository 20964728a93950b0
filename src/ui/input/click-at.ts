import type {CursorPlace} from '../../terminal/cells.js';
import type {Rect, Region} from '../layout.js';
import {type Click, line, lineWidth} from '../text/wrap-text.js';

export const isWithin = ({x, y}: CursorPlace, rect: Rect): boolean =>
	x >= rect.x && x < rect.x + rect.columns && y >= rect.y && y < rect.y + rect.rows;

/** What a click on this cell of the screen stands for; undefined where there is nothing to click. */
export function clickAt(regions: readonly Region[], place: CursorPlace): Click | undefined {
	const region = regions.find((one) => isWithin(place, one));
	if (region === undefined) return undefined;
	let end = region.x;
	for (const piece of region.lines[place.y - region.y] ?? []) {
		end += lineWidth(line(piece.text));
		if (place.x < end) return piece.click;
	}
	return undefined;
}

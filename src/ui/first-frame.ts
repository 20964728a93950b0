import {screenRegions} from './screens/screen-regions.js';
import {paintLine} from './text/paint-line.js';
import type {Theme} from './text/theme.js';
import type {View} from './view.js';

/**
 * The first screen, as Ink will draw it too. Loading Ink, React and Yoga takes longer than everything
 * else together; until they are there the learner can read.
 */
export function firstFrame(view: View, {looks, symbols}: Theme): string {
	return screenRegions(view, symbols)
		.flatMap(({x, y, rows, lines}) =>
			lines
				.slice(0, rows)
				.map((row, index) => `\u001b[${y + index + 1};${x + 1}H${paintLine(row, looks)}`),
		)
		.join('');
}

import type {TerminalSize} from '../../domain/sandbox.js';
import {wrapRuns} from '../../domain/wrap-runs.js';
import {isTooSmall, type Region, regionIn, SMALLEST} from '../layout.js';
import type {Symbols} from '../text/theme.js';
import {line} from '../text/wrap-text.js';
import type {View} from '../view.js';
import {exerciseRegions} from './exercise-regions.js';
import {textRegions} from './text-regions.js';

/** Said where there is no room for a page or a shell. Nothing is lost: it goes away with a resize. */
function tooSmallRegions({columns, rows}: TerminalSize): readonly Region[] {
	const words = `This window is ${columns}x${rows}; at least ${SMALLEST.columns}x${SMALLEST.rows} is needed. Enlarge it, or start with --plain.`;
	return [regionIn({x: 0, y: 0, columns, rows}, wrapRuns(line(words), columns))];
}

/** Everything on the screen but the live terminal, and where it stands. */
export function screenRegions(view: View, symbols: Symbols): readonly Region[] {
	const {screen} = view.state;
	if (isTooSmall(view.size)) return tooSmallRegions(view.size);
	if (screen.kind === 'do' && screen.overlay.kind !== 'reading') {
		return exerciseRegions(view, screen, symbols);
	}
	return textRegions(view, symbols);
}

import type {TerminalSize} from '../../domain/sandbox.js';
import {wrapRuns} from '../../domain/wrap-runs.js';
import {guideKeyLabel} from '../keys/guide-key.js';
import {isTooSmall, type Region, regionIn, SMALLEST} from '../layout.js';
import type {Symbols} from '../text/theme.js';
import {line} from '../text/wrap-text.js';
import type {View} from '../view.js';
import {isCovered} from './exercise-layout.js';
import {exerciseRegions} from './exercise-regions.js';
import {textRegions} from './text-regions.js';

/** Said where there is no room for a page or a shell. Nothing is lost: it goes away with a resize, and keys wait for that. */
function tooSmallRegions({columns, rows}: TerminalSize, guideKey: string): readonly Region[] {
	const words = `This window is ${columns}x${rows}; ${SMALLEST.columns}x${SMALLEST.rows} is needed. Keys wait for it. ${guideKey} q quits. Or use --plain.`;
	return [regionIn({x: 0, y: 0, columns, rows}, wrapRuns(line(words), columns))];
}

/** Everything on the screen but the live terminal, and where it stands. */
export function screenRegions(view: View, symbols: Symbols): readonly Region[] {
	const {screen} = view.state;
	if (isTooSmall(view.size)) return tooSmallRegions(view.size, guideKeyLabel(view.state));
	if (screen.kind === 'do' && !isCovered(screen)) {
		return exerciseRegions(view, screen, symbols);
	}
	return textRegions(view, symbols);
}

import type {TerminalSize} from '../../domain/sandbox.js';
import {isTooSmall, type Part, partIn, SMALLEST} from '../layout.js';
import type {Symbols} from '../text/theme.js';
import {line, wrapSpans} from '../text/wrap-text.js';
import type {View} from '../view.js';
import {exerciseParts} from './exercise-regions.js';
import {textParts} from './text-regions.js';

/** Said where there is no room for a page or a shell. Nothing is lost: it goes away with a resize. */
function tooSmallParts({columns, rows}: TerminalSize): readonly Part[] {
	const words = `This window is ${columns}x${rows}; at least ${SMALLEST.columns}x${SMALLEST.rows} is needed. Enlarge it, or start with --plain.`;
	return [partIn({x: 0, y: 0, columns, rows}, wrapSpans(line(words), columns))];
}

/** Everything on the screen but the live terminal, and where it stands. */
export function screenParts(view: View, symbols: Symbols): readonly Part[] {
	const {screen} = view.state;
	if (isTooSmall(view.size)) return tooSmallParts(view.size);
	if (screen.screen === 'do' && screen.overlay.overlay !== 'reading') {
		return exerciseParts(view, screen, symbols);
	}
	return textParts(view, symbols);
}

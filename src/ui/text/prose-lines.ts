import {wrapProse} from '../../domain/wrap-runs.js';
import type {Look} from './theme.js';
import type {TextLine} from './wrap-text.js';

/** A text of an exercise as rows: tasks, hints, reasons. Its indents and deliberate breaks are kept. */
export const proseLines = (
	text: string,
	columns: number,
	look: Look = 'plain',
): readonly TextLine[] => wrapProse(text, columns, look);

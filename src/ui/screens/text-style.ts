import type {Symbols} from '../text/theme.js';
import type {TextLine} from '../text/wrap-text.js';

/** A screen of text, however long: the window shows a part of it. */
export interface ScreenText {
	readonly lines: readonly TextLine[];
	/** A row that must be in view: the one pointed at. */
	readonly focus?: number;
}

/** What a text is made for. */
export interface TextStyle {
	readonly columns: number;
	readonly symbols: Symbols;
}

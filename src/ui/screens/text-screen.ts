import type {TerminalSize} from '../../domain/sandbox.js';
import type {SessionState} from '../../session/state.js';
import {layoutPage} from '../layout.js';
import type {Symbols} from '../text/theme.js';
import type {ScreenText, TextStyle} from '../text/wrap-text.js';
import {blockedScreen} from './blocked-screen.js';
import {earlierScreen} from './earlier-screen.js';
import {helpScreen} from './help-screen.js';
import {insightScreen} from './insight-screen.js';
import {linksScreen} from './links-screen.js';
import {menuScreen} from './menu-screen.js';
import {openingScreen, pageScreen} from './page-screen.js';
import {predictScreen, questionScreen} from './question-screen.js';
import {recapScreen} from './recap-screen.js';
import {searchScreen} from './search-screen.js';

/** The text of the screen that is shown; undefined in the exercise window without a page over it. */
export function textScreenOf(state: SessionState, style: TextStyle): ScreenText | undefined {
	const {screen} = state;
	switch (screen.kind) {
		case 'menu':
			return menuScreen(state, screen.pointed, style);
		case 'read': {
			const page = screen.lesson.read[screen.page - 1];
			return page === undefined
				? openingScreen(state, screen.lesson, style)
				: pageScreen(state, page, style);
		}
		case 'after': {
			const page = screen.lesson.after[screen.page];
			return page === undefined ? {lines: []} : pageScreen(state, page, style);
		}
		case 'predict':
			return predictScreen(state, screen, style);
		case 'do': {
			if (screen.overlay.kind === 'earlier') return earlierScreen(state, style);
			if (screen.overlay.kind !== 'reading') return undefined;
			const page = screen.lesson.read[screen.overlay.page];
			return page === undefined ? {lines: []} : pageScreen(state, page, style);
		}
		case 'blocked':
			return blockedScreen(state, screen, style);
		case 'insight':
			return insightScreen(state, screen.lesson, style);
		case 'questions':
			return questionScreen(state, screen, style);
		case 'links':
			return linksScreen(state, screen.lesson, style);
		case 'recap':
			return recapScreen(state, screen.page, style);
		case 'search':
			return searchScreen(state, screen, style);
		case 'help':
			return helpScreen(state, style);
	}
}

/** The part of a text that the window shows. */
export interface Extent {
	readonly top: number;
	readonly rows: number;
	readonly total: number;
}

/** Keeps the row that is pointed at in view, and the window inside the text. */
export function extentOf(text: ScreenText, top: number, rows: number): Extent {
	const total = text.lines.length;
	const last = Math.max(0, total - rows);
	const wanted =
		text.focus === undefined ? top : Math.max(0, text.focus - Math.floor((rows - 1) / 2));
	return {top: Math.min(last, Math.max(0, wanted)), rows, total};
}

/** Which part of the text on screen is in view; undefined where there is no text. */
export function shownExtent(
	state: SessionState,
	size: TerminalSize,
	symbols: Symbols,
): Extent | undefined {
	const {body} = layoutPage(size);
	const text = textScreenOf(state, {columns: body.columns, rows: body.rows, symbols});
	return text === undefined ? undefined : extentOf(text, state.top, body.rows);
}

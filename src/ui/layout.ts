import type {TerminalSize} from '../domain/sandbox.js';
import type {TextLine} from './text/wrap-text.js';

/** A part of the screen in cells, from the upper left corner, from 0. */
export interface Rect {
	readonly x: number;
	readonly y: number;
	readonly columns: number;
	readonly rows: number;
}

/** Below this neither a page nor a shell is of use. */
export const SMALLEST: TerminalSize = {columns: 60, rows: 16};

/** From here on text and terminal stand side by side. */
const WIDE_COLUMNS = 120;

/** A shell narrower than this wraps what most programs print. */
const SHELL_COLUMNS = 80;

/** From here on there is room for longer cards. */
const TALL_ROWS = 30;

export const isTooSmall = ({columns, rows}: TerminalSize): boolean =>
	columns < SMALLEST.columns || rows < SMALLEST.rows;

export const isWide = ({columns}: TerminalSize): boolean => columns >= WIDE_COLUMNS;

const clamp = (value: number, least: number, most: number): number =>
	Math.max(least, Math.min(most, value));

/** A screen of text: the header above, the keys below, at the left the lesson's outline where it fits. */
export interface PageLayout {
	/** Where the outline of the lesson stands; undefined where there is no room for it. */
	readonly rail: Rect | undefined;
	/** The text, margins taken off. */
	readonly body: Rect;
}

const HEADER_ROWS = 2;
const STATUS_ROWS = 2;
const MARGIN = 2;
const RAIL_COLUMNS = 34;

export function layoutPage({columns, rows}: TerminalSize): PageLayout {
	const bodyRows = Math.max(1, rows - HEADER_ROWS - STATUS_ROWS);
	const railColumns = columns >= WIDE_COLUMNS ? RAIL_COLUMNS : 0;
	const rail =
		railColumns === 0
			? undefined
			: {x: MARGIN, y: HEADER_ROWS, columns: railColumns - MARGIN, rows: bodyRows};
	return {
		rail,
		body: {
			x: railColumns + MARGIN,
			y: HEADER_ROWS,
			columns: columns - railColumns - 2 * MARGIN,
			rows: bodyRows,
		},
	};
}

/** The exercise window. */
export interface ExerciseLayout {
	readonly kind: 'stacked' | 'side-by-side';
	/** The step and its task; side by side, the verdict and all else that is said as well. */
	readonly card: Rect;
	/** The live terminal. */
	readonly pane: Rect;
	/** Reason and where to look; side by side, a part of the card. */
	readonly verdict: Rect | undefined;
}

/** Of a stacked window, besides card, pane and reasons: header, step, tabs, verdict's rule, keys. */
const STACKED_FIXED_ROWS = 5;
/** Rows for the reason of a verdict and where to look. */
const verdictRows = ({rows}: TerminalSize): number => (rows >= 24 ? 3 : 2);
/** A shell of fewer rows shows nothing of a command but its end. */
const LEAST_PANE_ROWS = 5;
/** A card that has more to say for a while borrows rows of the terminal. */
const LEAST_CARD_ROWS = 2;

/** The rows of a task that has six, as the longest has, or of what it means, with more of it where the window is tall. */
export const usualCardRows = ({rows}: TerminalSize): number => (rows >= TALL_ROWS ? 9 : 6);

/** How many rows a card may take of a stacked window. */
const mostCardRows = (size: TerminalSize): number =>
	Math.max(LEAST_CARD_ROWS, size.rows - STACKED_FIXED_ROWS - verdictRows(size) - LEAST_PANE_ROWS);

/** Where things stand while the X-ray is open: the picture first, as it is what was asked for. */
export interface XrayLayout {
	readonly arrangement: ExerciseLayout['kind'];
	readonly picture: Rect;
	readonly pane: Rect;
	/** Below the picture, what is said of the step; side by side, its name above that. */
	readonly said: Rect;
}

/** Of a stacked window, besides picture and pane: heading, tabs, verdict's rule, keys. */
const XRAY_FIXED_ROWS = 4;
/** Name of the step, verdict and a reason of three rows: below that the picture does not grow. */
const LEAST_SAID_ROWS = 5;

/** `saidRows` is what there is to say of the step; it gets them as long as half is left for the picture. */
export function layoutXray(size: TerminalSize, saidRows: number): XrayLayout {
	if (isWide(size)) {
		const {kind: arrangement, card, pane} = layoutExercise(size, 0);
		const most = Math.max(LEAST_SAID_ROWS, Math.floor(card.rows / 2));
		const said = clamp(saidRows + 1, LEAST_SAID_ROWS, most);
		const rows = Math.max(1, card.rows - said - 1);
		return {
			arrangement,
			picture: {...card, y: card.y + 1, rows},
			pane,
			said: {...card, y: card.y + 1 + rows, rows: said},
		};
	}
	const {columns, rows} = size;
	const room = rows - XRAY_FIXED_ROWS;
	const paneRows = Math.max(LEAST_PANE_ROWS, Math.floor(room / 3));
	const above = room - paneRows;
	const said = Math.min(saidRows, Math.floor(above / 2));
	const picture = {x: 1, y: 1, columns: columns - 2, rows: above - said};
	return {
		arrangement: 'stacked',
		picture,
		pane: {x: 0, y: 1 + above + 1, columns, rows: paneRows},
		said: {...picture, y: 1 + picture.rows, rows: said},
	};
}

/** A picture with fewer rows shows little but its walls. */
const LEAST_STANDING_ROWS = 8;

/**
 * Where the X-ray stands by itself: in the lower half of a card at the side, or lower, where what is said
 * takes more. Undefined where no room is left.
 */
export function standingXray({card, kind}: ExerciseLayout, saidRows: number): Rect | undefined {
	if (kind !== 'side-by-side') return undefined;
	// An empty row above it, and its heading.
	const above = Math.max(Math.floor(card.rows / 2), saidRows + 1) + 1;
	const rows = card.rows - above;
	return rows < LEAST_STANDING_ROWS ? undefined : {...card, y: card.y + above, rows};
}

/** Columns for the text of a card. */
export const cardColumns = (size: TerminalSize): number =>
	isWide(size) ? sideColumns(size) - MARGIN : size.columns - 2 * MARGIN;

const sideColumns = ({columns}: TerminalSize): number => clamp(columns - SHELL_COLUMNS - 2, 38, 64);

/** What a card that has to be read would take, and the fewest rows that it can do with. */
export interface WantedRows {
	readonly wanted: number;
	readonly least: number;
}

/** What is left of a terminal that gives its room to a card: enough to know it by its last lines. */
const LEAST_LENT_ROWS = 2;

/**
 * The window while the keys are the card's: it takes what it wants from the terminal, and where even the least
 * that it can do with is more than that has, the verdict's place and all of the terminal's.
 */
export function growCard(
	layout: ExerciseLayout,
	{wanted, least}: WantedRows,
	size: TerminalSize,
): ExerciseLayout {
	const {card, pane, verdict} = layout;
	if (verdict === undefined || wanted <= card.rows) return layout;
	const most = card.rows + pane.rows - LEAST_LENT_ROWS;
	if (least > most) {
		const rows = size.rows - card.y - 1;
		return {
			...layout,
			card: {...card, rows},
			pane: {...pane, y: card.y + rows, rows: 0},
			verdict: undefined,
		};
	}
	const rows = Math.min(wanted, most);
	const taken = rows - card.rows;
	return {
		...layout,
		card: {...card, rows},
		pane: {...pane, y: pane.y + taken, rows: pane.rows - taken},
	};
}

/** Of a window that the terminal has alone: tabs, verdict and keys, a row each. */
const ZOOM_FIXED_ROWS = 3;

/** The terminal's place where it has the window alone. */
export const layoutZoom = ({columns, rows}: TerminalSize): Rect => ({
	x: 0,
	y: 1,
	columns,
	rows: Math.max(1, rows - ZOOM_FIXED_ROWS),
});

/** `wantedCardRows` is what the longest card of the step takes, so that the pane keeps its size. */
export function layoutExercise(size: TerminalSize, wantedCardRows: number): ExerciseLayout {
	const {columns, rows} = size;
	if (isWide(size)) {
		const side = sideColumns(size);
		const top = 2;
		const height = rows - top - 1;
		return {
			kind: 'side-by-side',
			card: {x: 1, y: top, columns: side - MARGIN, rows: height},
			pane: {x: side + 1, y: top, columns: columns - side - 1, rows: height},
			verdict: undefined,
		};
	}
	const cardRows = clamp(wantedCardRows, LEAST_CARD_ROWS, mostCardRows(size));
	const paneTop = 2 + cardRows + 1;
	const paneRows = Math.max(1, rows - STACKED_FIXED_ROWS - verdictRows(size) - cardRows);
	return {
		kind: 'stacked',
		card: {x: MARGIN, y: 2, columns: columns - 2 * MARGIN, rows: cardRows},
		pane: {x: 0, y: paneTop, columns, rows: paneRows},
		verdict: {
			x: MARGIN,
			y: paneTop + paneRows + 1,
			columns: columns - 2 * MARGIN,
			rows: verdictRows(size),
		},
	};
}

/** Rows of text and where on the screen they stand; at most `rows` of them are shown. */
export interface Region extends Rect {
	readonly lines: readonly TextLine[];
}

/** One row at the margin. */
export const rowRegion = (row: TextLine, x: number, y: number, columns: number): Region => ({
	x,
	y,
	columns,
	rows: 1,
	lines: [row],
});

export const regionIn = (rect: Rect, lines: readonly TextLine[]): Region => ({...rect, lines});

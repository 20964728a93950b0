import type {CursorPlace} from '../../terminal/cells.js';
import {createPaintClock} from './paint-clock.js';
import {
	createPanePainter,
	type Pane,
	type PaneOwner,
	type PanePainter,
	type PlacedEcho,
} from './pane-painter.js';

/** What the frame writer needs of the real terminal; `process.stdout` has it. */
export interface FrameOutput {
	readonly columns: number;
	readonly rows: number;
	/** False asks to wait for `drain`. */
	write(text: string): boolean;
	on(event: 'resize' | 'drain', listener: () => void): unknown;
	off(event: 'resize' | 'drain', listener: () => void): unknown;
}

/** Draws Ink's frames and the live panes over them. Whoever created it closes it. */
export interface FrameWriter {
	/**
	 * What stands behind the panes from now on, a line for each row. It is drawn at the next paint, once for
	 * everything that changes until then, and again at every new size.
	 */
	setFrame(draw: () => string): void;
	/**
	 * The panes that are shown from now on; Ink leaves their area blank. Cheap when nothing changed.
	 * Both are painted after the current turn of the event loop, so that panes reach the screen together
	 * with the frame that makes room for them.
	 */
	setPanes(panes: readonly Pane[]): void;
	/** Paints everything again, as after another program has used the terminal. */
	repaint(): void;
	close(): void;
}

export interface FrameWriterOptions {
	/** False leaves colours out of the panes (NO_COLOR). */
	readonly colour: boolean;
}

// Synchronized output (mode 2026): a terminal that knows it shows all or nothing of what lies between.
const BEGIN = '\u001b[?2026h\u001b[?25l';
const END = '\u001b[?2026l';
// Without automatic wrapping a row too wide is cut, never spilt over the next one. Nothing here erases
// the user's scrollback (ESC [3J).
const FRESH = '\u001b[0m\u001b[?7l\u001b[2J';

const moveTo = (x: number, y: number): string => `\u001b[${y + 1};${x + 1}H`;

/**
 * Paints rows that changed, each at its absolute position, in one write: Ink's from its last frame,
 * the panes' straight from their cells, which spares React and Yoga a pass per key.
 */
export function createFrameWriter(output: FrameOutput, options: FrameWriterOptions): FrameWriter {
	let draw = (): string => '';
	let frame: readonly string[] = [];
	/** Ink's rows as they stand on the terminal; undefined where that is not known. */
	let shown: (string | undefined)[] = [];
	let painters: readonly PanePainter[] = [];
	let shownCursor = '';
	/** A program has asked for a cursor of another shape. Not every terminal knows what this is. */
	let isShaped = false;
	let isFresh = true;
	let isFrameNew = false;

	const paintFrameRows = (): string => {
		let text = '';
		for (let y = 0; y < output.rows; y++) {
			const row = frame[y] ?? '';
			if (row === shown[y]) continue;
			// Erased first: after a row as wide as the terminal, erasing would take its last cell along.
			text += `${moveTo(0, y)}\u001b[K${row}\u001b[0m`;
			shown[y] = row;
			for (const painter of painters) painter.forgetRow(y);
		}
		return text;
	};

	const focused = (): PanePainter | undefined => painters.find(({pane}) => pane.focused);
	const cursor = (): string => {
		const painter = focused();
		const place = painter?.cursor();
		if (place === undefined || place.y >= output.rows) return '';
		return cursorAt(place, painter);
	};
	const cursorAt = ({x, y}: CursorPlace, painter: PanePainter | undefined): string => {
		const shape = painter?.pane.screen.cursorShape ?? 0;
		isShaped ||= shape > 0;
		return `${moveTo(x, y)}${isShaped ? `\u001b[${shape} q` : ''}\u001b[?25h`;
	};

	/** Nothing else waits to be painted, and the terminal's cursor is at this place. */
	const isNextAt = (at: CursorPlace, painter: PanePainter): boolean => {
		if (isFresh || isFrameNew || !painter.pane.focused) return false;
		if (painters.some((other) => other !== painter && other.isStale)) return false;
		return cursorAt(at, painter) === shownCursor;
	};

	/** A plain letter typed at the cursor is written as it is: over a slow line each byte is felt. */
	const paintEcho = (): boolean | undefined => {
		const painter = focused();
		const echo = painter?.echo();
		if (painter === undefined || echo === undefined) return undefined;
		if (!isNextAt(echo.at, painter)) return undefined;
		const takesMore = output.write(echo.text);
		painter.echoed();
		shownCursor = cursor();
		return takesMore;
	};

	/** The same, before it is in the pane's cells. */
	const writeEcho = (painter: PanePainter, {at, text}: PlacedEcho): boolean => {
		const isWritten = isNextAt(at, painter) && clock.instead(() => output.write(text));
		if (isWritten) shownCursor = cursorAt({...at, x: at.x + text.length}, painter);
		return isWritten;
	};

	const paint = (): boolean => paintEcho() ?? paintRows();

	const paintRows = (): boolean => {
		let text = '';
		if (isFresh) {
			text = FRESH;
			shown = Array.from({length: output.rows}, () => '');
			for (const painter of painters) painter.forget();
		}
		if (isFrameNew) frame = draw().split('\n');
		if (isFresh || isFrameNew) text += paintFrameRows();
		isFresh = false;
		isFrameNew = false;
		for (const painter of painters) text += painter.paint(output);
		const wantedCursor = cursor();
		if (text === '' && wantedCursor === shownCursor) return true;
		shownCursor = wantedCursor;
		return output.write(BEGIN + text + wantedCursor + END);
	};

	const clock = createPaintClock(paint);
	const owner: PaneOwner = {colour: options.colour, changed: clock.now, write: writeEcho};

	const repaint = (): void => {
		isFresh = true;
		clock.soon();
	};

	const resized = (): void => {
		isFrameNew = true;
		repaint();
	};

	/** Takes what a pane covered for unknown, so that Ink's rows are painted there again. */
	const uncover = ({y, rows}: Pane): void => {
		for (let row = y; row < Math.min(y + rows, shown.length); row++) shown[row] = undefined;
		isFrameNew = true;
	};

	output.on('resize', resized);
	output.on('drain', clock.drained);

	return {
		setFrame(next) {
			draw = next;
			isFrameNew = true;
			clock.soon();
		},
		setPanes(panes) {
			const before = painters;
			painters = panes.map(
				(pane) =>
					before.find((painter) => isSamePlace(painter.pane, pane))?.with(pane) ??
					createPanePainter(pane, owner),
			);
			for (const painter of before) {
				if (painters.includes(painter)) continue;
				painter.close();
				uncover(painter.pane);
			}
			clock.soon();
		},
		repaint,
		close() {
			output.off('resize', resized);
			output.off('drain', clock.drained);
			for (const painter of painters) painter.close();
			painters = [];
			clock.close();
		},
	};
}

const isSamePlace = (one: Pane, other: Pane): boolean =>
	one.screen === other.screen &&
	one.x === other.x &&
	one.y === other.y &&
	one.columns === other.columns &&
	one.rows === other.rows;

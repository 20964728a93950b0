// Emulates the terminal behind a tab, so that its screen can be painted, scrolled and read as text.
import unicode11 from '@xterm/addon-unicode11';
import type {IBufferCell, ITerminalAddon, Terminal} from '@xterm/headless';
import xterm from '@xterm/headless';
import type {SandboxTerminal, TerminalSize} from '../domain/sandbox.js';
import {type AskedColour, answerQueries} from './answer-queries.js';
import {linkOf} from './cell-link.js';
import type {Changed, CursorPlace, RowEcho} from './cells.js';
import {createEchoFollower} from './follow-echo.js';
import {paintRow, type RowPlace} from './frame.js';
import type {MouseWish} from './mouse.js';
import {findLine, joinedLines, wholeLines} from './read-lines.js';
import {markedColumns, markedText, type Selection} from './selection.js';
import {createUpdateGate} from './update-gate.js';
import {type AskedModes, watchModes} from './watch-modes.js';

/** How many lines are kept once they have scrolled out of sight. */
const SCROLLBACK = 2000;

/** What a program has asked of its terminal, as far as it affects how keys are sent. */
export interface ScreenModes {
	/** Cursor keys are ESC O A, not ESC [ A (DECCKM). */
	readonly applicationCursorKeys: boolean;
	/** Pastes are wrapped in ESC [200~ and ESC [201~. */
	readonly bracketedPaste: boolean;
	/** A full-screen program is running, so there is nothing to scroll back to. */
	readonly alternateBuffer: boolean;
	/** The program wants to be told of the mouse itself. */
	readonly mouse: MouseWish | undefined;
}

/** A terminal without a window: bytes in, a grid of cells out. Whoever created it closes it. */
export interface Screen {
	/** Takes what a terminal printed. The grid is up to date when this returns. */
	write(bytes: Uint8Array): void;
	/**
	 * Shows what this terminal prints from now on, and answers what programs ask of it (its type, the
	 * cursor's position). Returns how to stop.
	 *
	 * Each chunk is parsed before the next is read, so a flood waits in the terminal's own pipe and no
	 * further flow control is needed.
	 */
	follow(terminal: Pick<SandboxTerminal, 'onOutput' | 'write'>): () => void;
	readonly size: TerminalSize;
	/** Resizes this screen only, not the terminal it follows. */
	resize(size: TerminalSize): void;
	/** Moves the view by this many lines, up if negative. */
	scroll(lines: number): void;
	/** Call it when the learner types as well, so that they see what they type. */
	scrollToBottom(): void;
	/** How many lines the view is scrolled up; 0 is the bottom. */
	readonly scrolledBack: number;
	/** Lines have gone off the top and are kept. */
	readonly canScroll: boolean;
	readonly modes: ScreenModes;
	/** The cursor's place in the view; undefined when it is hidden or scrolled out. */
	cursor(): CursorPlace | undefined;
	/** The cursor's shape as DECSCUSR counts them, 1 to 6; 0 is the terminal's own. */
	readonly cursorShape: number;
	/** A row of the view for the outer terminal. `y` counts from 0; rows past the last are blank. */
	row(y: number, place: RowPlace): string;
	/** Marks what lies between two cells of the view, which stays marked while the view moves. */
	mark(between: Selection | undefined): void;
	/** Marks whole lines, however they are wrapped, and brings the row `to` into view. Rows count from the first kept. */
	markLines(from: number, to: number): void;
	/** The first row in view, counted from the first kept. */
	readonly top: number;
	/** How many rows are kept, those in view included. */
	readonly rowCount: number;
	/** The nearest row from this one on, up or down, that has this text; upper and lower case are one. */
	find(text: string, from: number, by: 1 | -1): number | undefined;
	/** What is marked, as text; empty where nothing is. */
	readonly marked: string;
	/** The rows in view as plain text, without trailing blanks. */
	view(): readonly string[];
	/** All lines kept, scrollback first: wrapped ones joined, empty ones at the end left out. */
	text(): readonly string[];
	/** Called after each change. Returns how to stop listening. */
	onChange(listener: (changed: Changed) => void): () => void;
	/**
	 * Asked to show plain characters before they are gone through, where it is sure what they will be; says
	 * whether it has. One at most listens, the latest. Returns how to stop listening.
	 */
	onEcho(listener: (echo: RowEcho) => boolean): () => void;
	/** Called when a program rings the bell. Returns how to stop listening. */
	onBell(listener: () => void): () => void;
	/** Called when a program asks for a colour of the terminal; `answer` sends it what that said. */
	onColourAsked(listener: (asked: AskedColour, answer: (text: string) => void) => void): () => void;
	close(): void;
}

/** Creates a blank screen with its cursor in the upper left corner. */
export function createScreen(size: TerminalSize): Screen {
	const options = {
		cols: size.columns,
		rows: size.rows,
		scrollback: SCROLLBACK,
		allowProposedApi: true,
		// It would log what it can't parse (a lone DEL) to the console, which is the learner's terminal.
		logLevel: 'off' as const,
		// The headless build has it though its types don't; without it `write` below would move the view.
		scrollOnUserInput: false,
		// CSI 18 t asks for the size in cells; what asks for or changes a window stays refused.
		windowOptions: {getWinSizeChars: true},
	};
	const terminal = new xterm.Terminal(options);
	// Its types ask for the terminal of @xterm/xterm; this one has all of it that the addon uses.
	terminal.loadAddon(new unicode11.Unicode11Addon() as unknown as ITerminalAddon);
	terminal.unicode.activeVersion = '11';

	const listeners = new Set<(changed: Changed) => void>();
	/** Cached because every key asks for them, and an echo does not change them. */
	let modes: ScreenModes | undefined;
	const tell = (changed: Changed): void => {
		if (changed === 'all') {
			modes = undefined;
			echoes.forget();
		}
		for (const listener of listeners) listener(changed);
	};
	const colourListeners = new Set<(asked: AskedColour, answer: (text: string) => void) => void>();
	answerQueries(terminal, (colour) => {
		for (const listener of colourListeners) listener(colour, (text) => terminal.input(text, false));
	});
	const asked = watchModes(terminal);
	const gate = createUpdateGate(() => terminal.modes.synchronizedOutputMode, tell);
	let selection: Selection | undefined;
	const scratch = terminal.buffer.active.getNullCell();
	const linkBehind = (cell: IBufferCell): string | undefined => linkOf(cell, terminal);
	const scrolledBack = (): number => {
		const {baseY, viewportY} = terminal.buffer.active;
		return baseY - viewportY;
	};

	let showEcho: ((echo: RowEcho) => boolean) | undefined;
	const echoes = createEchoFollower(terminal, () => !!selection || asked().isReversed);
	const write = (bytes: Uint8Array): void => {
		const foreseen = showEcho && echoes.foresee(bytes);
		// A learner waits for this one: it is shown, then gone through.
		const isShown = foreseen !== undefined && showEcho?.(foreseen) === true;
		// xterm delays parsing by a timer, for over a millisecond, except for the first write after
		// input. This reports (empty) input, so that an echo is on the screen at once.
		terminal.input('', true);
		const {cursorX: x, cursorY: y} = terminal.buffer.active;
		terminal.write(bytes, () => {
			const changed = echoes.after(bytes, {x, y});
			if (!isShown) gate.changed(changed);
			else tell(changed !== 'all' && changed.echo ? {...changed, isShown} : 'all');
		});
	};

	return {
		write,
		follow(source) {
			const stop = source.onOutput(write);
			const replies = terminal.onData((reply) => {
				if (reply !== '') source.write(Buffer.from(reply));
			});
			return () => {
				stop();
				replies.dispose();
			};
		},
		get size() {
			return {columns: terminal.cols, rows: terminal.rows};
		},
		resize({columns, rows}) {
			terminal.resize(columns, rows);
			tell('all');
		},
		scroll(lines) {
			terminal.scrollLines(lines);
			tell('all');
		},
		scrollToBottom() {
			if (scrolledBack() === 0) return;
			terminal.scrollToBottom();
			tell('all');
		},
		get scrolledBack() {
			return scrolledBack();
		},
		get canScroll() {
			return terminal.buffer.normal.baseY > 0;
		},
		get modes() {
			modes ??= modesOf(terminal, asked());
			return modes;
		},
		cursor() {
			const {cursorX, cursorY} = terminal.buffer.active;
			const y = cursorY + scrolledBack();
			if (asked().isCursorHidden || y >= terminal.rows) return undefined;
			// Past the last column the next character wraps; terminals show the cursor on that column.
			return {x: Math.min(cursorX, terminal.cols - 1), y};
		},
		get cursorShape() {
			return asked().cursorShape;
		},
		row(y, place) {
			const buffer = terminal.buffer.active;
			const at = buffer.viewportY + y;
			const line = y < terminal.rows ? buffer.getLine(at) : undefined;
			const reverse = asked().isReversed;
			const marked = markedColumns(selection, at, terminal.cols);
			return paintRow(line, {...place, reverse, marked, linkOf: linkBehind}, scratch);
		},
		mark(between) {
			if (between === selection) return;
			const {viewportY} = terminal.buffer.active;
			const inBuffer = ({x, y}: CursorPlace): CursorPlace => ({x, y: y + viewportY});
			selection = between && {from: inBuffer(between.from), to: inBuffer(between.to)};
			tell('all');
		},
		markLines(from, to) {
			const buffer = terminal.buffer.active;
			selection = wholeLines(buffer, {from, to}, terminal.cols);
			const below = to - (buffer.viewportY + terminal.rows - 1);
			if (to < buffer.viewportY) terminal.scrollToLine(to);
			else if (below > 0) terminal.scrollLines(below);
			tell('all');
		},
		get top() {
			return terminal.buffer.active.viewportY;
		},
		get rowCount() {
			return terminal.buffer.active.length;
		},
		find: (text, from, by) => findLine(terminal.buffer.active, {text, from, by}),
		get marked() {
			return selection ? markedText(terminal.buffer.active, selection, terminal.cols) : '';
		},
		view() {
			const buffer = terminal.buffer.active;
			return Array.from(
				{length: terminal.rows},
				(_, y) => buffer.getLine(buffer.viewportY + y)?.translateToString(true) ?? '',
			);
		},
		text: () => joinedLines(terminal.buffer.active),
		onChange(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		onEcho(listener) {
			showEcho = listener;
			return () => {
				if (showEcho === listener) showEcho = undefined;
			};
		},
		onBell(listener) {
			const {dispose} = terminal.onBell(listener);
			return dispose;
		},
		onColourAsked(listener) {
			colourListeners.add(listener);
			return () => {
				colourListeners.delete(listener);
			};
		},
		close() {
			listeners.clear();
			colourListeners.clear();
			gate.close();
			terminal.dispose();
		},
	};
}

function modesOf({modes, buffer}: Terminal, {isMouseSgr}: AskedModes): ScreenModes {
	const tracked = modes.mouseTrackingMode;
	const drags = tracked === 'drag' || tracked === 'any';
	return {
		mouse: tracked === 'none' ? undefined : {drags, isSgr: isMouseSgr},
		applicationCursorKeys: modes.applicationCursorKeysMode,
		bracketedPaste: modes.bracketedPasteMode,
		alternateBuffer: buffer.active.type === 'alternate',
	};
}

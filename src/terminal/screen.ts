// Emulates the terminal behind a tab, so that its screen can be painted, scrolled and read as text.
import unicode11 from '@xterm/addon-unicode11';
import type {IBuffer, ITerminalAddon, Terminal} from '@xterm/headless';
import xterm from '@xterm/headless';
import type {SandboxTerminal, TerminalSize} from '../domain/sandbox.js';
import {paintRow, type RowPlace} from './frame.js';

/** How many lines are kept once they have scrolled out of sight. */
const SCROLLBACK = 2000;

/** Longer chunks are output, for which looking at every byte again is not worth it. */
const LONGEST_ECHO = 16;

/** What a program has asked of its terminal, as far as it affects how keys are sent. */
export interface ScreenModes {
	/** Cursor keys are ESC O A, not ESC [ A (DECCKM). */
	readonly applicationCursorKeys: boolean;
	/** Pastes are wrapped in ESC [200~ and ESC [201~. */
	readonly bracketedPaste: boolean;
	/** A full-screen program is running, so there is nothing to scroll back to. */
	readonly alternateBuffer: boolean;
}

/** What may have changed in the view: all of it, or only one row and the cursor. */
export type Changed = 'all' | {readonly row: number};

/** A place on the screen, from 0. */
export interface CursorPlace {
	readonly x: number;
	readonly y: number;
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
	readonly modes: ScreenModes;
	/** The cursor's place in the view; undefined when it is hidden or scrolled out. */
	cursor(): CursorPlace | undefined;
	/** A row of the view for the outer terminal. `y` counts from 0; rows past the last are blank. */
	row(y: number, place: RowPlace): string;
	/** The rows in view as plain text, without trailing blanks. */
	view(): readonly string[];
	/** All lines kept, scrollback first: wrapped ones joined, empty ones at the end left out. */
	text(): readonly string[];
	/** Called after each change. Returns how to stop listening. */
	onChange(listener: (changed: Changed) => void): () => void;
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
	};
	const terminal = new xterm.Terminal(options);
	// Its types ask for the terminal of @xterm/xterm; this one has all of it that the addon uses.
	terminal.loadAddon(new unicode11.Unicode11Addon() as unknown as ITerminalAddon);
	terminal.unicode.activeVersion = '11';

	const listeners = new Set<(changed: Changed) => void>();
	/** Cached because every key asks for them, and an echo does not change them. */
	let modes: ScreenModes | undefined;
	const tell = (changed: Changed): void => {
		if (changed === 'all') modes = undefined;
		for (const listener of listeners) listener(changed);
	};
	const isCursorHidden = watchCursor(terminal);
	const scratch = terminal.buffer.active.getNullCell();
	const scrolledBack = (): number => {
		const {baseY, viewportY} = terminal.buffer.active;
		return baseY - viewportY;
	};

	const write = (bytes: Uint8Array): void => {
		// xterm delays parsing by a timer, for over a millisecond, except for the first write after
		// input. This reports (empty) input, so that an echo is on the screen at once.
		terminal.input('', true);
		const {cursorX, cursorY} = terminal.buffer.active;
		terminal.write(bytes, () => {
			const {active} = terminal.buffer;
			const isOneRow =
				isPrintable(bytes) &&
				active.cursorY === cursorY &&
				active.cursorX === cursorX + bytes.length;
			tell(isOneRow ? {row: cursorY + scrolledBack()} : 'all');
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
		get modes() {
			modes ??= modesOf(terminal);
			return modes;
		},
		cursor() {
			const {cursorX, cursorY} = terminal.buffer.active;
			const y = cursorY + scrolledBack();
			if (isCursorHidden() || y >= terminal.rows) return undefined;
			// Past the last column the next character wraps; terminals show the cursor on that column.
			return {x: Math.min(cursorX, terminal.cols - 1), y};
		},
		row(y, place) {
			const buffer = terminal.buffer.active;
			const line = y < terminal.rows ? buffer.getLine(buffer.viewportY + y) : undefined;
			return paintRow(line, place, scratch);
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
		close() {
			listeners.clear();
			terminal.dispose();
		},
	};
}

function modesOf({modes, buffer}: Terminal): ScreenModes {
	return {
		applicationCursorKeys: modes.applicationCursorKeysMode,
		bracketedPaste: modes.bracketedPasteMode,
		alternateBuffer: buffer.active.type === 'alternate',
	};
}

/** Follows DECTCEM (CSI ? 25 h and l), which xterm doesn't expose, and the two kinds of reset. */
function watchCursor(terminal: Terminal): () => boolean {
	let hidden = false;
	const {parser} = terminal;
	// Returning false lets xterm handle the sequence as well.
	parser.registerCsiHandler({prefix: '?', final: 'h'}, (params) => {
		if (params.includes(25)) hidden = false;
		return false;
	});
	parser.registerCsiHandler({prefix: '?', final: 'l'}, (params) => {
		if (params.includes(25)) hidden = true;
		return false;
	});
	const shown = (): boolean => {
		hidden = false;
		return false;
	};
	parser.registerEscHandler({final: 'c'}, shown);
	parser.registerCsiHandler({intermediates: '!', final: 'p'}, shown);
	return () => hidden;
}

function joinedLines(buffer: IBuffer): readonly string[] {
	const lines: string[] = [];
	for (let y = 0; y < buffer.length; y++) {
		const line = buffer.getLine(y);
		if (line === undefined) break;
		const goesOn = buffer.getLine(y + 1)?.isWrapped ?? false;
		const text = line.translateToString(!goesOn);
		if (line.isWrapped && lines.length > 0) lines.push((lines.pop() ?? '') + text);
		else lines.push(text);
	}
	while (lines.at(-1) === '') lines.pop();
	return lines;
}

/**
 * True of a chunk like the echo of a key. If the cursor then moved one column per byte, the bytes
 * wrote just those columns: one that ended an earlier escape sequence would have moved it some
 * other way or left the cells alone.
 */
function isPrintable(bytes: Uint8Array): boolean {
	if (bytes.length > LONGEST_ECHO) return false;
	return bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
}

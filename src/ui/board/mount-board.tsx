import chalk from 'chalk';
import {Box, renderToString} from 'ink';
import type {TerminalSize} from '../../domain/sandbox.js';
import type {Board} from '../../room/board.js';
import type {KnownStep} from '../../room/survey.js';
import {TextLines} from '../ink/text-lines.js';
import {ThemeContext} from '../ink/theme-context.js';
import {parseKey} from '../keys/parse-keys.js';
import {createFrameWriter, type FrameOutput} from '../paint/frame-writer.js';
import {createTheme, type ThemeOptions} from '../text/theme.js';
import {type BoardScreen, boardScreen} from './board-rows.js';
import {type BoardView, type BoardWish, FIRST_VIEW, pasteInto, pressKey} from './board-view.js';

/** What the board needs of the terminal it is shown on; `openRealTerminal` gives it. */
interface BoardTerminal {
	readonly output: FrameOutput;
	size(): TerminalSize;
	onInput(listener: (bytes: Uint8Array) => void): () => void;
	onResize(listener: (size: TerminalSize) => void): () => void;
	onResume(listener: () => void): () => void;
}

export interface BoardOptions {
	readonly room: string;
	readonly board: Board;
	readonly steps: readonly KnownStep[];
	readonly terminal: BoardTerminal;
	readonly theme: ThemeOptions;
	/** Tells all; resolves to a sentence about how that went. */
	readonly say: (text: string) => Promise<string>;
	readonly meet: (place: string) => Promise<string>;
	readonly onQuit: () => void;
}

/** Whoever mounts it closes it; the terminal and the link are the caller's. */
export interface MountedBoard {
	/** The board has changed: it is drawn a moment later, once for all that comes until then. */
	changed(): void;
	close(): void;
}

/** A room of a thousand changes many times a second; nobody reads faster than this. */
const DRAW_MILLISECONDS = 100;
/** How long somebody has been in a step grows by itself. */
const TICK_MILLISECONDS = 5000;

export function mountBoard(options: BoardOptions): MountedBoard {
	const {room, board, steps, terminal} = options;
	chalk.level = 1;
	const theme = createTheme(options.theme);
	const writer = createFrameWriter(terminal.output, {colour: options.theme.colour});
	let view: BoardView = FIRST_VIEW;
	let size = terminal.size();
	let unread: Buffer = Buffer.alloc(0);
	let waiting: NodeJS.Timeout | undefined;
	let isClosed = false;

	const screenNow = (): BoardScreen =>
		boardScreen({room, board, steps, view, size, symbols: theme.symbols, now: Date.now()});
	/** What the instructor sees, and means by a key. */
	let drawn = {view, screen: screenNow()};

	const draw = (): string => {
		drawn = {view, screen: screenNow()};
		return renderToString(
			<ThemeContext value={theme}>
				<Box width={size.columns} height={size.rows}>
					<TextLines lines={drawn.screen.rows} columns={size.columns} rows={size.rows} />
				</Box>
			</ThemeContext>,
			{columns: size.columns},
		);
	};
	const show = (): void => {
		if (!isClosed) writer.setFrame(draw);
	};

	const tellOf = (sentence: string): void => {
		view = {...view, notice: sentence};
		show();
	};

	const fulfil = (wish: BoardWish, place: string | undefined): void => {
		if (wish.kind === 'quit') options.onQuit();
		else if (wish.kind === 'say') void options.say(wish.text).then(tellOf);
		else if (wish.kind === 'meet') {
			if (place === undefined) tellOf('Point at a step, or at a learner who is in one.');
			else void options.meet(place).then(tellOf);
		}
	};

	const read = (bytes: Uint8Array): void => {
		let rest = Buffer.concat([unread, bytes]);
		unread = Buffer.alloc(0);
		while (rest.length > 0) {
			const press = parseKey(rest);
			if (press.kind === 'incomplete') {
				unread = rest;
				break;
			}
			rest = rest.subarray(press.length);
			if (press.kind === 'paste') view = pasteInto(view, press.text);
			else if (press.kind === 'key') {
				// Several keys may come at once: the second is about what the first has made.
				const {shown, place} = drawn.view === view ? drawn.screen : screenNow();
				const turn = pressKey(view, press.key, shown);
				view = turn.view;
				fulfil(turn.wish, place);
			}
		}
		show();
	};

	const stops = [
		terminal.onInput(read),
		terminal.onResize((next) => {
			size = next;
			show();
		}),
		terminal.onResume(writer.repaint),
	];
	const tick = setInterval(show, TICK_MILLISECONDS);
	show();

	return {
		changed() {
			waiting ??= setTimeout(() => {
				waiting = undefined;
				show();
			}, DRAW_MILLISECONDS);
		},
		close() {
			if (isClosed) return;
			isClosed = true;
			for (const stop of stops.reverse()) stop();
			clearInterval(tick);
			clearTimeout(waiting);
			writer.close();
		},
	};
}

import {isDeepStrictEqual} from 'node:util';
import type {Attempt} from '../../attempt/attempt.js';
import type {TabEvent} from '../../domain/ports.js';
import type {TerminalSize} from '../../domain/sandbox.js';
import type {Changed} from '../../terminal/cells.js';
import type {PaneScreen} from '../paint/pane-painter.js';
import {paintLine} from '../text/paint-line.js';
import {proseLines} from '../text/prose-lines.js';
import type {Theme} from '../text/theme.js';
import {lineWidth, type TextLine} from '../text/wrap-text.js';
import {drawOpened} from './draw-opened.js';
import {drawXray, NO_SANDBOX} from './draw-xray.js';
import {createFreshFollower} from './follow-fresh.js';
import type {LiveLook, LookAtProcess} from './live-xray.js';

/** Milliseconds from one look to the next while something happens: about three a second. */
const INTERVAL = 350;
/** While nothing does, looks become rarer: each takes a little of the processor, and it may stand there for an hour. */
const MOST_INTERVAL = 4000;
/** The same after a command has ended: what it did is there to see at once. */
const AFTER_COMMAND = 30;
/** Of the time looks may take at most a twentieth: a flood of processes makes them rarer, not typing slower. */
const REST = 20;

/** The live X-ray. Whoever creates it closes it. */
export interface XrayPane {
	readonly screen: PaneScreen;
	/** Shows this attempt at this size from now on; without a size looking ends. */
	show(attempt: Attempt | undefined, size: TerminalSize | undefined): void;
	/** Whether the keys walk through it. */
	walk(isOn: boolean): void;
	/** Points at another process or, in what was opened, scrolls. */
	move(by: number): void;
	/** Opens what the process has that is pointed at. */
	open(): void;
	/** Back to the processes; false where nothing was opened. */
	closeBox(): boolean;
	close(): void;
}

/** The process that was opened, how it was last seen, and how far that is scrolled. */
interface Opened {
	readonly pid: number;
	readonly lookAt: ReturnType<LookAtProcess>;
	seen: LiveLook | undefined;
	scroll: number;
	total: number;
}

/** Creates an X-ray that looks at nothing yet. The timer it looks by exists only while it is shown. */
export function createXrayPane(theme: Theme, lookAt: LookAtProcess): XrayPane {
	const listeners = new Set<(changed: Changed) => void>();
	let shown: {readonly attempt: Attempt; readonly size: TerminalSize} | undefined;
	/** Draws what was seen last. */
	let draw: ((size: TerminalSize) => readonly TextLine[]) | undefined;
	let lines: readonly TextLine[] = [];
	let fresh = createFreshFollower();
	let isWalked = false;
	/** Processes from top to bottom, as they are drawn, and which of them is pointed at. */
	let pids: readonly number[] = [];
	let pointed: number | undefined;
	let opened: Opened | undefined;
	let timer: NodeJS.Timeout | undefined;
	let isSoon = false;
	let interval = INTERVAL;
	let stopHearing = (): void => {};
	/** When the next look may begin, by `performance.now`. */
	let notBefore = 0;

	/** Whether these are the rows that were there before. */
	const redraw = (): boolean => {
		const next = shown === undefined ? [] : (draw?.(shown.size) ?? []);
		const isSame = isDeepStrictEqual(next, lines);
		lines = next;
		if (!isSame) for (const listener of listeners) listener('all');
		return isSame;
	};

	const drawBox = (size: TerminalSize, box: Opened): readonly TextLine[] => {
		const drawn = drawOpened(box.pid, box.seen, box.scroll, size, theme);
		box.total = drawn.total;
		return drawn.lines;
	};

	const lookAtAll = async (attempt: Attempt): Promise<void> => {
		const take = fresh.beginLook();
		const xray = (await attempt.xray()) ?? NO_SANDBOX;
		if (attempt !== shown?.attempt || opened !== undefined) return;
		if ('why' in xray) {
			draw = ({columns}) => proseLines(xray.why, columns, 'quiet');
			return;
		}
		const before = take(xray);
		draw = (size) => {
			const picture = drawXray(xray, size, theme, {
				before,
				pointed: isWalked ? pointed : undefined,
			});
			pids = picture.pids;
			return picture.lines;
		};
	};

	const lookAtOne = async (box: Opened): Promise<void> => {
		const seen = await box.lookAt(box.pid);
		box.seen = seen;
	};

	const look = async (): Promise<void> => {
		clearTimeout(timer);
		isSoon = false;
		if (shown === undefined) return;
		const started = performance.now();
		const looking = {attempt: shown.attempt, opened};
		await (opened === undefined ? lookAtAll(shown.attempt) : lookAtOne(opened));
		// What is shown by now has asked for a look of its own.
		if (looking.attempt !== shown?.attempt || looking.opened !== opened) return;
		const isSame = redraw();
		interval = isSame ? Math.min(2 * interval, MOST_INTERVAL) : INTERVAL;
		const cost = performance.now() - started;
		notBefore = started + cost * REST;
		// A command that ended meanwhile has asked for a look of its own.
		if (!isSoon) {
			clearTimeout(timer);
			timer = setTimeout(look, Math.max(interval, cost * REST));
		}
	};

	const lookSoon = (): void => {
		if (isSoon || shown === undefined) return;
		isSoon = true;
		clearTimeout(timer);
		timer = setTimeout(look, Math.max(AFTER_COMMAND, notBefore - performance.now()));
	};

	const hear = (event: TabEvent): void => {
		const isNews = fresh.hear(event);
		if (!isNews) return;
		interval = INTERVAL;
		lookSoon();
	};

	const closeBox = (): boolean => {
		if (opened === undefined) return false;
		opened = undefined;
		void look();
		return true;
	};

	const stop = (): void => {
		clearTimeout(timer);
		stopHearing();
		stopHearing = () => {};
		shown = undefined;
		draw = undefined;
		opened = undefined;
		lines = [];
		fresh = createFreshFollower();
	};

	return {
		screen: {
			row(y, {columns}) {
				const row = lines[y] ?? [];
				const blanks = columns - lineWidth(row);
				return paintLine(row, theme.looks) + (blanks > 0 ? `\u001b[${blanks}X` : '');
			},
			cursor: () => undefined,
			onChange(listener) {
				listeners.add(listener);
				return () => listeners.delete(listener);
			},
		},
		show(attempt, size) {
			if (attempt === undefined || size === undefined) {
				stop();
				return;
			}
			const {columns, rows} = size;
			if (attempt === shown?.attempt) {
				// What is known is drawn at once in the new size, and looked at again in its time.
				if (columns === shown.size.columns && rows === shown.size.rows) return;
				shown = {attempt, size: {columns, rows}};
				redraw();
				return;
			}
			stop();
			shown = {attempt, size: {columns, rows}};
			stopHearing = attempt.onTabEvent(hear);
			void look();
		},
		walk(isOn) {
			if (isOn === isWalked) return;
			isWalked = isOn;
			if (isOn) {
				if (!pids.includes(pointed ?? -1)) pointed = pids[0];
				redraw();
			} else if (!closeBox()) redraw();
		},
		move(by) {
			if (opened === undefined) {
				const at = Math.max(0, pids.indexOf(pointed ?? -1));
				pointed = pids[Math.max(0, Math.min(pids.length - 1, at + by))];
			} else {
				const last = Math.max(0, opened.total - 1);
				opened.scroll = Math.max(0, Math.min(last, opened.scroll + by));
			}
			redraw();
		},
		open() {
			const pid = pids.includes(pointed ?? -1) ? pointed : pids[0];
			if (pid === undefined || opened !== undefined) return;
			const box: Opened = {pid, lookAt: lookAt(), seen: undefined, scroll: 0, total: 0};
			pointed = pid;
			opened = box;
			draw = (size) => drawBox(size, box);
			redraw();
			void look();
		},
		closeBox,
		close: stop,
	};
}

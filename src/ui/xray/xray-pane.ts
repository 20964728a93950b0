import type {Attempt} from '../../attempt/attempt.js';
import type {TerminalSize} from '../../domain/sandbox.js';
import type {Changed} from '../../terminal/screen.js';
import type {PaneScreen} from '../paint/pane-painter.js';
import {paintLine} from '../text/paint-line.js';
import {proseLines} from '../text/prose-lines.js';
import type {Theme} from '../text/theme.js';
import {lineWidth, type TextLine} from '../text/wrap-text.js';
import {drawXray, NO_SANDBOX} from './draw-xray.js';

/** Milliseconds from one look to the next: about three a second. */
const INTERVAL = 350;
/** The same after a command has ended: what it did is there to see at once. */
const AFTER_COMMAND = 30;
/** Of the time looks may take at most a twentieth: a flood of processes makes them rarer, not typing slower. */
const REST = 20;

/** The live X-ray. Whoever creates it closes it. */
export interface XrayPane {
	readonly screen: PaneScreen;
	/** Shows this attempt at this size from now on; without a size looking ends. */
	show(attempt: Attempt | undefined, size: TerminalSize | undefined): void;
	close(): void;
}

/** Creates an X-ray that looks at nothing yet. The timer it looks by exists only while it is shown. */
export function createXrayPane(theme: Theme): XrayPane {
	const listeners = new Set<(changed: Changed) => void>();
	let shown: {readonly attempt: Attempt; readonly size: TerminalSize} | undefined;
	let lines: readonly TextLine[] = [];
	let timer: NodeJS.Timeout | undefined;
	let isSoon = false;
	let stopHearing = (): void => {};
	/** When the next look may begin, by `performance.now`. */
	let notBefore = 0;

	const look = async (): Promise<void> => {
		clearTimeout(timer);
		isSoon = false;
		if (shown === undefined) return;
		const started = performance.now();
		const looking = shown;
		const xray = (await looking.attempt.xray()) ?? NO_SANDBOX;
		if (looking !== shown) return;
		lines =
			'why' in xray
				? proseLines(xray.why, looking.size.columns, 'quiet')
				: drawXray(xray, looking.size, theme);
		const cost = performance.now() - started;
		notBefore = started + cost * REST;
		// A command that ended meanwhile has asked for a look of its own.
		if (!isSoon) {
			clearTimeout(timer);
			timer = setTimeout(look, Math.max(INTERVAL, cost * REST));
		}
		for (const listener of listeners) listener('all');
	};

	const lookSoon = (): void => {
		if (isSoon || shown === undefined) return;
		isSoon = true;
		clearTimeout(timer);
		timer = setTimeout(look, Math.max(AFTER_COMMAND, notBefore - performance.now()));
	};

	const stop = (): void => {
		clearTimeout(timer);
		stopHearing();
		stopHearing = () => {};
		shown = undefined;
		lines = [];
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
			const isSame =
				attempt === shown?.attempt &&
				size.columns === shown.size.columns &&
				size.rows === shown.size.rows;
			if (isSame) return;
			stop();
			shown = {attempt, size: {columns: size.columns, rows: size.rows}};
			stopHearing = attempt.onTabEvent(lookSoon);
			void look();
		},
		close: stop,
	};
}

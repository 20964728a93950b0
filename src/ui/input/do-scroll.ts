import type {Screen} from '../../terminal/screen.js';
import type {CommandTarget} from './command-target.js';
import {lastRowOf} from './line-marker.js';

/** One line less than the window, so that the eye finds where it was. */
export const pageOf = (rows: number): number => Math.max(1, rows - 1);

/** Back in what the terminal has printed, or forward; while a line is marked it is that which moves. */
export function scrollTerminal(
	{marker, screen}: CommandTarget,
	by: 'line' | 'page',
	to: 1 | -1,
): void {
	const shown = screen();
	if (shown === undefined) return;
	const rows = to * (by === 'line' ? 1 : pageOf(shown.size.rows));
	if (!marker.move(rows)) shown.scroll(rows);
}

export function beginScrolling(target: CommandTarget): void {
	target.session.dispatch({kind: 'scrolling-asked'});
	scrollTerminal(target, 'page', -1);
}

/** What is marked ends first; then it is back to the newest line. */
export function endScrolling({session, marker, screen}: CommandTarget): void {
	const {screen: shown} = session.state();
	const asking = shown.kind === 'do' && shown.overlay.kind === 'scroll' && shown.overlay.asking;
	if (asking) session.dispatch({kind: 'draft-edited', edit: {kind: 'delete-to-start'}});
	if (asking) session.dispatch({kind: 'find-entered'});
	if (asking) return;
	if (marker.take() !== undefined) {
		session.dispatch({kind: 'lines-marked', as: 'none'});
		return;
	}
	screen()?.scrollToBottom();
	session.dispatch({kind: 'overlay-closed'});
}

export function markLine({session, marker, screen}: CommandTarget): void {
	const shown = screen();
	if (shown) session.dispatch({kind: 'lines-marked', as: marker.begin(shown)});
}

/** What was written is looked for from the newest line in view on, upwards. */
export function beginSearch(target: CommandTarget): void {
	target.session.dispatch({kind: 'find-entered'});
	find(target, -1, 'from-here');
}

/** Marks the next line with what is looked for, so that it is seen, and can be copied. */
export function find(target: CommandTarget, by: 1 | -1, from: 'from-here' | 'next' = 'next'): void {
	const {session, marker, screen} = target;
	const {screen: shown} = session.state();
	const sought = shown.kind === 'do' && shown.overlay.kind === 'scroll' && shown.overlay.sought;
	const terminal = screen();
	if (!sought || terminal === undefined) return;
	const here = marker.row ?? lastRowOf(terminal);
	const row = terminal.find(sought, from === 'next' ? here + by : here, by);
	if (row === undefined) session.dispatch({kind: 'find-failed'});
	else marker.place(terminal, row);
}

/** What is marked, or all that is shown, without the empty rows at the end. */
export async function copy({session, marker, screen, copyText}: CommandTarget): Promise<void> {
	const shown = screen();
	if (shown === undefined) return;
	const text = marker.take() ?? `${viewText(shown)}\n`;
	const to = await copyText(text);
	session.dispatch({kind: 'text-copied', lines: text.trimEnd().split('\n').length, to});
}

function viewText(screen: Screen): string {
	screen.markLines(screen.top, lastRowOf(screen));
	const lines = screen.marked.split('\n').map((line) => line.trimEnd());
	screen.mark(undefined);
	return lines.join('\n');
}

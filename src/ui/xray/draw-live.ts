import type {TerminalSize} from '../../domain/sandbox.js';
import type {Symbols} from '../text/theme.js';
import {cutLine, line, lineWidth, type TextLine} from '../text/wrap-text.js';
import {drawBoxes} from './draw-boxes.js';
import {overview, sectionRows, unseenRows} from './draw-inspection.js';
import type {PictureStyle} from './fit-picture.js';
import {titleRows} from './identity-rows.js';
import {words} from './inspection-rows.js';
import {LIVE_KEYS} from './live-keys.js';
import {type LiveState, type Opened, PAGES} from './live-state.js';

/** The window: as many rows as it has, the keys in the last one. */
export function drawLive(
	state: LiveState,
	size: TerminalSize,
	style: PictureStyle,
): readonly TextLine[] {
	const {columns, rows} = size;
	const room = {columns, rows: Math.max(1, rows - 1)};
	const picture =
		state.opened === undefined
			? drawList(state, room, style)
			: drawOpened(state.opened, room, style);
	const filled = Array.from({length: room.rows}, (_, index) => picture[index] ?? []);
	return [...filled, keysRow(state, columns, style.symbols)];
}

function drawList(
	{list, pointed}: LiveState,
	{columns, rows}: TerminalSize,
	style: PictureStyle,
): readonly TextLine[] {
	if (list === undefined) return [line('Looking at the processes of this host.', 'quiet')];
	const {heading, rows: all, notes} = drawBoxes(list, columns - 2, style);
	const room = Math.max(1, rows - 2 - notes.length);
	const at = list.boxes.findIndex(({pid}) => pid === pointed);
	const top = Math.max(0, Math.min(at - Math.floor(room / 2), all.length - room));
	const shown = all.slice(top, top + room).map((row, index): TextLine => {
		const isPointed = top + index === at;
		const sign = isPointed ? `${style.symbols.pointer} ` : '  ';
		return [
			...line(sign, 'key'),
			...(isPointed ? row.map(({text}) => ({text, look: 'strong' as const})) : row),
		];
	});
	const left = all.length - top - shown.length;
	const more = left > 0 ? line(`  ${style.symbols.ellipsis} ${left} more below`, 'emphasis') : [];
	return [
		...(all.length > 0 ? [[...line('  '), ...heading]] : []),
		...shown,
		...Array.from({length: Math.max(0, room - shown.length)}, (): TextLine => []),
		more,
		...notes,
	];
}

function drawOpened(
	{pid, page, scroll, inspection}: Opened,
	{columns, rows}: TerminalSize,
	theme: PictureStyle,
): readonly TextLine[] {
	if (inspection === undefined) return [line(`Looking at process ${pid}.`, 'quiet')];
	const style = {...theme, columns};
	if (page === 'overview') {
		const drawn = overview(inspection, {columns, rows}, theme);
		return scrolled(drawn, scroll, rows, columns, theme.symbols);
	}
	const title = titleRows(inspection, style);
	const part = [
		...sectionRows(page, inspection, style),
		...(page === 'namespaces' ? [[], ...unseenRows(inspection, style)] : []),
	];
	const room = Math.max(1, rows - title.length - 1);
	return [...title, [], ...scrolled(part, scroll, room, columns, theme.symbols)];
}

/** A window onto rows, whose last one says what is below it. */
export function scrolled(
	all: readonly TextLine[],
	scroll: number,
	rows: number,
	columns: number,
	{ellipsis}: Symbols,
): readonly TextLine[] {
	if (all.length <= rows) return all;
	const top = Math.min(scroll, all.length - rows + 1);
	const left = all.length - top - (rows - 1);
	if (left <= 0) return all.slice(-rows);
	return [
		...all.slice(top, top + rows - 1),
		cutLine(line(`${ellipsis} ${left} more rows`, 'emphasis'), columns, ellipsis),
	];
}

function keysRow(state: LiveState, columns: number, symbols: Symbols): TextLine {
	const context = state.opened === undefined ? 'list' : 'process';
	const entries = LIVE_KEYS.filter(
		(binding) =>
			binding.label !== '' && (binding.context === context || binding.context === 'both'),
	).map(
		({keys: [key = ''], label}): TextLine => [...line(keyName(key), 'key'), ...line(` ${label}`)],
	);
	const parts: readonly TextLine[] =
		state.opened === undefined
			? [[...line(`${symbols.up}${symbols.down}`, 'key'), ...line(' choose')], ...entries]
			: [pagesRow(state.opened, columns), ...entries];
	const notice = noticeOf(state);
	const row = parts.flatMap((part, index) => (index === 0 ? part : [...line('  '), ...part]));
	const room = columns - (notice === '' ? 0 : notice.length + 2);
	const fitting = lineWidth(row) <= room ? row : cutLine(row, room, symbols.ellipsis);
	return notice === '' ? fitting : [...fitting, ...line('  '), ...words(notice, 'not-yet')];
}

const keyName = (key: string): string =>
	({enter: 'Enter', space: 'Space', escape: 'Esc'})[key] ?? key;

/** The parts by their keys, that one marked which is shown. */
function pagesRow({page}: Opened, columns: number): TextLine {
	const names: readonly string[] =
		columns >= 76
			? ['all', 'ns', 'users', 'rights', 'mounts', 'net', 'group']
			: ['', '', '', '', '', '', ''];
	return PAGES.flatMap((one, index): TextLine => {
		const text = `${index}${names[index] === '' ? '' : ` ${names[index]}`}`;
		return [...line(index === 0 ? '' : ' '), ...line(text, one === page ? 'marked' : 'key')];
	});
}

function noticeOf(state: LiveState): string {
	if (state.opened?.isGone) return 'it has ended';
	if (state.isHeld) return 'held';
	return state.isLate ? 'no answer' : '';
}

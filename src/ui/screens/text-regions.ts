import {textWidth} from '../../domain/text-width.js';
import type {SessionState} from '../../session/state.js';
import {lessonOf} from '../../session/state.js';
import {layoutPage, type PageLayout, type Region, regionIn, rowRegion} from '../layout.js';
import type {Symbols} from '../text/theme.js';
import {
	cutLine,
	EMPTY_LINE,
	line,
	lineWidth,
	type ScreenText,
	type TextLine,
} from '../text/wrap-text.js';
import type {View} from '../view.js';
import {headerRow, spread} from './header-row.js';
import {openingScreen} from './page-screen.js';
import {railRows} from './rail-rows.js';
import {keysRow} from './status-row.js';
import {type Extent, extentOf, textScreenOf} from './text-screen.js';

/** Lessons' names and numbers side by side take no more. */
const MENU_COLUMNS = 66;

/** Beside a page the outline of its lesson; beside the menu what the lesson pointed at is about. */
function besideRegions(
	{state, size}: View,
	{rail, body}: PageLayout,
	symbols: Symbols,
): readonly Region[] {
	if (rail === undefined) return [];
	const {screen, course} = state;
	if (screen.kind === 'menu') {
		const lesson = course.lessons[screen.pointed];
		const x = body.x + body.columns + 4;
		const columns = size.columns - x - 2;
		if (lesson === undefined) return [];
		const {lines} = openingScreen(state, lesson, {columns, symbols});
		return [regionIn({...body, x, columns}, lines)];
	}
	const lesson = lessonOf(screen);
	if (lesson === undefined) return [];
	return [regionIn(rail, railRows(state, lesson, {columns: rail.columns, symbols}))];
}

/** The menu begins at the margin, where other screens have the outline. */
function textLayout({state, size}: View): PageLayout {
	const layout = layoutPage(size);
	if (state.screen.kind !== 'menu' || layout.rail === undefined) return layout;
	return {...layout, body: {...layout.body, x: layout.rail.x, columns: MENU_COLUMNS}};
}

/** What this host can do, in one sentence: all of it, or where that is too long what stands before its colon. */
function hostRow({host, screen}: SessionState, columns: number, ellipsis: string): TextLine {
	if (screen.kind !== 'menu') return EMPTY_LINE;
	const summary = host === undefined ? 'This host is being looked at.' : host.summary;
	const short = summary.replace(/[:;].*/, '.');
	return cutLine(line(textWidth(summary) > columns ? short : summary, 'quiet'), columns, ellipsis);
}

/** Where the text goes on, above and below what is in view. */
function moreLine({isCut}: ScreenText, {top, rows, total}: Extent, {up, down}: Symbols): TextLine {
	const above = top > 0 || isCut?.above === true ? [`${up} more above`] : [];
	const below = top + rows < total || isCut?.below === true ? [`${down} more below`] : [];
	return line([...above, ...below].join('   '), 'quiet');
}

/** The row above the keys: what just happened, or else where the text goes on and what this host can do. */
function belowRow(
	state: SessionState,
	more: TextLine,
	columns: number,
	symbols: Symbols,
): TextLine {
	const {ellipsis} = symbols;
	if (state.notice !== undefined) return cutLine(line(state.notice, 'strong'), columns, ellipsis);
	const room = columns - lineWidth(more) - (lineWidth(more) > 0 ? 3 : 0);
	return spread(more, hostRow(state, room, ellipsis), columns, ellipsis);
}

/** Any screen of text: header, text, keys. */
export function textRegions(view: View, symbols: Symbols): readonly Region[] {
	const {state, size} = view;
	const layout = textLayout(view);
	const {body} = layout;
	const text: ScreenText = textScreenOf(state, {
		columns: body.columns,
		rows: body.rows,
		symbols,
	}) ?? {lines: []};
	const extent = extentOf(text, state.top, body.rows);
	const columns = size.columns - 2;
	const more = moreLine(text, extent, symbols);
	const below = belowRow(state, more, size.columns - body.x - 2, symbols);
	return [
		rowRegion(headerRow(state, columns, symbols), 1, 0, columns),
		...besideRegions(view, layout, symbols),
		regionIn(body, text.lines.slice(extent.top)),
		rowRegion(below, body.x, size.rows - 2, size.columns - body.x - 2),
		rowRegion(keysRow(state, columns, symbols), 1, size.rows - 1, columns),
	];
}

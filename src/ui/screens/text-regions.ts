import type {SessionState} from '../../session/state.js';
import {lessonOf} from '../../session/state.js';
import {layoutPage, type PageLayout, type Region, regionIn, rowRegion} from '../layout.js';
import type {Symbols} from '../text/theme.js';
import {EMPTY_LINE, line, type TextLine} from '../text/wrap-text.js';
import type {View} from '../view.js';
import {headerRow, spread} from './header-row.js';
import {openingScreen} from './page-screen.js';
import {railRows} from './rail-rows.js';
import {statusRow} from './status-row.js';
import {extentOf, textScreenOf} from './text-screen.js';

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

/** What this host can do, in one sentence. */
const hostRow = ({host, screen}: SessionState): TextLine => {
	if (screen.kind !== 'menu') return EMPTY_LINE;
	return line(host === undefined ? 'This host is being looked at.' : host.summary, 'quiet');
};

/** Any screen of text: header, text, keys. */
export function textRegions(view: View, symbols: Symbols): readonly Region[] {
	const {state, size} = view;
	const layout = textLayout(view);
	const {body} = layout;
	const text = textScreenOf(state, {columns: body.columns, rows: body.rows, symbols}) ?? {
		lines: [],
	};
	const {top, rows, total} = extentOf(text, state.top, body.rows);
	const more = top + rows < total ? line(`${symbols.down} more below`, 'quiet') : EMPTY_LINE;
	const columns = size.columns - 2;
	const below = spread(more, hostRow(state), columns - 2, symbols.ellipsis);
	return [
		rowRegion(headerRow(state, columns, symbols), 1, 0, columns),
		...besideRegions(view, layout, symbols),
		regionIn(body, text.lines.slice(top)),
		rowRegion(below, 2, size.rows - 2, columns - 2),
		rowRegion(statusRow(state, columns, symbols), 1, size.rows - 1, columns),
	];
}

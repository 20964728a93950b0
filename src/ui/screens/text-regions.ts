import type {SessionState} from '../../session/state.js';
import {lessonOf} from '../../session/state.js';
import {layoutPage, type PageLayout, type Part, partIn, rowPart} from '../layout.js';
import type {Symbols} from '../text/theme.js';
import {EMPTY_LINE, line, type TextLine} from '../text/wrap-text.js';
import type {View} from '../view.js';
import {headerRow, spread} from './header-row.js';
import {openingText} from './page-screen.js';
import {railLines} from './rail-rows.js';
import {statusRow} from './status-row.js';
import {extentOf, screenTextOf} from './text-screen.js';

/** Lessons' names and numbers side by side take no more. */
const MENU_COLUMNS = 66;

/** Beside a page the outline of its lesson; beside the menu what the lesson pointed at is about. */
function besideParts(
	{state, size}: View,
	{rail, body}: PageLayout,
	symbols: Symbols,
): readonly Part[] {
	if (rail === undefined) return [];
	const {screen, course} = state;
	if (screen.screen === 'menu') {
		const lesson = course.lessons[screen.pointed];
		const x = body.x + body.columns + 4;
		const columns = size.columns - x - 2;
		if (lesson === undefined) return [];
		const {lines} = openingText(state, lesson, {columns, symbols});
		return [partIn({...body, x, columns}, lines)];
	}
	const lesson = lessonOf(screen);
	if (lesson === undefined) return [];
	return [partIn(rail, railLines(state, lesson, {columns: rail.columns, symbols}))];
}

/** The menu begins at the margin, where other screens have the outline. */
function textLayout({state, size}: View): PageLayout {
	const layout = layoutPage(size);
	if (state.screen.screen !== 'menu' || layout.rail === undefined) return layout;
	return {...layout, body: {...layout.body, x: layout.rail.x, columns: MENU_COLUMNS}};
}

/** What this box can do, in one sentence. */
const boxRow = ({host, screen}: SessionState): TextLine => {
	if (screen.screen !== 'menu') return EMPTY_LINE;
	return line(host === undefined ? 'This box is being looked at.' : host.summary, 'quiet');
};

/** Any screen of text: header, text, keys. */
export function textParts(view: View, symbols: Symbols): readonly Part[] {
	const {state, size} = view;
	const layout = textLayout(view);
	const {body} = layout;
	const text = screenTextOf(state, {columns: body.columns, rows: body.rows, symbols}) ?? {
		lines: [],
	};
	const {top, rows, total} = extentOf(text, state.top, body.rows);
	const more = top + rows < total ? line(`${symbols.down} more below`, 'quiet') : EMPTY_LINE;
	const columns = size.columns - 2;
	const below = spread(more, boxRow(state), columns - 2, symbols.ellipsis);
	return [
		rowPart(headerRow(state, columns, symbols), 1, 0, columns),
		...besideParts(view, layout, symbols),
		partIn(body, text.lines.slice(top)),
		rowPart(below, 2, size.rows - 2, columns - 2),
		rowPart(statusRow(state, columns, symbols), 1, size.rows - 1, columns),
	];
}

import {type DoScreen, type SessionState, shownStep} from '../../session/state.js';
import type {ExerciseLayout, Rect} from '../layout.js';
import {layoutZoom, type Region, regionIn, rowRegion} from '../layout.js';
import type {Symbols} from '../text/theme.js';
import type {ScreenText} from '../text/wrap-text.js';
import {cutLine, cutRows, EMPTY_LINE, line, lineWidth, type TextLine} from '../text/wrap-text.js';
import type {View} from '../view.js';
import {isXrayOpen, isZoomed, shownLayout, standingPlace, xrayWindow} from './exercise-layout.js';
import {headerRow, spread} from './header-row.js';
import {ruleRow, tabsRow} from './rule-row.js';
import {sideCard} from './side-rows.js';
import {statusRow} from './status-row.js';
import {stackedCard} from './task-rows.js';
import {extentOf} from './text-screen.js';
import {progressMarks, verdictRows, wordWithParts} from './verdict-rows.js';

interface Window {
	readonly view: View;
	readonly screen: DoScreen;
	readonly layout: ExerciseLayout;
	readonly symbols: Symbols;
}

const inView = (text: ScreenText, rows: number): readonly TextLine[] =>
	text.lines.slice(extentOf(text, 0, rows).top);

function stepRow(
	state: SessionState,
	screen: DoScreen,
	columns: number,
	symbols: Symbols,
): TextLine {
	const {steps} = screen.lesson.exercise;
	const index = state.run?.shown ?? 0;
	const title = shownStep(state.run)?.title ?? steps[index]?.title ?? '';
	const left: TextLine = [
		...line(`Step ${index + 1} of ${steps.length}  `, 'quiet'),
		...line(title, 'heading'),
	];
	return spread(left, progressMarks(state, symbols), columns, symbols.ellipsis);
}

/** Card, terminal and verdict above each other. */
function stacked({view, screen, layout, symbols}: Window): readonly Region[] {
	const {state, size} = view;
	const {card, pane, verdict} = layout;
	const {columns} = size;
	const said = verdictRows(state, {columns: card.columns, symbols});
	const text = stackedCard(state, screen, {columns: card.columns, rows: card.rows, symbols});
	const above = [
		rowRegion(stepRow(state, screen, columns - 2, symbols), 1, 1, columns - 2),
		regionIn(card, inView(text, card.rows)),
	];
	if (pane.rows === 0) return above;
	return [
		...above,
		rowRegion(tabsRow(state, columns, symbols), 0, pane.y - 1, columns),
		rowRegion(
			ruleRow(wordWithParts(state, said.word, {columns: columns - 2, symbols}), columns, symbols),
			0,
			pane.y + pane.rows,
			columns,
		),
		...(verdict === undefined
			? []
			: [
					regionIn(verdict, cutRows(said.reasons, verdict.rows, verdict.columns, symbols.ellipsis)),
				]),
	];
}

/** Everything that is said at the left, the terminal at the right. */
function sideBySide({view, screen, layout, symbols}: Window): readonly Region[] {
	const {state, size} = view;
	const {card, pane} = layout;
	const text = sideCard(state, screen, {columns: card.columns, rows: card.rows, symbols});
	const picture = standingPlace(state, screen, size, symbols);
	const rows = picture === undefined ? card.rows : picture.y - card.y - 1;
	return [
		...frameRegions(view, pane, symbols),
		regionIn({...card, rows}, inView(text, rows)),
		...(picture === undefined ? [] : [xrayHeadingRegion(picture)]),
	];
}

/** What divides a terminal at the right from what is said at the left. */
function frameRegions({state, size}: View, pane: Rect, symbols: Symbols): readonly Region[] {
	const corner = [...ruleRow(EMPTY_LINE, pane.x - 1, symbols), ...line(symbols.tee, 'rule')];
	const bar = Array.from({length: pane.rows}, () => line(symbols.bar, 'rule'));
	const right = size.columns - pane.x;
	return [
		rowRegion(corner, 0, pane.y - 1, pane.x),
		rowRegion(tabsRow(state, right, symbols), pane.x, pane.y - 1, right),
		regionIn({x: pane.x - 1, y: pane.y, columns: 1, rows: pane.rows}, bar),
	];
}

/** A terminal between its tabs and the verdict, which has one row. */
function betweenRules({state, size}: View, pane: Rect, symbols: Symbols): readonly Region[] {
	const {columns} = size;
	const {word, reasons} = verdictRows(state, {columns: columns - 2, symbols});
	const reason = reasons[0] ?? EMPTY_LINE;
	const verdict = word.length === 0 ? reason : [...word, ...line('  '), ...reason];
	const shown = cutLine(verdict, columns - 5, symbols.ellipsis);
	return [
		rowRegion(tabsRow(state, columns, symbols), 0, pane.y - 1, columns),
		rowRegion(ruleRow(shown, columns, symbols), 0, pane.y + pane.rows, columns),
	];
}

/** What the X-ray's numbers are, in as many words as fit. */
const XRAY_LEGENDS: readonly string[] = [
	'your processes from outside: one pid on the host, one more in each box',
	'a pid on the host, one more in each box',
	'pid on the host, then per box',
];

function xrayHeading(columns: number): TextLine {
	const name = line('X-ray  ', 'heading');
	const room = columns - lineWidth(name);
	const legend = XRAY_LEGENDS.find(({length}) => length <= room) ?? '';
	return [...name, ...line(legend, 'quiet')];
}

const xrayHeadingRegion = ({x, y, columns}: Rect): Region =>
	rowRegion(xrayHeading(columns), x, y - 1, columns);

/** The window with the X-ray in it, which the frame writer paints, too. */
function xrayRegions(view: View, screen: DoScreen, symbols: Symbols): readonly Region[] {
	const {state, size} = view;
	const {columns} = size;
	const {layout, said} = xrayWindow(state, screen, size, symbols);
	const {arrangement, picture, pane} = layout;
	const above = xrayHeadingRegion(picture);
	if (arrangement === 'stacked') {
		return [
			above,
			regionIn(layout.said, inView(said, layout.said.rows)),
			...betweenRules(view, pane, symbols),
		];
	}
	return [
		rowRegion(headerRow(state, columns - 2, symbols), 1, 0, columns - 2),
		...frameRegions(view, pane, symbols),
		above,
		regionIn(layout.said, [
			stepRow(state, screen, layout.said.columns, symbols),
			...inView(said, layout.said.rows - 1),
		]),
	];
}

/** The exercise window. The terminal's area stays blank here; the frame writer paints it. */
export function exerciseRegions(view: View, screen: DoScreen, symbols: Symbols): readonly Region[] {
	const {state, size} = view;
	const columns = size.columns - 2;
	const keys = rowRegion(statusRow(state, columns, symbols), 1, size.rows - 1, columns);
	if (isXrayOpen({screen})) return [...xrayRegions(view, screen, symbols), keys];
	if (isZoomed(state, size)) return [...betweenRules(view, layoutZoom(size), symbols), keys];
	const layout = shownLayout(state, screen, size, symbols);
	const arrange = layout.kind === 'stacked' ? stacked : sideBySide;
	return [
		rowRegion(headerRow(state, columns, symbols), 1, 0, columns),
		...arrange({view, screen, layout, symbols}),
		keys,
	];
}

import {type DoScreen, type SessionState, shownStep} from '../../session/state.js';
import type {ExerciseLayout} from '../layout.js';
import {headerRow, spread} from '../parts/header-row.js';
import {ruleRow, tabsRow} from '../parts/rule-row.js';
import {statusRow} from '../parts/status-row.js';
import type {Symbols} from '../theme.js';
import type {View} from '../view.js';
import {EMPTY_LINE, line, type TextLine} from '../wrap-text.js';
import {exerciseLayoutOf} from './exercise-layout.js';
import {type Part, partIn, rowPart} from './parts.js';
import {extentOf} from './screen-text.js';
import {sideCard} from './side-card.js';
import {stackedCard} from './task-card.js';
import type {ScreenText} from './text-style.js';
import {progressMarks, verdictText} from './verdict-text.js';

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
function stacked({view, screen, layout, symbols}: Window): readonly Part[] {
	const {state, size} = view;
	const {card, pane, verdict} = layout;
	const {columns} = size;
	const said = verdictText(state, {columns: card.columns, symbols});
	const text = stackedCard(state, screen, {columns: card.columns, symbols});
	return [
		rowPart(stepRow(state, screen, columns - 2, symbols), 1, 1, columns - 2),
		partIn(card, inView(text, card.rows)),
		rowPart(tabsRow(state, columns, symbols), 0, pane.y - 1, columns),
		rowPart(ruleRow(said.word, columns, symbols), 0, pane.y + pane.rows, columns),
		...(verdict === undefined ? [] : [partIn(verdict, said.reasons)]),
	];
}

/** Everything that is said at the left, the terminal at the right. */
function sideBySide({view, screen, layout, symbols}: Window): readonly Part[] {
	const {state, size} = view;
	const {card, pane} = layout;
	const corner = [...ruleRow(EMPTY_LINE, pane.x - 1, symbols), ...line(symbols.tee, 'rule')];
	const bar = Array.from({length: pane.rows}, () => line(symbols.bar, 'rule'));
	const text = sideCard(state, screen, {columns: card.columns, symbols});
	const right = size.columns - pane.x;
	return [
		rowPart(corner, 0, pane.y - 1, pane.x),
		rowPart(tabsRow(state, right, symbols), pane.x, pane.y - 1, right),
		partIn(card, inView(text, card.rows)),
		partIn({x: pane.x - 1, y: pane.y, columns: 1, rows: pane.rows}, bar),
	];
}

/** The exercise window. The terminal's area stays blank here; the frame writer paints it. */
export function exerciseParts(view: View, screen: DoScreen, symbols: Symbols): readonly Part[] {
	const {state, size} = view;
	const columns = size.columns - 2;
	const layout = exerciseLayoutOf(screen.lesson, size);
	const arrange = layout.arrangement === 'stacked' ? stacked : sideBySide;
	return [
		rowPart(headerRow(state, columns, symbols), 1, 0, columns),
		...arrange({view, screen, layout, symbols}),
		rowPart(statusRow(state, columns, symbols), 1, size.rows - 1, columns),
	];
}

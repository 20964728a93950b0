import {Box} from 'ink';
import type {ReactElement} from 'react';
import {type DoScreen, type SessionState, shownStep} from '../../session/state.js';
import type {ExerciseLayout} from '../layout.js';
import {headerRow, spread} from '../parts/header-row.js';
import {ruleRow, tabsRow} from '../parts/rule-row.js';
import {statusRow} from '../parts/status-row.js';
import {Row, TextLines} from '../parts/text-lines.js';
import {type Symbols, useTheme} from '../theme.js';
import type {View} from '../view.js';
import {EMPTY_LINE, line, type TextLine} from '../wrap-text.js';
import {exerciseLayoutOf} from './exercise-layout.js';
import {extentOf} from './screen-text.js';
import {sideCard} from './side-card.js';
import {stackedCard} from './task-card.js';
import type {ScreenText} from './text-style.js';
import {progressMarks, verdictText} from './verdict-text.js';

interface Window {
	readonly view: View;
	readonly screen: DoScreen;
	readonly layout: ExerciseLayout;
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
function Stacked({view, screen, layout}: Window): ReactElement {
	const {symbols} = useTheme();
	const {state, size} = view;
	const {card, pane, verdict} = layout;
	const said = verdictText(state, {columns: card.columns, symbols});
	return (
		<>
			<Box marginLeft={1}>
				<Row row={stepRow(state, screen, size.columns - 2, symbols)} />
			</Box>
			<Box marginLeft={card.x}>
				<TextLines
					lines={inView(stackedCard(state, screen, {columns: card.columns, symbols}), card.rows)}
					columns={card.columns}
					rows={card.rows}
				/>
			</Box>
			<Row row={tabsRow(state, size.columns, symbols)} />
			<TextLines lines={[]} columns={pane.columns} rows={pane.rows} />
			<Row row={ruleRow(said.word, size.columns, symbols)} />
			<Box marginLeft={card.x}>
				<TextLines lines={said.reasons} columns={card.columns} rows={verdict?.rows ?? 0} />
			</Box>
		</>
	);
}

/** Everything that is said at the left, the terminal at the right. */
function SideBySide({view, screen, layout}: Window): ReactElement {
	const {symbols} = useTheme();
	const {state, size} = view;
	const {card, pane} = layout;
	const bar = Array.from({length: pane.rows}, () => line(symbols.bar, 'rule'));
	return (
		<>
			<Box>
				<Box width={pane.x} flexShrink={0}>
					<Row row={[...ruleRow(EMPTY_LINE, pane.x - 1, symbols), ...line(symbols.tee, 'rule')]} />
				</Box>
				<Row row={tabsRow(state, size.columns - pane.x, symbols)} />
			</Box>
			<Box>
				<Box width={pane.x - 1} paddingLeft={card.x} flexShrink={0}>
					<TextLines
						lines={inView(sideCard(state, screen, {columns: card.columns, symbols}), card.rows)}
						columns={card.columns}
						rows={card.rows}
					/>
				</Box>
				<TextLines lines={bar} columns={1} rows={pane.rows} />
			</Box>
		</>
	);
}

interface ExerciseScreenProps {
	readonly view: View;
	readonly screen: DoScreen;
}

/** The exercise window. The terminal's area stays blank here; the frame writer paints it. */
export function ExerciseScreen({view, screen}: ExerciseScreenProps): ReactElement {
	const {symbols} = useTheme();
	const {state, size} = view;
	const layout = exerciseLayoutOf(screen.lesson, size);
	const Body = layout.arrangement === 'stacked' ? Stacked : SideBySide;
	return (
		<Box flexDirection="column" width={size.columns} height={size.rows}>
			<Box marginLeft={1}>
				<Row row={headerRow(state, size.columns - 2, symbols)} />
			</Box>
			<Body view={view} screen={screen} layout={layout} />
			<Box marginLeft={1}>
				<Row row={statusRow(state, size.columns - 2, symbols)} />
			</Box>
		</Box>
	);
}

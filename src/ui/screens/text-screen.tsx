import {Box} from 'ink';
import type {ReactElement} from 'react';
import type {SessionState} from '../../session/state.js';
import {layoutPage} from '../layout.js';
import {headerRow, spread} from '../parts/header-row.js';
import {railLessonOf, railLines} from '../parts/rail-lines.js';
import {statusRow} from '../parts/status-row.js';
import {Row, TextLines} from '../parts/text-lines.js';
import {useTheme} from '../theme.js';
import type {View} from '../view.js';
import {EMPTY_LINE, line, type TextLine} from '../wrap-text.js';
import {openingText} from './page-text.js';
import {extentOf, screenTextOf} from './screen-text.js';

/** Beside the list of lessons: what the one pointed at is about. */
function Beside({view}: {readonly view: View}): ReactElement | undefined {
	const {symbols} = useTheme();
	const {state, size} = view;
	const {rail} = layoutPage(size);
	if (rail === undefined) return undefined;
	const lesson = railLessonOf(state.screen);
	const lines =
		lesson === undefined ? [] : railLines(state, lesson, {columns: rail.columns, symbols});
	return (
		<Box marginLeft={rail.x}>
			<TextLines lines={lines} columns={rail.columns} rows={rail.rows} />
		</Box>
	);
}

const MENU_COLUMNS = 66;

/** The list of lessons, with the one pointed at opened beside it where there is room. */
function MenuBody({view}: {readonly view: View}): ReactElement {
	const {symbols} = useTheme();
	const {state, size} = view;
	const {rail, body} = layoutPage(size);
	const columns = rail === undefined ? body.columns : MENU_COLUMNS;
	const text = screenTextOf(state, {columns, symbols}) ?? {lines: []};
	const {top} = extentOf(text, state.top, body.rows);
	const {screen, course} = state;
	const lesson = screen.screen === 'menu' ? course.lessons[screen.pointed] : undefined;
	const besideColumns = size.columns - MENU_COLUMNS - 8;
	const beside =
		rail === undefined || lesson === undefined
			? undefined
			: openingText(state, lesson, {columns: besideColumns, symbols});
	return (
		<Box marginLeft={2} columnGap={4}>
			<TextLines lines={text.lines.slice(top)} columns={columns} rows={body.rows} />
			{beside && <TextLines lines={beside.lines} columns={besideColumns} rows={body.rows} />}
		</Box>
	);
}

function TextBody({view}: {readonly view: View}): ReactElement {
	const {symbols} = useTheme();
	const {state, size} = view;
	const {rail, body} = layoutPage(size);
	const text = screenTextOf(state, {columns: body.columns, symbols}) ?? {lines: []};
	const {top} = extentOf(text, state.top, body.rows);
	return (
		<Box>
			{rail && <Beside view={view} />}
			<Box marginLeft={2}>
				<TextLines lines={text.lines.slice(top)} columns={body.columns} rows={body.rows} />
			</Box>
		</Box>
	);
}

/** What this box can do, in one sentence. */
const boxRow = ({host}: SessionState): TextLine =>
	line(host === undefined ? 'This box is being looked at.' : host.summary, 'quiet');

/** Any screen of text: header, text, keys. */
export function TextScreen({view}: {readonly view: View}): ReactElement {
	const {symbols} = useTheme();
	const {state, size} = view;
	const {body} = layoutPage(size);
	const text = screenTextOf(state, {columns: body.columns, symbols}) ?? {lines: []};
	const {top, rows, total} = extentOf(text, state.top, body.rows);
	const columns = size.columns - 2;
	const isMore = top + rows < total;
	const more = isMore ? line(`${symbols.down} more below`, 'quiet') : EMPTY_LINE;
	const box = state.screen.screen === 'menu' ? boxRow(state) : EMPTY_LINE;
	return (
		<Box flexDirection="column" width={size.columns} height={size.rows}>
			<Box marginLeft={1}>
				<Row row={headerRow(state, columns, symbols)} />
			</Box>
			<Row row={EMPTY_LINE} />
			{state.screen.screen === 'menu' ? <MenuBody view={view} /> : <TextBody view={view} />}
			<Box marginLeft={2}>
				<Row row={spread(more, box, columns - 2, symbols.ellipsis)} />
			</Box>
			<Box marginLeft={1}>
				<Row row={statusRow(state, columns, symbols)} />
			</Box>
		</Box>
	);
}

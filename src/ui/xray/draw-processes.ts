import type {ProcessView} from '../../domain/evidence.js';
import {printableLine} from '../../domain/printable.js';
import {textWidth} from '../../domain/text-width.js';
import type {Theme} from '../text/theme.js';
import {cutLine, cutText, line, lineWidth, type TextLine} from '../text/wrap-text.js';
import {commandLine} from './command-line.js';
import {blanks, drawWall, type WallContent, type XrayRow} from './draw-wall.js';
import type {XrayItem} from './fold-processes.js';
import type {Wall, XrayProcess} from './plan-xray.js';
import {fittingPieces, wallPieces} from './wall-title.js';

export interface ProcessStyle extends Pick<Theme, 'symbols' | 'walls'> {
	/** There is room for air within walls. */
	readonly isRoomy: boolean;
	/** The exercise has several terminals, so a shell is told by its tab's name. */
	readonly hasTabs: boolean;
	/** Who only waits stands on the wall itself. */
	readonly waitersOnWalls: boolean;
	/** The pid of the one that was asked for; undefined where nobody asked for one. */
	readonly subject: number | undefined;
}

type ProcessItem = Extract<XrayItem, {kind: 'process'}>;

/** Below so many columns a name says nothing. */
const LEAST_NAME = 8;
/** A tag may name a control group, whose name is as long as its maker liked. */
const LONGEST_TAG = 24;
/** Within fewer columns a wall holds nothing that can be read. */
const LEAST_WALL = 20;
/** Of what the command that was run last has made: colour alone would not be seen by all. */
export const JUST_NOW = 'just now';
/** Deeper trees are drawn no further to the right. */
const DEEPEST = 8;

const indentOf = (depth: number): number => 2 * Math.max(0, Math.min(depth, DEEPEST));

/** Processes and walls below each other. */
export function drawItems(
	items: readonly XrayItem[],
	depth: number,
	columns: number,
	style: ProcessStyle,
): readonly XrayRow[] {
	const rows: XrayRow[] = [];
	// A wall hangs below the name of the process that forked what is in it.
	const indent = indentOf(depth - 1);
	let isAfterWall = false;
	for (const item of items) {
		const wall = wallOf(item, columns - indent);
		// One row ends a wall and begins the next.
		if (wall !== undefined && isAfterWall) rows.pop();
		const drawn =
			wall === undefined
				? drawUnwalled(item, depth, columns, style)
				: drawWall(wallContent(wall, columns - indent, style), columns - indent, {
						...style,
						look: wall.wall.isFresh ? 'fresh' : 'accent',
						isAfterWall,
					}).map((row) => ({...row, line: [...blanks(indent), ...row.line]}));
		rows.push(...drawn);
		isAfterWall = wall !== undefined;
	}
	return rows;
}

/** A process in a wall of its own. */
interface WalledItem extends ProcessItem {
	readonly wall: Wall;
}

function wallOf(item: XrayItem, columns: number): WalledItem | undefined {
	if (item.kind !== 'process' || columns < LEAST_WALL) return undefined;
	const {wall} = item.process;
	return wall && {...item, wall};
}

function drawUnwalled(
	item: XrayItem,
	depth: number,
	columns: number,
	style: ProcessStyle,
): readonly XrayRow[] {
	if (item.kind !== 'process') return [countRow(item, depth, columns, style)];
	if (item.process.wall !== undefined) {
		const processes = withDescendants(item.process).length;
		return [countRow({kind: 'below', processes}, depth, columns, style)];
	}
	return [
		processRow(item.process, depth, columns, style),
		...drawItems(item.children, depth + 1, columns, style),
	];
}

function wallContent(
	{process: xray, children, wall}: WalledItem,
	columns: number,
	style: ProcessStyle,
): WallContent {
	const around = {level: wall.level, processes: withDescendants(xray)};
	if (!wall.isWaitedFor || !style.waitersOnWalls) {
		return {
			...around,
			on: undefined,
			pieces: wallPieces(wall),
			inside: (within) => [
				processRow(xray, 0, within, style),
				...drawItems(children, 1, within, style),
			],
		};
	}
	const name = line(printableLine(xray.process.comm));
	return {
		...around,
		on: xray.process,
		// Where rows are dear, what does not fit on the wall is left out.
		pieces: fittingPieces([name, ...wallPieces(wall)], columns - 4),
		inside: (within) => drawItems(children, 0, within, style),
	};
}

const withDescendants = ({process, children}: XrayProcess): readonly ProcessView[] => [
	process,
	...children.flatMap(withDescendants),
];

const hook = (depth: number, {walls}: ProcessStyle): TextLine =>
	depth === 0 ? [] : [...blanks(indentOf(depth - 1)), ...line(`${walls.fork} `, 'quiet')];

function processRow(
	xray: XrayProcess,
	depth: number,
	columns: number,
	style: ProcessStyle,
): XrayRow {
	const {ellipsis} = style.symbols;
	const before = hook(depth, style);
	const room = columns - lineWidth(before);
	const after = fittingTags(tagsOf(xray, style), room - LEAST_NAME, ellipsis);
	const look = xray.isFresh ? 'fresh' : 'plain';
	const name = cutLine(line(commandLine(xray.process), look), room - lineWidth(after), ellipsis);
	const gap = room - lineWidth(name) - lineWidth(after);
	return {process: xray.process, line: [...before, ...name, ...blanks(gap), ...after]};
}

/** What is said of a process besides its name, what is to be left out last at the end. */
function tagsOf(
	{process, hasOwnRoot, group, isFresh}: XrayProcess,
	{hasTabs, subject}: ProcessStyle,
): readonly string[] {
	const isShell = process.tab !== undefined && process.depth === 0;
	return [
		...(isFresh ? [JUST_NOW] : []),
		...(group === undefined ? [] : [`cgroup ${printableLine(group)}`]),
		...(hasOwnRoot ? ['own /'] : []),
		...(process.foreground ? ['foreground'] : []),
		...(process.state === 'Z' ? ['zombie'] : []),
		...(process.state === 'T' ? ['stopped'] : []),
		...(process.pid === subject ? ['this one'] : []),
		...(isShell ? [hasTabs ? `tab ${process.tab}` : 'your shell'] : []),
	];
}

function fittingTags(tags: readonly string[], columns: number, ellipsis: string): TextLine {
	let row: TextLine = [];
	for (const tag of tags.toReversed()) {
		const text = `  ${cutText(tag, LONGEST_TAG, ellipsis)}`;
		if (lineWidth(row) + textWidth(text) > columns) break;
		row = [...line(text, 'quiet'), ...row];
	}
	return row;
}

function countRow(
	item: Exclude<XrayItem, ProcessItem>,
	depth: number,
	columns: number,
	style: ProcessStyle,
): XrayRow {
	const {ellipsis} = style.symbols;
	const text =
		item.kind === 'below'
			? `${ellipsis} ${item.processes} below`
			: `${ellipsis} ${item.siblings} more like it` +
				(item.processes > item.siblings ? `, ${item.processes} processes` : '');
	const row = cutLine([...hook(depth, style), ...line(text, 'emphasis')], columns, ellipsis);
	return {process: undefined, line: [...row, ...blanks(columns - lineWidth(row))]};
}

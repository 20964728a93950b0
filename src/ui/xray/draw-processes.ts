import type {ProcessView} from '../../domain/evidence.js';
import {printableLine} from '../../domain/printable.js';
import type {Theme} from '../theme.js';
import {cutLine, line, lineText, lineWidth, type TextLine, wrapSpans} from '../wrap-text.js';
import type {XrayItem} from './fold-processes.js';
import type {Wall, XrayProcess} from './plan-xray.js';
import {processName} from './process-name.js';
import {wallPieces} from './wall-title.js';

export type DrawStyle = Pick<Theme, 'symbols' | 'walls'> & {
	/** There is room for air around the walls. */
	readonly isRoomy: boolean;
	/** The exercise has several terminals, so a shell is told by its tab's name. */
	readonly hasTabs: boolean;
	/** Who only waits stands on the wall itself. */
	readonly waitersOnWalls: boolean;
};

/** A row of the picture, exactly as wide as was asked for. */
export interface XrayRow {
	/** Whose numbers stand before the row; undefined for a row that is no process's. */
	readonly process: ProcessView | undefined;
	readonly line: TextLine;
}

/** What a wall says of itself and how what is in it is drawn. */
export interface WallContent {
	/** The process that stands on the wall, so that its numbers stand before it. */
	readonly on: ProcessView | undefined;
	readonly pieces: readonly string[];
	/** Which numbers count in there; undefined where it has none of its own. */
	readonly level: Wall['level'];
	/** All that is in there, for the width of their numbers. */
	readonly processes: readonly ProcessView[];
	readonly inside: (columns: number) => readonly XrayRow[];
}

/** Below so many columns a name says nothing. */
const LEAST_NAME = 8;
/** Deeper trees are drawn no further to the right. */
const DEEPEST = 8;

const blanks = (count: number): TextLine => line(' '.repeat(Math.max(0, count)));

const indentOf = (depth: number): number => 2 * Math.max(0, Math.min(depth, DEEPEST));

/** Processes and walls below each other. */
export function drawItems(
	items: readonly XrayItem[],
	depth: number,
	columns: number,
	style: DrawStyle,
): readonly XrayRow[] {
	const rows: XrayRow[] = [];
	let isAfterWall = false;
	for (const item of items) {
		const wall = item.item === 'process' ? item.process.wall : undefined;
		if (item.item !== 'process') rows.push(countRow(item, depth, columns, style));
		else if (wall === undefined) {
			rows.push(processRow(item.process, depth, columns, style));
			rows.push(...drawItems(item.children, depth + 1, columns, style));
		} else {
			const content = wallContent(item, wall, style);
			// A wall hangs below the name of the process that forked what is in it.
			const indent = indentOf(depth - 1);
			// One row ends a wall and begins the next.
			if (isAfterWall) rows.pop();
			for (const row of drawWall(content, columns - indent, style, isAfterWall)) {
				rows.push({...row, line: [...blanks(indent), ...row.line]});
			}
		}
		isAfterWall = wall !== undefined;
	}
	return rows;
}

function wallContent(
	{process: xray, children}: Extract<XrayItem, {item: 'process'}>,
	wall: Wall,
	style: DrawStyle,
): WallContent {
	const isOnWall = wall.isWaitedFor && style.waitersOnWalls;
	const pieces = wallPieces(wall);
	return {
		on: isOnWall ? xray.process : undefined,
		pieces: isOnWall ? [printableLine(xray.process.comm), ...pieces] : pieces,
		level: wall.level,
		processes: withDescendants(xray),
		inside: (columns) =>
			isOnWall
				? drawItems(children, 0, columns, style)
				: [processRow(xray, 0, columns, style), ...drawItems(children, 1, columns, style)],
	};
}

const withDescendants = ({process, children}: XrayProcess): readonly ProcessView[] => [
	process,
	...children.flatMap(withDescendants),
];

/** A wall and what is in it. */
export function drawWall(
	wall: WallContent,
	columns: number,
	style: DrawStyle,
	isAfterWall = false,
): readonly XrayRow[] {
	const {walls, isRoomy} = style;
	const air = isRoomy ? ' ' : '';
	const within = columns - 2 - 2 * air.length;
	const [title, ...rest] = titleRows(wall.pieces, columns - 4);
	const fill = Math.max(0, columns - 4 - lineWidth(title ?? []));
	const side = line(walls.side, 'accent');
	const row = (part: TextLine): TextLine => [
		...side,
		...line(air),
		...part,
		...blanks(within - lineWidth(part)),
		...line(air),
		...side,
	];
	return [
		{
			process: wall.on,
			line: [
				...line(`${isAfterWall ? walls.leftTee : walls.topLeft} `, 'accent'),
				...(title ?? []),
				...line(
					` ${walls.row.repeat(fill)}${isAfterWall ? walls.rightTee : walls.topRight}`,
					'accent',
				),
			],
		},
		...rest.map((part): XrayRow => ({process: undefined, line: row(part)})),
		...numbered(wall, within).map((one): XrayRow => ({...one, line: row(one.line)})),
		{
			process: undefined,
			line: line(
				`${walls.bottomLeft}${walls.row.repeat(Math.max(0, columns - 2))}${walls.bottomRight}`,
				'accent',
			),
		},
	];
}

/** As many pieces on the wall itself as fit, the others on rows below it. */
function titleRows(pieces: readonly string[], columns: number): readonly TextLine[] {
	const rows: string[] = [];
	for (const piece of pieces) {
		const last = rows.at(-1);
		const longer = last === undefined ? piece : `${last}, ${piece}`;
		if (last !== undefined && longer.length <= columns) rows[rows.length - 1] = longer;
		else rows.push(piece);
	}
	return rows
		.flatMap((text) => wrapSpans(line(text), columns))
		.map((row, index) => line(lineText(row), index === 0 ? 'strong' : 'plain'));
}

/** What is in a wall, before each row the process's number in there. */
function numbered({level, processes, inside}: WallContent, columns: number): readonly XrayRow[] {
	if (level === undefined) return inside(columns);
	const numberOf = (process: ProcessView | undefined): string =>
		process?.nsPids[level]?.toString() ?? '';
	const width = Math.max(1, ...processes.map((process) => numberOf(process).length));
	return inside(columns - width - 1).map((row) => ({
		...row,
		line: [...line(`${numberOf(row.process).padStart(width)} `, 'strong'), ...row.line],
	}));
}

const hook = (depth: number, {walls}: DrawStyle): TextLine =>
	depth === 0 ? [] : [...blanks(indentOf(depth - 1)), ...line(`${walls.fork} `, 'quiet')];

function processRow(xray: XrayProcess, depth: number, columns: number, style: DrawStyle): XrayRow {
	const before = hook(depth, style);
	let room = columns - lineWidth(before) - LEAST_NAME;
	const tags = tagsOf(xray, style).filter((tag) => {
		room -= tag.length + 2;
		return room >= 0;
	});
	const after = tags.flatMap((tag) => line(`  ${tag}`, 'quiet'));
	const name = cutLine(
		line(processName(xray.process)),
		columns - lineWidth(before) - lineWidth(after),
		style.symbols.ellipsis,
	);
	const gap = columns - lineWidth(before) - lineWidth(name) - lineWidth(after);
	return {
		process: xray.process,
		line: [...before, ...name, ...blanks(gap), ...after],
	};
}

/** What is said of a process besides its name, the most telling last, at the edge. */
function tagsOf(
	{process, hasOwnRoot, group}: XrayProcess,
	{hasTabs}: DrawStyle,
): readonly string[] {
	const isShell = process.tab !== undefined && process.depth === 0;
	return [
		...(hasOwnRoot ? ['own /'] : []),
		...(group === undefined ? [] : [`cgroup ${group}`]),
		...(process.state === 'Z' ? ['zombie'] : []),
		...(process.state === 'T' ? ['stopped'] : []),
		...(process.foreground ? ['foreground'] : []),
		...(isShell ? [hasTabs ? `tab ${process.tab}` : 'your shell'] : []),
	];
}

function countRow(
	item: Exclude<XrayItem, {item: 'process'}>,
	depth: number,
	columns: number,
	style: DrawStyle,
): XrayRow {
	const {ellipsis} = style.symbols;
	const text =
		item.item === 'below'
			? `${ellipsis} ${item.processes} below`
			: `${ellipsis} ${item.siblings} more like it` +
				(item.processes > item.siblings ? `, ${item.processes} processes` : '');
	const row = [...hook(depth, style), ...line(text, 'emphasis')];
	const shown = cutLine(row, columns, ellipsis);
	return {process: undefined, line: [...shown, ...blanks(columns - lineWidth(shown))]};
}

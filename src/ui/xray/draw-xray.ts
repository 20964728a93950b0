import type {TerminalSize} from '../../domain/box.js';
import type {Xray} from '../../domain/xray.js';
import type {Theme} from '../theme.js';
import {cutLine, line, lineWidth, type TextLine} from '../wrap-text.js';
import {drawItems, drawWall, type XrayRow} from './draw-processes.js';
import {type Folding, foldProcesses} from './fold-processes.js';
import {gaugeLines} from './gauge-lines.js';
import {planXray, sandboxWall} from './plan-xray.js';
import {wallPieces} from './wall-title.js';

/** From so many columns on there is room for air. */
const ROOMY = 56;

/** How much is folded away, until the picture fits; the last is cut where it does not. */
const FOLDINGS: readonly Folding[] = [
	{alike: 2, depth: 40, waitersOnWalls: false},
	{alike: 1, depth: 40, waitersOnWalls: true},
	{alike: 1, depth: 6, waitersOnWalls: true},
	{alike: 1, depth: 4, waitersOnWalls: true},
	{alike: 1, depth: 3, waitersOnWalls: true},
	{alike: 1, depth: 2, waitersOnWalls: true},
];

type XrayStyle = Pick<Theme, 'symbols' | 'walls'>;

/** The picture: what runs, by which numbers and within which walls, on what, and what it may use. */
export function drawXray(
	xray: Xray,
	{columns, rows}: TerminalSize,
	style: XrayStyle,
): readonly TextLine[] {
	const numbers = Math.max(4, ...xray.processes.map(({pid}) => String(pid).length));
	const gauges = gaugeLines(xray, {columns, rows: Math.max(1, Math.floor(rows / 3))}, style);
	const ground = groundLines(xray.kernel, columns, numbers + 1, style);
	const room = rows - gauges.length - ground.length;
	const picture = fitted(xray, {columns: columns - numbers - 1, rows: room}, style);
	const numbered = picture.map(({process, line: row}, index): TextLine => {
		const number = index === 0 ? 'host' : (process?.pid.toString() ?? '');
		return [...line(`${number.padStart(numbers)} `, 'quiet'), ...row];
	});
	return [...numbered, ...ground, ...gauges];
}

/** The sandbox, folded until it fits; its last row is the ground's. */
function fitted(xray: Xray, size: TerminalSize, style: XrayStyle): readonly XrayRow[] {
	const {processes} = xray;
	const shells = processes.filter(({tab, depth}) => tab !== undefined && depth === 0);
	const trees = planXray(xray);
	const wall = sandboxWall(xray);
	const pieces = ['your sandbox', ...wallPieces(wall)];
	let rows: readonly XrayRow[] = [];
	for (const folding of FOLDINGS) {
		const items = foldProcesses(trees, folding);
		const drawing = {
			...style,
			isRoomy: size.columns >= ROOMY,
			hasTabs: shells.length > 1,
			waitersOnWalls: folding.waitersOnWalls,
		};
		const {level} = wall;
		const inside = (columns: number) => drawItems(items, 0, columns, drawing);
		const content = {on: undefined, pieces, level, processes, inside};
		rows = drawWall(content, size.columns, drawing).slice(0, -1);
		if (rows.length <= size.rows) return rows;
	}
	return cutRows(rows, size, style);
}

/** What does not fit is counted in the last row. */
function cutRows(
	picture: readonly XrayRow[],
	{columns, rows}: TerminalSize,
	{symbols, walls}: XrayStyle,
): readonly XrayRow[] {
	const kept = picture.slice(0, Math.max(0, rows - 1));
	const left = picture.slice(kept.length).filter(({process}) => process !== undefined).length;
	const side = line(walls.side, 'accent');
	const more = cutLine(
		line(` ${symbols.ellipsis} ${left} more rows; a taller window has room for them`, 'emphasis'),
		columns - 2,
		symbols.ellipsis,
	);
	const blank = line(' '.repeat(Math.max(0, columns - 2 - lineWidth(more))));
	return [...kept, {process: undefined, line: [...side, ...more, ...blank, ...side]}];
}

/** What all of it stands on: one row, or two where the name of the kernel is too long for it. */
function groundLines(
	kernel: string,
	columns: number,
	left: number,
	{symbols, walls}: XrayStyle,
): readonly TextLine[] {
	const room = columns - left - 4;
	const all = ` all on kernel ${kernel}, the host's own `;
	const isOne = all.length <= room;
	const said = cutLine(line(isOne ? all : ' all on one kernel ', 'strong'), room, symbols.ellipsis);
	const rest = Math.max(0, columns - left - 3 - lineWidth(said));
	const ground = [
		...line(walls.row.repeat(left) + walls.foot + walls.row, 'accent'),
		...said,
		...line(walls.row.repeat(rest) + walls.foot, 'accent'),
	];
	const below = cutLine(line(`${kernel}, the host's own`, 'strong'), columns, symbols.ellipsis);
	return isOne ? [ground] : [ground, below];
}

import type {TerminalSize} from '../../domain/sandbox.js';
import type {Xray} from '../../domain/xray.js';
import type {Theme} from '../text/theme.js';
import {cutLine, line, lineWidth, type TextLine} from '../text/wrap-text.js';
import {drawItems} from './draw-processes.js';
import {blanks, drawWall, type XrayRow} from './draw-wall.js';
import {type Folding, foldProcesses} from './fold-processes.js';
import {gaugeLines} from './gauge-lines.js';
import {planXray, sandboxWall} from './plan-xray.js';
import {fittingPieces, wallPieces} from './wall-title.js';

/** Where only single commands run (docs/decisions/0001), and once a sandbox has ended. */
export const NO_SANDBOX = {why: 'There is no sandbox to look into.'} as const;

/** From so many columns on there is room for air. */
const ROOMY = 56;

/** In fewer rows than these a cut picture has none to spare for gauges. */
const SPARE = 10;

/** Ways to draw every process but those that are like another. */
const UNCUT: readonly Folding[] = [
	{alike: 2, depth: 40, waitersOnWalls: false},
	{alike: 1, depth: 40, waitersOnWalls: true},
];

/** What is cut where nothing fits. */
const TIGHTEST = UNCUT.slice(-1);

/** Ways to draw only the upper part of the trees. */
const TOPS: readonly Folding[] = [
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
	const width = Math.max(4, ...xray.processes.map(({pid}) => String(pid).length));
	const gauges = gaugeLines(xray, {columns, rows: Math.max(1, Math.floor(rows / 3))}, style);
	const ground = groundLines(xray.kernel, columns, width + 1, style);
	const draw = createDrawing(xray, columns - width - 1, style);
	const room = rows - ground.length;
	const besideGauges = room - gauges.length;
	// Before a process is left out, the gauges are.
	const whole = draw(UNCUT, besideGauges) ?? draw(UNCUT, room);
	const size = {columns: columns - width - 1, rows: room < SPARE ? room : besideGauges};
	const picture =
		whole ?? draw(TOPS, besideGauges) ?? cutRows(draw(TIGHTEST, Infinity), size, style);
	const numbered = picture.map(({process, line: row}, index): TextLine => {
		const number = index === 0 ? 'host' : (process?.pid.toString() ?? '');
		return [...line(`${number.padStart(width)} `, index === 0 ? 'quiet' : 'plain'), ...row];
	});
	return [...numbered, ...ground, ...gauges].slice(0, rows);
}

/**
 * Draws the sandbox in the first of some ways in which it takes no more than so many rows, without its foot:
 * that is the ground.
 */
function createDrawing(
	xray: Xray,
	columns: number,
	style: XrayStyle,
): (ways: readonly Folding[], rows: number) => readonly XrayRow[] | undefined {
	const {processes} = xray;
	const shells = processes.filter(({tab, depth}) => tab !== undefined && depth === 0);
	const trees = planXray(xray);
	const wall = sandboxWall(xray);
	const all = [line('your sandbox', 'strong'), ...wallPieces(wall)];
	const base = {...style, isRoomy: columns >= ROOMY, hasTabs: shells.length > 1};
	const draw = (folding: Folding): readonly XrayRow[] => {
		const items = foldProcesses(trees, folding);
		const pieces = folding.waitersOnWalls ? fittingPieces(all, columns - 4) : all;
		const processStyle = {...base, waitersOnWalls: folding.waitersOnWalls};
		const inside = (within: number) => drawItems(items, 0, within, processStyle);
		const content = {on: undefined, pieces, level: wall.level, processes, inside};
		const rows = drawWall(content, columns, {...base, look: 'rule', isAfterWall: false});
		return rows.slice(0, -1);
	};
	const drawn = new Map<Folding, readonly XrayRow[]>();
	return (ways, most) => {
		for (const folding of ways) {
			const rows = drawn.get(folding) ?? draw(folding);
			drawn.set(folding, rows);
			if (rows.length <= most) return rows;
		}
		return undefined;
	};
}

/** What does not fit is counted in the last row. */
function cutRows(
	picture: readonly XrayRow[] = [],
	{columns, rows}: TerminalSize,
	{symbols, walls}: XrayStyle,
): readonly XrayRow[] {
	const kept = picture.slice(0, Math.max(0, rows - 1));
	const left = picture.slice(kept.length).filter(({process}) => process !== undefined).length;
	const side = line(walls.side, 'rule');
	const more = ` ${symbols.ellipsis} ${left} more rows; a taller window has room for them`;
	const said = cutLine(line(more, 'emphasis'), columns - 2, symbols.ellipsis);
	const row = [...side, ...said, ...blanks(columns - 2 - lineWidth(said)), ...side];
	return [...kept, {process: undefined, line: row}];
}

/** What all of it stands on: one row, or two where the name of the kernel is too long for it. */
function groundLines(
	kernel: string,
	columns: number,
	left: number,
	{symbols, walls}: XrayStyle,
): readonly TextLine[] {
	const own = `${kernel}, the host's own`;
	const room = columns - left - 4;
	const text = [` all on kernel ${own} `, ` kernel ${own} `].find(({length}) => length <= room);
	const said = cutLine(line(text ?? ' all on one kernel ', 'strong'), room, symbols.ellipsis);
	const rest = Math.max(0, columns - left - 3 - lineWidth(said));
	const ground = [
		...line(walls.row.repeat(left) + walls.foot + walls.row, 'rule'),
		...said,
		...line(walls.row.repeat(rest) + walls.foot, 'rule'),
	];
	return text === undefined
		? [ground, cutLine(line(own, 'strong'), columns, symbols.ellipsis)]
		: [ground];
}

import type {ProcessView} from '../../domain/evidence.js';
import {printableLine} from '../../domain/printable.js';
import type {TerminalSize} from '../../domain/sandbox.js';
import type {Theme} from '../text/theme.js';
import {cutLine, line, lineWidth, type TextLine} from '../text/wrap-text.js';
import {drawItems} from './draw-processes.js';
import {blanks, drawWall, type XrayRow} from './draw-wall.js';
import {type Folding, foldProcesses} from './fold-processes.js';
import type {Wall, XrayProcess} from './plan-xray.js';
import {fittingPieces} from './wall-title.js';

export type PictureStyle = Pick<Theme, 'symbols' | 'walls'>;

/** What stands in the outermost wall, and what that says of itself. */
export interface PictureContent {
	readonly trees: readonly XrayProcess[];
	readonly processes: readonly ProcessView[];
	readonly pieces: readonly TextLine[];
	/** Which of a process's numbers counts in there; undefined where it is the one of the host. */
	readonly level: Wall['level'];
	readonly hasTabs: boolean;
	/** The pid of the one that was asked for. */
	readonly subject: number | undefined;
}

/** From so many columns on there is room for air. */
const ROOMY = 56;

/** Ways to draw every process but those that are like another. */
export const UNCUT: readonly Folding[] = [
	{alike: 2, depth: 40, waitersOnWalls: false},
	{alike: 1, depth: 40, waitersOnWalls: true},
];

/** What is cut where nothing fits. */
export const TIGHTEST = UNCUT.slice(-1);

/** Ways to draw only the upper part of the trees. */
export const TOPS: readonly Folding[] = [
	{alike: 1, depth: 6, waitersOnWalls: true},
	{alike: 1, depth: 4, waitersOnWalls: true},
	{alike: 1, depth: 3, waitersOnWalls: true},
	{alike: 1, depth: 2, waitersOnWalls: true},
];

/**
 * Draws a picture in the first of some ways in which it takes no more than so many rows, without its foot:
 * that is the ground.
 */
export function createDrawing(
	content: PictureContent,
	columns: number,
	style: PictureStyle,
): (ways: readonly Folding[], rows: number) => readonly XrayRow[] | undefined {
	const {trees, processes, level, hasTabs, subject} = content;
	const base = {...style, isRoomy: columns >= ROOMY, hasTabs, subject};
	const draw = (folding: Folding): readonly XrayRow[] => {
		const items = foldProcesses(trees, folding);
		const pieces = folding.waitersOnWalls
			? fittingPieces(content.pieces, columns - 4)
			: content.pieces;
		const processStyle = {...base, waitersOnWalls: folding.waitersOnWalls};
		const inside = (within: number) => drawItems(items, 0, within, processStyle);
		const wall = {on: undefined, pieces, level, processes, inside};
		const rows = drawWall(wall, columns, {...base, look: 'rule', isAfterWall: false});
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
export function cutPicture(
	picture: readonly XrayRow[] = [],
	{columns, rows}: TerminalSize,
	{symbols, walls}: PictureStyle,
): readonly XrayRow[] {
	const kept = picture.slice(0, Math.max(0, rows - 1));
	const left = picture.slice(kept.length).filter(({process}) => process !== undefined).length;
	const side = line(walls.side, 'rule');
	const more = ` ${symbols.ellipsis} ${left} more rows; a taller window has room for them`;
	const said = cutLine(line(more, 'emphasis'), columns - 2, symbols.ellipsis);
	const row = [...side, ...said, ...blanks(columns - 2 - lineWidth(said)), ...side];
	return [...kept, {process: undefined, line: row}];
}

/** Each row with its process's number on the host before it. */
export const numberedLines = (
	picture: readonly XrayRow[],
	width: number,
	pointed?: number,
): readonly TextLine[] =>
	picture.map(({process, line: row}, index): TextLine => {
		const number = index === 0 ? 'host' : (process?.pid.toString() ?? '');
		const isPointed = pointed !== undefined && process?.pid === pointed;
		const look = isPointed ? 'marked' : index === 0 ? 'quiet' : 'plain';
		return [...line(number.padStart(width), look), ...line(' '), ...row];
	});

/** What all of it stands on: one row, or two where the name of the kernel is too long for it. */
export function groundLines(
	release: string,
	columns: number,
	left: number,
	{symbols, walls}: PictureStyle,
): readonly TextLine[] {
	const kernel = printableLine(release);
	const room = columns - left - 4;
	const text = [` all on kernel ${kernel} `, ` kernel ${kernel} `].find(
		({length}) => length <= room,
	);
	const said = cutLine(line(text ?? ' all on one kernel ', 'strong'), room, symbols.ellipsis);
	const rest = Math.max(0, columns - left - 3 - lineWidth(said));
	const ground = [
		...line(walls.row.repeat(left) + walls.foot + walls.row, 'rule'),
		...said,
		...line(walls.row.repeat(rest) + walls.foot, 'rule'),
	];
	return text === undefined
		? [ground, cutLine(line(kernel, 'strong'), columns, symbols.ellipsis)]
		: [ground];
}

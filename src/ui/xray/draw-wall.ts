import type {ProcessView} from '../../domain/evidence.js';
import {wrapRuns} from '../../domain/wrap-runs.js';
import type {Look, Theme} from '../text/theme.js';
import {line, lineWidth, type TextLine} from '../text/wrap-text.js';
import type {Wall} from './plan-xray.js';

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
	readonly pieces: readonly TextLine[];
	/** Which numbers count in there; undefined where it has none of its own. */
	readonly level: Wall['level'];
	/** All that is in there, for the width of their numbers. */
	readonly processes: readonly ProcessView[];
	readonly inside: (columns: number) => readonly XrayRow[];
}

export interface WallStyle extends Pick<Theme, 'walls'> {
	/** How the wall itself looks. */
	readonly look: Look;
	/** There is room for air within the wall. */
	readonly isRoomy: boolean;
	/** It begins on the row in which another one ends. */
	readonly isAfterWall: boolean;
}

export const blanks = (count: number): TextLine => line(' '.repeat(Math.max(0, count)));

/** A wall and what is in it; it needs ten columns. */
export function drawWall(
	content: WallContent,
	columns: number,
	{walls, look, isRoomy, isAfterWall}: WallStyle,
): readonly XrayRow[] {
	const air = isRoomy ? 1 : 0;
	const within = columns - 2 - 2 * air;
	const side = line(walls.side, look);
	const row = (part: TextLine): TextLine => [
		...side,
		...blanks(air),
		...part,
		...blanks(within - lineWidth(part) + air),
		...side,
	];
	const [title = [], ...rest] = titleRows(content.pieces, columns - 4);
	const fill = walls.row.repeat(Math.max(0, columns - 4 - lineWidth(title)));
	const [left, right] = isAfterWall
		? [walls.leftTee, walls.rightTee]
		: [walls.topLeft, walls.topRight];
	const foot = walls.row.repeat(Math.max(0, columns - 2));
	return [
		{
			process: content.on,
			line: [...line(`${left} `, look), ...title, ...line(` ${fill}${right}`, look)],
		},
		...rest.map((part): XrayRow => ({process: undefined, line: row(part)})),
		...numbered(content, within).map((one): XrayRow => ({...one, line: row(one.line)})),
		{process: undefined, line: line(`${walls.bottomLeft}${foot}${walls.bottomRight}`, look)},
	];
}

/** As many pieces on the wall itself as fit, the others on rows below it. */
function titleRows(pieces: readonly TextLine[], columns: number): readonly TextLine[] {
	const rows: TextLine[] = [];
	for (const piece of pieces) {
		const last = rows.at(-1);
		const longer = last === undefined ? piece : [...last, ...line(', '), ...piece];
		if (last !== undefined && lineWidth(longer) <= columns) rows[rows.length - 1] = longer;
		else rows.push(piece);
	}
	return rows.flatMap((row) => wrapRuns(row, columns));
}

/** What is in a wall, before each row the process's number in there; its own, the innermost, stands out. */
function numbered({level, processes, inside}: WallContent, columns: number): readonly XrayRow[] {
	if (level === undefined) return inside(columns);
	const numberOf = (process: ProcessView | undefined): string =>
		process?.nsPids[level]?.toString() ?? '';
	const width = Math.max(1, ...processes.map((process) => numberOf(process).length));
	return inside(columns - width - 1).map((row): XrayRow => {
		const isOwn = row.process?.nsPids.length === level + 1;
		const number = line(`${numberOf(row.process).padStart(width)} `, isOwn ? 'strong' : 'plain');
		return {...row, line: [...number, ...row.line]};
	});
}

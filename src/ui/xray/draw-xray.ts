import type {TerminalSize} from '../../domain/sandbox.js';
import type {Xray} from '../../domain/xray.js';
import {line, type TextLine} from '../text/wrap-text.js';
import {findFresh} from './find-fresh.js';
import {
	createDrawing,
	cutPicture,
	groundLines,
	numberedLines,
	type PictureStyle,
	TIGHTEST,
	TOPS,
	UNCUT,
} from './fit-picture.js';
import {gaugeLines} from './gauge-lines.js';
import {planXray, sandboxWall} from './plan-xray.js';
import {wallPieces} from './wall-title.js';

/** Where only single commands run (docs/decisions/0001), and once a sandbox has ended. */
export const NO_SANDBOX = {why: 'There is no sandbox to look into.'} as const;

/** In fewer rows than these a cut picture has none to spare for gauges. */
const SPARE = 10;

/** What is shown of a look besides what it saw. */
interface Emphasis {
	/** The picture before the command that was run last: what that has made is lit up. */
	readonly before?: Xray | undefined;
	/** The pid that the keys point at. */
	readonly pointed?: number | undefined;
}

/** The picture: what runs, by which numbers and within which walls, on what, and what it may use. */
export function drawXray(
	xray: Xray,
	{columns, rows}: TerminalSize,
	style: PictureStyle,
	{before, pointed}: Emphasis = {},
): {readonly lines: readonly TextLine[]; readonly pids: readonly number[]} {
	const {processes} = xray;
	const width = Math.max(4, ...processes.map(({pid}) => String(pid).length));
	const fresh = findFresh(before, xray);
	const most = {columns, rows: Math.max(1, Math.floor(rows / 3))};
	const gauges = gaugeLines(xray, most, style, fresh);
	const ground = groundLines(`${xray.kernel}, the host's own`, columns, width + 1, style);
	const shells = processes.filter(({tab, depth}) => tab !== undefined && depth === 0);
	const wall = sandboxWall(xray);
	const draw = createDrawing(
		{
			trees: planXray(xray, fresh),
			processes,
			pieces: [line('your sandbox', 'strong'), ...wallPieces(wall)],
			level: wall.level,
			hasTabs: shells.length > 1,
			subject: undefined,
		},
		columns - width - 1,
		style,
	);
	const room = rows - ground.length;
	const besideGauges = room - gauges.length;
	// Before a process is left out, the gauges are.
	const whole = draw(UNCUT, besideGauges) ?? draw(UNCUT, room);
	const size = {columns: columns - width - 1, rows: room < SPARE ? room : besideGauges};
	const picture =
		whole ?? draw(TOPS, besideGauges) ?? cutPicture(draw(TIGHTEST, Infinity), size, style);
	const lines = [...numberedLines(picture, width, pointed), ...ground, ...gauges].slice(0, rows);
	return {lines, pids: picture.flatMap(({process}) => process?.pid ?? [])};
}

import type {ProcessView} from '../../domain/evidence.js';
import type {Inspection} from '../../domain/inspection.js';
import type {TerminalSize} from '../../domain/sandbox.js';
import {cutLine, line, type TextLine} from '../text/wrap-text.js';
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
import {planXray} from './plan-xray.js';

/** The process in its boxes, among those that are in them as well, in at most so many rows. */
export function boxPicture(
	inspection: Inspection,
	{columns, rows}: TerminalSize,
	style: PictureStyle,
): readonly TextLine[] {
	const {base, kernel, subject} = inspection;
	if (inspection.processes.length === 0) return [];
	const depth = Math.min(...inspection.processes.map(({nsPids}) => nsPids.length));
	const processes = inspection.processes.map((one) => withKnownWalls(one, inspection, depth));
	const width = Math.max(4, ...processes.map(({pid}) => String(pid).length));
	const trees = planXray({
		processes,
		sandbox: {namespaces: base.links, uidMap: [], uids: [], root: ''},
		host: base.links,
		groups: undefined,
		kernel,
	});
	const outside = {host: 'the host', 'pid-1': 'around pid 1', self: 'around you'}[base.kind];
	const draw = createDrawing(
		{
			trees,
			processes,
			pieces: [line(outside, 'strong')],
			level: undefined,
			hasTabs: false,
			subject: processes.length > 1 ? subject.pid : undefined,
		},
		columns - width - 1,
		style,
	);
	const left = inspection.processesLeftOut;
	const ground = groundLines(kernel, columns, width + 1, style);
	const note =
		left === 0
			? []
			: [
					cutLine(
						line(`${left} more processes are in there.`, 'emphasis'),
						columns,
						style.symbols.ellipsis,
					),
				];
	const room = Math.max(2, rows - ground.length - note.length);
	const size = {columns: columns - width - 1, rows: room};
	const picture =
		draw(UNCUT, room) ?? draw(TOPS, room) ?? cutPicture(draw(TIGHTEST, Infinity), size, style);
	return [...numberedLines(picture, width), ...ground, ...note];
}

/**
 * Where the links of a process are not told, its numbers still say that it is in a PID namespace of its own
 * (status, NSpid), and in that there is a wall.
 */
function withKnownWalls(process: ProcessView, {base}: Inspection, depth: number): ProcessView {
	if (process.namespaces.pid !== undefined || base.links.pid === undefined) return process;
	const level = process.nsPids.length - depth;
	const pid = level > 0 ? `level ${level}` : base.links.pid;
	return {...process, namespaces: {pid}};
}

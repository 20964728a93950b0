import {createHash} from 'node:crypto';
import type {IBufferCell, Terminal} from '@xterm/headless';

/** A cell of the screen: what stands in it, and how it looks. */
interface Cell {
	readonly text: string;
	readonly look: string;
}

type Row = readonly Cell[];

/** What is another on each host or in each run. All cells of a match are masked, and so is where it is. */
const OTHER_EACH_TIME: readonly RegExp[] = [
	// The rest of the line as well: how far a prompt reaches depends on the name of the host.
	/(?:learner|root)@[^│]*/g,
	// Boot ids, and what /proc/sys/kernel/random/uuid prints.
	/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g,
	/(?<=lesson\.)[\da-f]{6}/g,
	// What this host can do, in one sentence, and how much of it there is room for.
	/This host [^│]*/g,
];

/** What begins with such a row is another on each host, down to the row of keys. */
const OTHER_BELOW: readonly {readonly row: RegExp; readonly from: 'that row' | 'the next blank'}[] =
	[
		// The X-ray that stands by itself: pids, memory, the release of the kernel.
		{row: /X-ray {2}a pid on the host/, from: 'that row'},
		// Below the steps of a lesson there is a welcome, or what this host can't do, or nothing.
		{row: /What you will do in a real shell/, from: 'the next blank'},
	];

const MASKED: Cell = {text: '▒', look: ''};

function lookOf(cell: IBufferCell): string {
	const colours = [cell.getFgColorMode(), cell.getFgColor(), cell.getBgColorMode()];
	const attributes = [
		cell.isBold(),
		cell.isItalic(),
		cell.isDim(),
		cell.isUnderline(),
		cell.isInverse(),
		cell.isStrikethrough(),
	];
	return [...colours, cell.getBgColor(), ...attributes.map((value) => (value ? 1 : 0))].join(',');
}

function rowsOf({buffer: {active}, rows, cols}: Terminal): readonly Row[] {
	return Array.from({length: rows}, (_, y) => {
		const line = active.getLine(active.viewportY + y);
		return Array.from({length: cols}, (_, x): Cell => {
			const cell = line?.getCell(x);
			return cell === undefined
				? {text: ' ', look: ''}
				: {text: cell.getChars() || ' ', look: lookOf(cell)};
		});
	});
}

/** One character for each cell, so that a place in it is a column. */
const columnsOf = (row: Row): string =>
	row.map(({text}) => (text.length === 1 ? text : '□')).join('');

const maskBetween = (row: Row, from: number, to: number): Row =>
	row.map((cell, x) => (x >= from && x < to ? MASKED : cell));

const maskMatches = (row: Row, pattern: RegExp): Row =>
	[...columnsOf(row).matchAll(pattern)].reduce(
		(masked, {index, 0: text}) => maskBetween(masked, index, index + text.length),
		row,
	);

function maskBelow(
	rows: readonly Row[],
	{row: sought, from}: (typeof OTHER_BELOW)[number],
): readonly Row[] {
	const texts = rows.map(columnsOf);
	const found = texts.findIndex((text) => sought.test(text));
	const text = texts[found];
	if (text === undefined) return rows;
	const left = text.search(sought);
	const wall = text.indexOf('│', left);
	const right = wall === -1 ? text.length : wall;
	const isBlank = (y: number): boolean => texts[y]?.slice(left, right).trim() === '';
	const below = rows.findIndex((_, y) => y >= found && (from === 'that row' || isBlank(y)));
	return rows.map((row, y) =>
		y >= below && y < rows.length - 2 ? maskBetween(row, left, right) : row,
	);
}

/** The hash of all that is the same on each host and in each run. */
export function hashOf(terminal: Terminal): string {
	const rows = OTHER_BELOW.reduce(maskBelow, rowsOf(terminal)).map((row) =>
		OTHER_EACH_TIME.reduce(maskMatches, row),
	);
	return createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 16);
}

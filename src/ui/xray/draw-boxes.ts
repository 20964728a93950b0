import type {BoxList, NamespaceBox} from '../../domain/inspection.js';
import {printableLine} from '../../domain/printable.js';
import {textWidth} from '../../domain/text-width.js';
import {wrapRuns} from '../../domain/wrap-runs.js';
import {cutLine, cutText, line, type TextLine} from '../text/wrap-text.js';
import type {PictureStyle} from './fit-picture.js';
import {sayAge} from './inspection-rows.js';
import {baseWord, commandOf, containerLabel} from './inspection-words.js';
import {KINDS} from './plan-xray.js';
import {kindList} from './wall-title.js';

/** The table, of which a live view points at one row. */
export interface BoxTable {
	readonly heading: TextLine;
	/** One for each box. */
	readonly rows: readonly TextLine[];
	/** Sentences below it. */
	readonly notes: readonly TextLine[];
}

interface Column {
	readonly title: string;
	readonly most: number;
	readonly isNumber?: true;
	readonly cell: (box: NamespaceBox) => string;
}

const kindsText = ({kinds}: NamespaceBox): string =>
	kinds === undefined ? 'not told' : kindList(KINDS.filter((kind) => kinds.includes(kind)));

const nameText = (box: NamespaceBox): string => {
	const indent = '  '.repeat(Math.min(box.depth, 3));
	if (box.container !== undefined && box.container.kind !== 'unit')
		return indent + containerLabel(box.container);
	const isService = box.kinds?.includes('pid') !== true && box.kinds?.includes('user') !== true;
	if (isService && box.container !== undefined) return indent + containerLabel(box.container);
	return `${indent}${box.parentComm === undefined ? '' : `by ${box.parentComm}`}`;
};

const userText = ({uid, innerUid}: NamespaceBox): string =>
	innerUid === uid ? String(uid) : `${uid}>${innerUid ?? '?'}`;

/** Narrow windows leave out the last ones but the command. */
const COLUMNS: readonly Column[] = [
	{title: 'PID', most: 8, isNumber: true, cell: ({pid}) => String(pid)},
	{title: 'INSIDE', most: 6, isNumber: true, cell: ({innerPid}) => String(innerPid)},
	{title: 'WHAT', most: 34, cell: nameText},
	{title: 'NEW', most: 40, cell: kindsText},
	{title: 'PROCS', most: 6, isNumber: true, cell: ({processes}) => String(processes)},
	{title: 'UID', most: 14, cell: userText},
	{title: 'AGE', most: 13, cell: ({age}) => (age === undefined ? '' : sayAge(age))},
];

const LEAST_COMMAND = 16;

export function drawBoxes(list: BoxList, columns: number, {symbols}: PictureStyle): BoxTable {
	const {boxes} = list;
	const cellOf = (column: Column, box: NamespaceBox): string =>
		cutText(printableLine(column.cell(box)), column.most, symbols.ellipsis);
	const widthOf = (column: Column): number =>
		Math.max(column.title.length, ...boxes.map((box) => textWidth(cellOf(column, box))));
	const shown = fittingColumns(columns, widthOf);
	const pad = (text: string, column: Column): string => {
		const blanks = ' '.repeat(Math.max(0, widthOf(column) - textWidth(text)));
		return column.isNumber ? `${blanks}${text}` : `${text}${blanks}`;
	};
	const row = (cell: (column: Column) => string, command: string): TextLine =>
		line([...shown.map((column) => pad(cell(column), column)), command].join('  '));
	return {
		heading: cutLine(
			row(({title}) => title, 'COMMAND').map(({text}) => ({text, look: 'heading'})),
			columns,
			symbols.ellipsis,
		),
		rows: boxes.map((box) =>
			cutLine(
				row((column) => cellOf(column, box), printableLine(commandOf(box).slice(0, 400))),
				columns,
				symbols.ellipsis,
			),
		),
		notes: noteLines(list, columns),
	};
}

function fittingColumns(columns: number, widthOf: (column: Column) => number): readonly Column[] {
	let room = columns - LEAST_COMMAND;
	const order = ['PID', 'WHAT', 'NEW', 'PROCS', 'INSIDE', 'UID', 'AGE'];
	const fitting = new Set<string>();
	for (const title of order) {
		const column = COLUMNS.find((one) => one.title === title);
		if (column === undefined || widthOf(column) + 2 > room) continue;
		room -= widthOf(column) + 2;
		fitting.add(title);
	}
	return COLUMNS.filter(({title}) => fitting.has(title));
}

function noteLines(
	{boxes, processes, closed, base}: BoxList,
	columns: number,
): readonly TextLine[] {
	const count = boxes.length === 1 ? '1 set of namespaces' : `${boxes.length} sets of namespaces`;
	const sentences = [
		boxes.length === 0
			? `Of ${processes} processes none was seen in namespaces other than ${baseWord(base)}.`
			: `${count} other than ${baseWord(base)}, among ${processes} processes.`,
		...(closed === 0
			? []
			: [
					`Closed to you: ${closed} ${closed === 1 ? 'process' : 'processes'}, whose namespaces only their user and root may see (ptrace(2)).`,
				]),
	];
	return sentences.flatMap((sentence) => wrapRuns(line(sentence, 'quiet'), columns));
}

// The board as rows of text: who is where, how the steps stand, and which mistakes are met.
import type {TerminalSize} from '../../domain/sandbox.js';
import {textWidth} from '../../domain/text-width.js';
import type {Board} from '../../room/board.js';
import {durationText, heldText} from '../../room/board-text.js';
import {
	arranged,
	heldStep,
	type KnownStep,
	type LearnerLine,
	learnerLines,
	mistakesIn,
	type StepLine,
	stepLines,
} from '../../room/survey.js';
import {draftText} from '../../session/draft.js';
import type {Look, Symbols} from '../text/theme.js';
import {cutLine, cutText, EMPTY_LINE, line, type TextLine} from '../text/wrap-text.js';
import type {BoardPage, BoardShown, BoardView} from './board-view.js';

export interface BoardScreen {
	readonly rows: readonly TextLine[];
	readonly shown: BoardShown;
	/** `010/release` or `010`, where the pointer stands. */
	readonly place: string | undefined;
}

export interface BoardScene {
	readonly room: string;
	readonly board: Board;
	readonly steps: readonly KnownStep[];
	readonly view: BoardView;
	readonly size: TerminalSize;
	readonly symbols: Symbols;
	/** Milliseconds. */
	readonly now: number;
}

/** Header, what holds the room up, heading; and below the keys. */
const FIXED_ROWS = 5;

const padded = (text: string, columns: number, ellipsis: string): string => {
	const cut = cutText(text, columns, ellipsis);
	return cut + ' '.repeat(Math.max(0, columns - textWidth(cut)));
};

const SIGNS: Readonly<Record<NonNullable<LearnerLine['verdict']>, keyof Symbols & string>> = {
	passed: 'passed',
	'not-yet': 'notYet',
	failed: 'failed',
	'cannot-tell': 'cannotTell',
};

function presenceText({presence, hand}: LearnerLine): {readonly text: string; readonly look: Look} {
	if (presence === 'left') return {text: 'left', look: 'quiet'};
	if (hand) return {text: presence === 'lost' ? 'HAND, lost' : 'HAND UP', look: 'accent'};
	return presence === 'lost' ? {text: 'lost', look: 'failed'} : {text: '', look: 'plain'};
}

function learnerRow(learner: LearnerLine, columns: number, symbols: Symbols): TextLine {
	const {seat, name, host, place, open, isLong, verdict, hints, isHelped, passed, presence} =
		learner;
	const nameColumns = Math.max(12, Math.min(30, columns - 62));
	const said = presenceText(learner);
	return [
		...line(`${String(seat).padStart(4)} `, 'quiet'),
		...line(padded(name, nameColumns, symbols.ellipsis), presence === 'left' ? 'quiet' : 'strong'),
		...line(` ${padded(place ?? 'menu', 20, symbols.ellipsis)} `),
		...line(verdict === undefined ? ' ' : symbols[SIGNS[verdict]], verdict ?? 'plain'),
		...line(padded(` ${durationText(open)}`, 9, symbols.ellipsis), isLong ? 'failed' : 'plain'),
		...line(padded(isHelped ? ' solved' : hints > 0 ? ` ${hints} h` : '', 7, '')),
		...line(`${String(passed).padStart(4)}  `),
		...line(padded(said.text, 11, symbols.ellipsis), said.look),
		...line(host === undefined || host === 'full' ? '' : host, 'quiet'),
	];
}

const learnerHeading = (columns: number): string =>
	`seat ${padded('name', Math.max(12, Math.min(30, columns - 62)), '')} ${padded('at', 20, '')}   since    help   done`;

function stepRow({key, title, here, long, passed, tried}: StepLine, symbols: Symbols): TextLine {
	const number = (count: number): string => (count === 0 ? '' : String(count)).padStart(5);
	return [
		...line(`${padded(`${key} ${title}`, 46, symbols.ellipsis)}`),
		...line(number(here), 'strong'),
		...line(number(long), long > 0 ? 'failed' : 'plain'),
		...line(`   ${number(tried)}`, 'not-yet'),
		...line(`  ${number(passed)}`, 'passed'),
	];
}

const STEP_HEADING = `${'step'.padEnd(46)} here long not yet passed`;

/** A part of a page: its heading, its rows, and where each of them leads. */
interface PageRows {
	readonly heading: string;
	readonly rows: readonly TextLine[];
	readonly places: readonly (string | undefined)[];
}

function pageRows(
	page: BoardPage,
	scene: BoardScene,
	learners: readonly LearnerLine[],
	counted: readonly StepLine[],
): PageRows {
	const {board, view, size, symbols} = scene;
	if (page === 'learners') {
		const shown = arranged(learners, view.sort, view.filter);
		return {
			heading: learnerHeading(size.columns),
			rows: shown.map((each) => learnerRow(each, size.columns, symbols)),
			places: shown.map(({place}) => place),
		};
	}
	if (page === 'steps') {
		return {
			heading: STEP_HEADING,
			rows: counted.map((each) => stepRow(each, symbols)),
			places: counted.map(({key}) => key),
		};
	}
	const met = counted.flatMap(({key}) => mistakesIn(board, key).map((each) => ({key, ...each})));
	return {
		heading: `${'step'.padEnd(34)} ${'mistake'.padEnd(30)} learners`,
		rows: met.map(({key, mistake, learners: count}) =>
			line(
				`${padded(key, 34, symbols.ellipsis)} ${padded(mistake, 30, symbols.ellipsis)} ${String(count).padStart(8)}`,
			),
		),
		places: met.map(({key}) => key),
	};
}

const EMPTY: Readonly<Record<BoardPage, string>> = {
	learners: 'Nobody is here. Learners join with the codes of the sheet.',
	steps: 'No step has been begun.',
	mistakes: 'No known mistake was met.',
};

type Keys = readonly (readonly [key: string, does: string])[];

const SPEAK: Keys = [
	['t', 'tell all'],
	['g', 'meet there'],
	['q', 'quit'],
];

/** Where Tab and m lead from each page; learners alone are sorted and filtered. */
const KEYS: Readonly<Record<BoardPage, Keys>> = {
	learners: [['Tab', 'steps'], ['m', 'mistakes'], ['s', 'sort'], ['f', 'filter'], ...SPEAK],
	steps: [['Tab', 'learners'], ['m', 'mistakes'], ...SPEAK],
	mistakes: [['Tab', 'learners'], ['m', 'steps'], ...SPEAK],
};

const WRITING: Keys = [
	['Enter', 'send'],
	['Esc', 'no'],
];

const keysLine = (keys: Keys): TextLine =>
	keys.flatMap(([key, does]) => [...line(` ${key}`, 'key'), ...line(` ${does} `)]);

function lastRow({view}: BoardScene, page: BoardPage): TextLine {
	if (view.draft !== undefined) {
		const written = [...line(draftText(view.draft)), ...line(' ', 'marked')];
		return [...line(' To all: ', 'accent'), ...written, ...line('  '), ...keysLine(WRITING)];
	}
	return view.notice === undefined ? keysLine(KEYS[page]) : line(` ${view.notice}`, 'strong');
}

function firstRow({room, board, view}: BoardScene, learners: readonly LearnerLine[]): TextLine {
	const hands = learners.filter(({hand}) => hand).length;
	const lost = learners.filter(({presence}) => presence === 'lost').length;
	const left = learners.filter(({presence}) => presence === 'left').length;
	return [
		...line(` ${room} `, 'title'),
		...line(` ${learners.length - left} here`),
		...(hands > 0 ? line(`  ${hands} ${hands === 1 ? 'hand' : 'hands'} up`, 'accent') : []),
		...(lost > 0 ? line(`  ${lost} lost`, 'failed') : []),
		...(board.strange > 0 ? line(`  ${board.strange} strange rows left out`, 'quiet') : []),
		...(board.isUp ? [] : line('  THE ROOM IS OUT OF REACH', 'failed')),
		...line(`  sort: ${view.sort}  filter: ${view.filter}`, 'quiet'),
	];
}

/** The whole screen. */
export function boardScreen(scene: BoardScene): BoardScreen {
	const {board, view, size, symbols, steps, now} = scene;
	const learners = learnerLines(board, now);
	const counted = stepLines(board, learners, steps);
	const room = Math.max(1, size.rows - FIXED_ROWS);
	const page = view.page ?? (learners.length > room ? 'steps' : 'learners');
	const {heading, rows, places} = pageRows(page, scene, learners, counted);
	const pointed = Math.max(0, Math.min(rows.length - 1, view.pointed));
	const top = Math.max(0, Math.min(pointed - Math.floor(room / 2), rows.length - room));
	const body = rows.slice(top, top + room).map((row, index) => {
		const isPointed = top + index === pointed;
		return [...line(isPointed ? symbols.pointer : ' ', 'key'), ...row];
	});
	const held = heldText(heldStep(counted));
	const below = Array.from(
		{length: Math.max(0, room - Math.max(1, body.length))},
		() => EMPTY_LINE,
	);
	const all = [
		firstRow(scene, learners),
		held === undefined ? EMPTY_LINE : line(` ${held}`, 'failed'),
		line(` ${heading}`, 'quiet'),
		...(body.length > 0 ? body : [line(` ${EMPTY[page]}`)]),
		...below,
		line(rows.length > room ? ` ${top + 1}-${top + body.length} of ${rows.length}` : '', 'quiet'),
		lastRow(scene, page),
	];
	return {
		rows: all.map((row) => cutLine(row, size.columns, symbols.ellipsis)),
		shown: {page, rows: rows.length},
		place: places[pointed],
	};
}

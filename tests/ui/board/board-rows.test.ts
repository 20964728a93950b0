import {expect, test} from 'vitest';
import {type Board, emptyBoard, tellBoard} from '../../../src/room/board.js';
import {placeOf, type Row, rowText} from '../../../src/room/rows.js';
import {boardScreen} from '../../../src/ui/board/board-rows.js';
import {type BoardView, FIRST_VIEW, pressKey} from '../../../src/ui/board/board-view.js';
import {createTheme} from '../../../src/ui/text/theme.js';
import {lineText, lineWidth} from '../../../src/ui/text/wrap-text.js';

const MINUTE = 60_000;
const NOW = 100 * MINUTE;

const STEPS = [
	{key: '010/release', title: 'Print the release'},
	{key: '010/boot-id', title: 'Print the boot id'},
];

function boardOf(rows: readonly (readonly [seat: number, row: Row])[]): Board {
	const board = emptyBoard(0);
	for (const [seat, row] of rows) {
		tellBoard(board, {kind: 'row', seat, place: placeOf(row), text: rowText(row), at: NOW});
	}
	return board;
}

const learner = (seat: number, name: string, step: string, open: number): [number, Row][] => [
	[seat, {kind: 'who', row: {name, host: 'full'}}],
	[seat, {kind: 'at', row: {lesson: '010', step, open}}],
];

const verdict = (seat: number, step: string, kind: 'passed' | 'not-yet'): [number, Row] => [
	seat,
	{kind: 'step', lesson: '010', step, row: {verdict: kind, hints: 1}},
];

const ROOM = boardOf([
	...learner(1, 'Ada', 'boot-id', 30),
	verdict(1, 'release', 'passed'),
	...learner(2, 'Bob', 'release', 600),
	verdict(2, 'release', 'not-yet'),
	...learner(3, 'Cleo', 'release', 400),
	[2, {kind: 'met', lesson: '010', row: {release: ['typed-it', 'wrong-file']}}],
	[3, {kind: 'met', lesson: '010', row: {release: ['typed-it']}}],
	[3, {kind: 'hand', row: {up: true}}],
]);

function screenOf(board: Board, view: Partial<BoardView> = {}, columns = 80, rows = 24) {
	const screen = boardScreen({
		room: 'test',
		board,
		steps: STEPS,
		view: {...FIRST_VIEW, ...view},
		size: {columns, rows},
		symbols: createTheme({colour: true, unicode: true}).symbols,
		now: NOW,
	});
	return {...screen, text: screen.rows.map(lineText).join('\n')};
}

test('a row a learner says where they are, what was judged, who is long there, and whose hand is up', () => {
	const {text} = screenOf(ROOM);
	expect(text).toMatch(/1 Ada +010\/boot-id +<1 min +1/);
	expect(text).toMatch(/2 Bob +010\/release +… 10 min +1 h +0/);
	expect(text).toMatch(/3 Cleo +010\/release .* HAND UP/);
	expect(text).toContain('2 learners are long in 010/release Print the release.');
	expect(text).toContain('1 hand up');
});

test.each([
	[80, 24],
	[140, 40],
	[60, 16],
])('at %ix%i it fills the screen exactly and no row is wider', (columns, rows) => {
	const {rows: shown} = screenOf(ROOM, {}, columns, rows);
	expect(shown).toHaveLength(rows);
	expect(shown.filter((row) => lineWidth(row) > columns)).toEqual([]);
});

test('more learners than rows are shown as steps with counts, until learners are asked for', () => {
	const many = boardOf(
		Array.from({length: 40}, (_, index) => learner(index + 1, `L${index}`, 'release', 10)).flat(),
	);
	const {text, shown} = screenOf(many);
	expect(shown.page).toBe('steps');
	expect(text).toMatch(/010\/release Print the release +40/);
	const {view} = pressKey(FIRST_VIEW, 'tab', shown);
	expect(screenOf(many, view).text).toContain('1-19 of 40');
});

test.each([
	['learners', 'Tab steps  m mistakes  s sort'],
	['steps', 'Tab learners  m mistakes  t tell'],
	['mistakes', 'Tab learners  m steps  t tell'],
] as const)('the last row of the page of %s says where its keys lead', (page, keys) => {
	expect(screenOf(ROOM, {page}).text).toContain(keys);
});

test('the mistakes that most learners met come first', () => {
	const {text} = screenOf(ROOM, {page: 'mistakes'});
	expect(text).toMatch(/typed-it +2\n.*wrong-file +1/);
});

test('sorted by time, who is longest in a step comes first; filtered, the others are left out', () => {
	const first = ({text}: {text: string}): string => text.split('\n')[3] ?? '';
	expect(first(screenOf(ROOM, {sort: 'long'}))).toContain('Bob');
	const hands = screenOf(ROOM, {filter: 'hands'});
	expect(first(hands)).toContain('Cleo');
	expect(hands.text).not.toContain('Ada');
});

test('a sentence is written, edited and sent; Escape sends nothing', () => {
	const shown = {page: 'learners', rows: 3} as const;
	const typed = ['t', 'H', 'x', 'backspace', 'i'].reduce(
		(view, key) => pressKey(view, key, shown).view,
		FIRST_VIEW,
	);
	expect(screenOf(ROOM, typed).text).toMatch(/To all: Hi +Enter send +Esc no/);
	expect(pressKey(typed, 'enter', shown).wish).toEqual({kind: 'say', text: 'Hi'});
	expect(pressKey(typed, 'escape', shown)).toMatchObject({
		wish: {kind: 'none'},
		view: {draft: undefined},
	});
});

test('names that would steer the terminal take no more room than their signs', () => {
	const board = boardOf(learner(1, 'Ada', 'release', 1));
	tellBoard(board, {
		kind: 'row',
		seat: 1,
		place: 'who',
		text: JSON.stringify({name: '\u001b[31mEve\u0007'}),
		at: NOW,
	});
	expect(screenOf(board).text).toContain('␛[31mEve␇');
});

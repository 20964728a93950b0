import {expect, test} from 'vitest';
import {emptyBoard, tellBoard} from '../../src/room/board.js';
import {
	MOST_ROW_BYTES,
	parseNotice,
	parseRow,
	placeOf,
	type Row,
	rowText,
} from '../../src/room/rows.js';

const ROWS: readonly Row[] = [
	{kind: 'who', row: {name: 'Ada', host: 'full'}},
	{kind: 'at', row: {lesson: '010', step: 'release', open: 12}},
	{kind: 'hand', row: {up: true}},
	{kind: 'met', lesson: '010', row: {release: ['typed-it']}},
	{kind: 'step', lesson: '010', step: 'release', row: {verdict: 'passed', hints: 2, helped: true}},
];

test.each(ROWS)('a row of $kind comes back as it was sent', (row) => {
	expect(parseRow(placeOf(row), rowText(row))).toEqual(row);
});

test.each([
	['a field that is not listed', 'who', '{"name":"Ada","command":"ls"}'],
	['a verdict that there is not', '010.release', '{"verdict":"won","hints":0}'],
	['more hints than there are', '010.release', '{"verdict":"passed","hints":9}'],
	['a name without measure', 'who', JSON.stringify({name: 'x'.repeat(41)})],
	['a megabyte', 'who', JSON.stringify({name: 'x'.repeat(1_000_000)})],
	['a place that no lesson has', '010.release.again', '{"verdict":"passed","hints":0}'],
	['no JSON', 'hand', 'up'],
	['a time before the beginning', 'at', '{"open":-1}'],
])('%s is refused', (_what, place, text) => {
	expect(parseRow(place, text)).toBeUndefined();
});

test('what would steer a terminal or turn the text around is shown as a sign', () => {
	const row = parseRow('who', JSON.stringify({name: '\u001b[2JAda\u202e\n'}));
	expect(row).toEqual({kind: 'who', row: {name: '␛[2JAda\ufffd␊'}});
	expect(parseNotice(JSON.stringify({kind: 'say', id: '1', text: 'Hi\u0007'}))).toEqual({
		kind: 'say',
		id: '1',
		text: 'Hi␇',
	});
});

test('the largest row that parses is smaller than what the server takes', () => {
	const steps = Array.from({length: 24}, (_, index) => `${index}`.padStart(48, 's'));
	const mistakes = Array.from({length: 8}, (_, index) => `${index}`.padStart(48, 'm'));
	const whole = JSON.stringify(Object.fromEntries(steps.map((step) => [step, mistakes])));
	expect(whole.length).toBeGreaterThan(MOST_ROW_BYTES);
	expect(parseRow('met.010', whole)).toBeUndefined();
});

test('a board leaves out what it does not understand, and says how much that was', () => {
	const board = emptyBoard(0);
	tellBoard(board, {kind: 'row', seat: 1, place: 'who', text: 'nonsense', at: 0});
	tellBoard(board, {kind: 'row', seat: 1, place: 'who', text: '{"name":"Ada"}', at: 0});
	expect(board.strange).toBe(1);
	expect(board.learners.get(1)?.who?.name).toBe('Ada');
});

test('a step is counted by its newest verdict, however often it is told', () => {
	const board = emptyBoard(0);
	const tell = (seat: number, verdict: 'passed' | 'not-yet'): void =>
		tellBoard(board, {
			kind: 'row',
			seat,
			place: '010.release',
			text: JSON.stringify({verdict, hints: 0}),
			at: 0,
		});
	tell(1, 'not-yet');
	tell(1, 'not-yet');
	tell(2, 'not-yet');
	expect(board.counts.get('010/release')).toEqual({passed: 0, tried: 2});
	tell(1, 'passed');
	tell(1, 'passed');
	expect(board.counts.get('010/release')).toEqual({passed: 1, tried: 1});
	expect([...board.learners.values()].map(({passed}) => passed)).toEqual([1, 0]);
});

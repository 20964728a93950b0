import {describe, expect, test} from 'vitest';
import type {Step} from '../../src/domain/exercise.js';
import {isTooSmall, layoutExercise, layoutPage, type Rect} from '../../src/ui/layout.js';
import {longestCard} from '../../src/ui/screens/task-rows.js';

const sizes = [
	{columns: 60, rows: 16},
	{columns: 80, rows: 24},
	{columns: 100, rows: 30},
	{columns: 119, rows: 50},
	{columns: 120, rows: 24},
	{columns: 140, rows: 40},
	{columns: 250, rows: 80},
];

const isInside = ({x, y, columns, rows}: Rect, size: {columns: number; rows: number}): boolean =>
	x >= 0 &&
	y >= 0 &&
	columns >= 1 &&
	rows >= 1 &&
	x + columns <= size.columns &&
	y + rows <= size.rows;

const overlap = (one: Rect, other: Rect): boolean =>
	one.x < other.x + other.columns &&
	other.x < one.x + one.columns &&
	one.y < other.y + other.rows &&
	other.y < one.y + one.rows;

describe.each(sizes)('at $columns x $rows', (size) => {
	test.each([1, 4, 20])(
		'card, terminal and verdict lie beside each other, card wanting %i rows',
		(wanted) => {
			const {card, pane, verdict} = layoutExercise(size, wanted);
			const parts = [card, pane, ...(verdict ? [verdict] : [])];
			expect(parts.filter((part) => !isInside(part, size))).toEqual([]);
			expect(overlap(card, pane)).toBe(false);
			expect(verdict !== undefined && overlap(verdict, pane)).toBe(false);
			// The last row is for the keys.
			expect(Math.max(...parts.map(({y, rows}) => y + rows))).toBeLessThan(size.rows);
			expect(pane.rows).toBeGreaterThanOrEqual(5);
		},
	);

	test('a page fits', () => {
		const {rail, body} = layoutPage(size);
		expect(isInside(body, size)).toBe(true);
		expect(rail === undefined || (isInside(rail, size) && !overlap(rail, body))).toBe(true);
	});
});

test('80 columns have room for the widest page and the tallest one', () => {
	const {body} = layoutPage({columns: 80, rows: 24});
	expect(body.columns).toBe(76);
	// A title, an empty row, and 17 rows of text.
	expect(body.rows).toBeGreaterThanOrEqual(19);
});

test('a shell beside the text has at least 80 columns', () => {
	expect(layoutExercise({columns: 120, rows: 30}, 6).pane.columns).toBeGreaterThanOrEqual(80);
});

test.each([
	[{columns: 59, rows: 24}, true],
	[{columns: 80, rows: 15}, true],
	[{columns: 60, rows: 16}, false],
])('%o is too small: %s', (size, expected) => {
	expect(isTooSmall(size)).toBe(expected);
});

test('the card has a row more where a value is longer than the name that stands for it', () => {
	const step: Partial<Step> = {task: 'Look into {{a}} now, and look once more.', meaning: ''};
	const rows = (value: string) =>
		longestCard(step as Step, new Map([['a', value]]), {columns: 24, rows: 24});
	expect(rows('zolan')).toBe(2);
	expect(rows('zolanenid')).toBe(3);
});

test('a task of six rows and what it asks are shown whole at 80 x 24, and a long explanation is not', () => {
	const size = {columns: 80, rows: 24};
	const card = (step: Partial<Step>): number => {
		const wanted = longestCard({task: '', meaning: '', ...step} as Step, new Map(), size);
		return layoutExercise(size, wanted).card.rows;
	};
	const task = 'word '.repeat(90);
	expect(card({task})).toBe(6);
	expect(card({task, asks: 'Which one?'})).toBe(7);
	expect(card({task, asks: 'word '.repeat(20)})).toBe(8);
	expect(card({meaning: 'word '.repeat(200)})).toBe(6);
});

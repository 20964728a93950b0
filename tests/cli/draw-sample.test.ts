import {describe, expect, test} from 'vitest';
import {drawProofs, parseShare, readDraw, sayDrawn} from '../../src/cli/draw-sample.js';
import type {PlannedProof} from '../../src/cli/prove-course.js';

const claims: readonly PlannedProof[] = Array.from({length: 2000}, (_, index) => ({
	lesson: {id: `${index % 20}0`, title: 'One'},
	claim: `step-${index % 7}, wrong: near miss ${index}`,
	alone: index === 40,
	prove: undefined,
}));

const minutes = Number.POSITIVE_INFINITY;
const draw = (seed: string, share: number, of = claims): readonly string[] =>
	drawProofs(of, {seed, share, minutes}).map(({claim}) => claim);

describe('a sample of claims', () => {
	test('is about as large as its share', () => {
		for (const seed of ['a', 'b', 'f1fb882', '']) {
			expect(draw(seed, 0.25).length).toBeGreaterThan(430);
			expect(draw(seed, 0.25).length).toBeLessThan(570);
		}
	});

	test('is the same for the same seed, and another for another', () => {
		expect(draw('commit', 0.25)).toEqual(draw('commit', 0.25));
		const other = new Set(draw('commis', 0.25));
		const both = draw('commit', 0.25).filter((claim) => other.has(claim));
		// A quarter of a quarter: two seeds know nothing of each other.
		expect(both.length).toBeGreaterThan(85);
		expect(both.length).toBeLessThan(165);
	});

	test('draws a claim whatever else is planned', () => {
		const all = new Set(draw('commit', 0.25));
		expect(draw('commit', 0.25, claims.slice(0, 100)).every((claim) => all.has(claim))).toBe(true);
	});

	test('grows with its share, and keeps what it had', () => {
		const half = new Set(draw('commit', 0.5));
		expect(draw('commit', 0.25).every((claim) => half.has(claim))).toBe(true);
		expect(draw('commit', 1)).toHaveLength(claims.length);
	});

	test('plays in the order of the course, and last what measures', () => {
		const [measures, ...others] = [...draw('commit', 1)].reverse();
		expect(measures).toBe('step-5, wrong: near miss 40');
		const inOrder = claims.filter(({alone}) => !alone).map(({claim}) => claim);
		expect(others.reverse()).toEqual(inOrder);
	});

	test.each([1, 7, 500, 1999])('names a line that plays the same %s', (count) => {
		const inTime = {seed: "it's", share: 1, minutes: 5};
		const played = drawProofs(claims, inTime).slice(0, count);
		const said = sayDrawn(played, claims, inTime, {
			ids: ['010'],
			variants: true,
			only: 'wrong',
		});
		const [, share = ''] =
			/verify 010 --variants --only 'wrong' --sample (\S+) --seed 'it'\\''s'$/.exec(said ?? '') ??
			[];
		expect(new Set(draw("it's", parseShare(share)))).toEqual(
			new Set(played.map(({claim}) => claim)),
		);
	});

	test('is not spoken of where all was played', () => {
		expect(sayDrawn(claims, claims, {seed: 'a', share: 1, minutes}, {})).toBeUndefined();
	});
});

test.each([
	['1/4', 0.25],
	['0.25', 0.25],
	['3/4', 0.75],
	['1', 1],
])('--sample %s is a share', (given, share) => {
	expect(parseShare(given)).toBe(share);
});

test.each(['0', '5/4', '1/0', 'a quarter', '', '-1', '2'])('--sample %s is none', (given) => {
	expect(() => parseShare(given)).toThrow('--sample takes a share of the claims');
});

test.each([0, -1])('--minutes %s is no time', (given) => {
	expect(() => readDraw({minutes: given}, 'a')).toThrow('--minutes takes a time above 0');
});

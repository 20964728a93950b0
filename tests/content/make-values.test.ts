import {expect, test} from 'vitest';
import {makeValues} from '../../src/content/make-values.js';
import type {ValueRecipe} from '../../src/domain/exercise.js';

const seeds = Array.from({length: 500}, (_, seed) => seed);
const made = (recipe: ValueRecipe): readonly string[] =>
	seeds.map((seed) => makeValues({it: recipe}, seed).get('it') ?? '');

test('the same seed makes the same values', () => {
	const recipes = {host: {make: 'word'}, pet: {make: 'choice', of: ['a', 'b', 'c']}} as const;
	expect(makeValues(recipes, 7)).toEqual(makeValues(recipes, 7));
	expect(makeValues(recipes, 7)).not.toEqual(makeValues(recipes, 8));
});

test('a value that is added changes no other', () => {
	const alone = makeValues({host: {make: 'word'}}, 7).get('host');
	expect(makeValues({first: {make: 'word'}, host: {make: 'word'}}, 7).get('host')).toBe(alone);
});

test('a word is five to ten lower-case letters, and hardly ever the same twice', () => {
	const words = made({make: 'word'});
	for (const word of words) expect(word).toMatch(/^[a-z]{5,10}$/);
	expect(new Set(words).size).toBeGreaterThan(490);
});

test('two words of one attempt differ', () => {
	for (const seed of seeds) {
		const values = makeValues({one: {make: 'word'}, two: {make: 'word'}}, seed);
		expect(values.get('one')).not.toBe(values.get('two'));
	}
});

test('an integer reaches both its bounds, in multiples', () => {
	const numbers = made({make: 'integer', from: 9, to: 21, multipleOf: 5}).map(Number);
	expect([...new Set(numbers)].sort((a, b) => a - b)).toEqual([10, 15, 20]);
});

test('a choice reaches each of its words', () => {
	expect(new Set(made({make: 'choice', of: ['heron', 'otter']}))).toEqual(
		new Set(['heron', 'otter']),
	);
});

import type {ValueRecipe} from '../domain/exercise.js';
import {hashText} from '../domain/hash.js';

const CONSONANTS = 'bdfgklmnprstvz';
const VOWELS = 'aeiou';

/** Numbers in [0, 1), the same for the same seed: mulberry32 (public domain, T. Ettinger). */
function createRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Consonant and vowel in turn: easy to type, in no dictionary of commands, six to nine letters. */
function makeWord(random: () => number): string {
	const length = 6 + Math.floor(random() * 4);
	return Array.from({length}, (_, index) => {
		const letters = index % 2 === 0 ? CONSONANTS : VOWELS;
		return letters.charAt(Math.floor(random() * letters.length));
	}).join('');
}

function makeValue(recipe: ValueRecipe, random: () => number): string {
	switch (recipe.make) {
		case 'word':
			return makeWord(random);
		case 'integer': {
			const first = Math.ceil(recipe.from / recipe.multipleOf);
			const last = Math.floor(recipe.to / recipe.multipleOf);
			return String((first + Math.floor(random() * (last - first + 1))) * recipe.multipleOf);
		}
		case 'choice':
			return recipe.of[Math.floor(random() * recipe.of.length)] ?? '';
	}
}

/** The values of one attempt by name; the same seed (any safe integer) makes the same values. */
export function makeValues(
	recipes: Readonly<Record<string, ValueRecipe>>,
	seed: number,
): ReadonlyMap<string, string> {
	return new Map(
		Object.entries(recipes).map(([name, recipe]) => [
			name,
			// A name has its own stream of numbers, so that a value added to an exercise changes no other.
			makeValue(recipe, createRandom(hashText(`${seed} ${name}`))),
		]),
	);
}

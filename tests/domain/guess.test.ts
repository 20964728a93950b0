import {expect, test} from 'vitest';
import {CHECK_KINDS} from '../../src/checks/judge.js';
import {askIfMeant, guess} from '../../src/domain/guess.js';

const KEYS = [
	'fact',
	'facts',
	'text',
	'contains',
	'matches',
	'hints',
	'mistakes',
	'lost',
	'meaning',
];

test.each([
	['prints', CHECK_KINDS, 'printed'],
	['answerd', CHECK_KINDS, 'answered'],
	['in-oder', CHECK_KINDS, 'in-order'],
	['contain', KEYS, 'contains'],
	['fatc', KEYS, 'fact'],
	['hint', KEYS, 'hints'],
	['mistake', KEYS, 'mistakes'],
])('who writes %s means a word that is near', (word, known, meant) => {
	expect(guess(word, known)).toBe(meant);
	expect(askIfMeant(word, known)).toBe(`; did you mean \`${meant}\`?`);
});

test.each(['look', 'observe', 'docker', 'x', ''])('of %j nothing is guessed', (word) => {
	expect(guess(word, KEYS)).toBeUndefined();
	expect(askIfMeant(word, KEYS)).toBe('.');
});

import {expect, test} from 'vitest';
import {proseRows} from '../../src/cli/prose-rows.js';

const TOOLS = '✓ Tools: bash script sha256sum timeout';

test('a sentence is broken between words, and goes on under its text', () => {
	expect(proseRows(TOOLS, 26, 2)).toEqual(['✓ Tools: bash script', '  sha256sum timeout']);
	expect(proseRows('    affects 5 steps of 085', 20)).toEqual([
		'    affects 5 steps',
		'    of 085',
	]);
});

test('one that fits stays as it is, and so does one for a file', () => {
	expect(proseRows(TOOLS, 80, 2)).toEqual([TOOLS]);
	expect(proseRows(TOOLS, undefined, 2)).toEqual([TOOLS]);
	expect(proseRows('', 80)).toEqual(['']);
});

test('a word wider than the terminal is cut, and nothing of it is lost', () => {
	expect(proseRows('/a/very/long/path', 6).join('')).toBe('/a/very/long/path');
});

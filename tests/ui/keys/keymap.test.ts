import {expect, test} from 'vitest';
import type {KeyContext} from '../../../src/ui/keys/binding.js';
import {contextTitles, keyHelpMarkdown} from '../../../src/ui/keys/key-help.js';
import {bindingOf, KEYMAP} from '../../../src/ui/keys/keymap.js';
import {parseKey} from '../../../src/ui/keys/parse-keys.js';

const contexts = [...new Set(KEYMAP.map(({context}) => context))];

/** Contexts that hold together with `anywhere`. */
const beside: readonly KeyContext[] = ['menu', 'page', 'choice', 'chosen', 'ended'];

test.each(contexts)('in "%s" a key means one thing', (context) => {
	const holding = beside.includes(context) ? [context, 'anywhere'] : [context];
	const keys = KEYMAP.filter((binding) => holding.includes(binding.context)).flatMap(
		({keys}) => keys,
	);
	expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test('the help tells of every context in which keys mean something', () => {
	expect(
		contextTitles()
			.map(([context]) => context)
			.sort(),
	).toEqual([...contexts].sort());
});

test('the table of the README has a row for every binding', () => {
	const rows = keyHelpMarkdown()
		.split('\n')
		.filter((row) => row.startsWith('| `'));
	expect(rows).toHaveLength(KEYMAP.length);
	expect(rows).toContain('| `h` | Shows the next of three hints; after the last one the task. |');
});

test('every letter of the guide key is found', () => {
	const letters = [...'hsorlnayuqbmpz?'];
	expect(letters.filter((letter) => bindingOf(['guide'], letter) === undefined)).toEqual([]);
});

test.each<readonly [string, string, string, number]>([
	['a letter', 'a', 'a', 1],
	['a letter of two bytes', 'ä', 'ä', 2],
	['an emoji', '🙂x', '🙂', 4],
	['an arrow', '\u001b[A', 'up', 3],
	['an arrow in application mode', '\u001bOB', 'down', 3],
	['page up', '\u001b[5~x', 'page-up', 4],
	['F1 of the Linux console', '\u001b[[A', 'f1', 4],
	['Escape alone', '\u001b', 'escape', 1],
	['Escape before another key', '\u001b\r', 'escape', 1],
	['F9', '\u001b[20~', 'f9', 5],
	['Ctrl-G in another protocol', '\u001b[103;5u', 'ctrl-g', 8],
	['a key nobody knows', '\u001b[24~', 'unknown', 5],
	['Ctrl and a letter', '\u0007', 'ctrl-g', 1],
	['Enter', '\r', 'enter', 1],
	['Backspace', '\u007f', 'backspace', 1],
])('%s is read as a key', (_what, bytes, key, length) => {
	expect(parseKey(Buffer.from(bytes))).toEqual({kind: 'key', key, length});
});

test('a paste is read as text and not as keys', () => {
	expect(parseKey(Buffer.from('\u001b[200~q\r\u001b[201~x'))).toEqual({
		kind: 'paste',
		text: 'q\r',
		length: 14,
	});
});

test.each([
	['half a character', Buffer.from('ä').subarray(0, 1)],
	['half a paste', Buffer.from('\u001b[200~abc')],
	['half a sequence', Buffer.from('\u001b[1;')],
])('%s waits for its rest', (_what, bytes) => {
	expect(parseKey(bytes)).toEqual({kind: 'incomplete'});
});

import {expect, test} from 'vitest';
import {draftText, type Edit, EMPTY_DRAFT, editDraft} from '../../src/session/draft.js';

const insert = (text: string): Edit => ({kind: 'insert', text});
const key = (edit: Exclude<Edit['kind'], 'insert'>): Edit => ({kind: edit});

test.each<readonly [string, readonly Edit[], string, number]>([
	['text goes in at the cursor', [insert('ac'), key('left'), insert('b')], 'abc', 2],
	['a wide character is one step', [insert('日本'), key('left'), key('delete-before')], '本', 0],
	[
		'an emoji of several code points is one step',
		[insert('👨‍👩‍👧x'), key('left'), key('delete-before')],
		'x',
		0,
	],
	['a word goes with the blanks behind it', [insert('one two  '), key('delete-word')], 'one ', 4],
	[
		'deleting at the beginning does nothing',
		[insert('a'), key('start'), key('delete-before')],
		'a',
		0,
	],
	['deleting at the end does nothing', [insert('a'), key('delete-after')], 'a', 1],
	[
		'everything before the cursor goes',
		[insert('abc'), key('left'), key('delete-to-start')],
		'c',
		0,
	],
	[
		'everything behind the cursor goes',
		[insert('abc'), key('start'), key('right'), key('delete-to-end')],
		'a',
		1,
	],
	['the cursor stays in the line', [insert('ab'), key('right'), key('end'), key('right')], 'ab', 2],
	['a pasted line break is a blank', [insert('one\r\ntwo\u0007')], 'one two', 7],
])('%s', (_claim, edits, text, cursor) => {
	const draft = edits.reduce(editDraft, EMPTY_DRAFT);
	expect(draftText(draft)).toBe(text);
	expect(draft.cursor).toBe(cursor);
});

test('a line has an end', () => {
	const draft = editDraft(EMPTY_DRAFT, insert('x'.repeat(10_000)));
	expect(draftText(draft)).toHaveLength(400);
	expect(editDraft(draft, insert('y'))).toEqual(draft);
});

import {renderToString} from 'ink';
import {createElement} from 'react';
import {expect, test} from 'vitest';
import {TextLines} from '../../src/ui/ink/text-lines.js';
import {line} from '../../src/ui/text/wrap-text.js';

const shown = (row: string): readonly string[] =>
	renderToString(
		createElement(TextLines, {
			lines: [line('top'), line(row), line('bottom')],
			columns: 10,
			rows: 3,
		}),
		{columns: 40},
	).split('\n');

test.each([
	['a colour', '\u001b[31mabcdefghij'],
	['an escape at its end', 'ab\u001b[31mcdefgh\u001b[0m'],
	['a control character of eight bits', 'abcdefgh\u009b31m'],
	['a title', '\u001b]0;abcdef\u0007xyz'],
	['a link', '\u001b]8;;http://x\u0007abc\u001b]8;;\u0007'],
	['null bytes', '\0\0\0abcdefghij'],
	['an override of direction', '\u202eabcdefghij'],
	['a line end', 'a\r\nb'],
	['a tab', 'abc\tdefghijkl'],
	['wide characters', '漢字漢字漢字漢字'],
	['emoji of several', '👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧'],
	['more than fits', 'abcdefghijklmnop'],
	['nothing', ''],
])('a row with %s is one row, and no other one moves', (_what, row) => {
	const rows = shown(row);
	expect([rows.length, rows[0]?.trimEnd(), rows[2]?.trimEnd()]).toEqual([3, 'top', 'bottom']);
	for (const code of ['\u001b]', '\u009b', '\u202e', '\0']) expect(rows[1]).not.toContain(code);
});

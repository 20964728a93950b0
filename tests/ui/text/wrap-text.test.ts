import {expect, test} from 'vitest';
import {wrapRuns} from '../../../src/domain/wrap-runs.js';
import {proseLines} from '../../../src/ui/text/prose-lines.js';
import {cutLine, cutRows, line, lineText, lineWidth} from '../../../src/ui/text/wrap-text.js';

const texts = (rows: ReturnType<typeof proseLines>): readonly string[] => rows.map(lineText);

test.each<readonly [string, string, number, readonly string[]]>([
	['words go to the next row whole', 'one two three', 8, ['one two', 'three']],
	['a row may be full', 'one two', 7, ['one two']],
	['a word too long is cut', 'abcdefgh ij', 3, ['abc', 'def', 'gh', 'ij']],
	['a wide character takes two columns', '日本語', 4, ['日本', '語']],
	['nothing is one empty row', '', 10, ['']],
])('%s', (_claim, text, columns, rows) => {
	expect(texts(wrapRuns(line(text), columns))).toEqual(rows);
});

test('a word keeps the looks of its parts, and what follows sticks to it', () => {
	const rows = wrapRuns(
		[
			{text: 'see ', look: 'plain'},
			{text: 'pid', look: 'strong'},
			{text: ', too', look: 'plain'},
		],
		8,
	);
	expect(rows).toEqual([
		[
			{text: 'see ', look: 'plain'},
			{text: 'pid', look: 'strong'},
			{text: ',', look: 'plain'},
		],
		[{text: 'too', look: 'plain'}],
	]);
});

test('no row is wider than asked for, whatever the text', () => {
	const text = 'Der 日本語 text 🙂 with-a-rather-long-word-in-it and  several   blanks';
	for (let columns = 2; columns < 40; columns++) {
		const widest = Math.max(...wrapRuns(line(text), columns).map(lineWidth));
		expect(widest).toBeLessThanOrEqual(columns);
	}
});

test('blanks that line columns up stay where the row fits', () => {
	const text = 'inside:   4026532181\noutside:  4026531836';
	expect(texts(proseLines(text, 40))).toEqual(['inside:   4026532181', 'outside:  4026531836']);
	expect(texts(proseLines(text, 12))).toEqual(['inside:', '4026532181', 'outside:', '4026531836']);
});

test('indented lines stay lines of their own', () => {
	expect(texts(proseLines('Type\n\n    unshare --uts\n\nand look.', 40))).toEqual([
		'Type',
		'',
		'    unshare --uts',
		'',
		'and look.',
	]);
});

test('code and strong words are marked by their looks, not by their signs', () => {
	expect(proseLines('Run `uname -r` **now**', 40)).toEqual([
		[
			{text: 'Run ', look: 'plain'},
			{text: 'uname -r', look: 'code'},
			{text: ' ', look: 'plain'},
			{text: 'now', look: 'strong'},
		],
	]);
});

test('what is cut says so', () => {
	expect(lineText(cutLine([...line('abc'), ...line('defg', 'code')], 5, '…'))).toBe('abcd…');
	expect(lineText(cutLine(line('abc'), 3, '…'))).toBe('abc');
});

test('rows that are cut end in an ellipsis, also where a run ends just at the edge', () => {
	const rows = [
		[{text: 'a budget and', look: 'plain'}],
		[{text: 'a file', look: 'plain'}],
	] as const;
	const [row = []] = cutRows(rows, 1, 12, '…');
	expect(row.map(({text}) => text).join('')).toBe('a budget an…');
});

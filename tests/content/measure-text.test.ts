import {expect, test} from 'vitest';
import {pageRows, wrappedRows} from '../../src/content/measure-text.js';
import {parsePages} from '../../src/content/parse-pages.js';
import {proseLines} from '../../src/ui/text/prose-lines.js';

test('a text is measured as the screen shows it: without the marks of its looks, its breaks and indents kept', () => {
	const sixWide = ['`ab` cd', '**ab** cd', '    `ab` cd ef', 'ab\ncd', '', 'abcdefghij'];
	for (const text of sixWide) {
		expect(wrappedRows(text, new Map(), 6), text).toBe(proseLines(text, 6).length);
	}
	expect(wrappedRows('`abc` de', new Map(), 6)).toBe(1);
	expect(wrappedRows('abcde fg', new Map(), 6)).toBe(2);
});

test('what is said for two versions of control groups must fit on a host of either', () => {
	const text = 'a\n{{#v1}}\nb\nc{{/v1}}{{#v2}}d{{/v2}}';
	expect(wrappedRows(text, new Map([['cgroup.version', '2']]), 6)).toBe(3);
	const {pages} = parsePages({
		text: '# Read\n## One\nText.\n{{#v1}}\n\n- a\n- b\n- c\n{{/v1}}',
		file: 'lessons/010-one.md',
		firstLine: 1,
	});
	expect(pages.map(({page}) => pageRows(page, new Map()))).toEqual([5]);
});

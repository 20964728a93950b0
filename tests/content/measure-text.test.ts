import {expect, test} from 'vitest';
import {wrappedRows} from '../../src/content/measure-text.js';
import {proseLines} from '../../src/ui/text/prose-lines.js';

test('a text is measured as the screen shows it: without the marks of its looks, its breaks and indents kept', () => {
	const sixWide = ['`ab` cd', '**ab** cd', '    `ab` cd ef', 'ab\ncd', '', 'abcdefghij'];
	for (const text of sixWide) {
		expect(wrappedRows(text, 6), text).toBe(proseLines(text, 6).length);
	}
	expect(wrappedRows('`abc` de', 6)).toBe(1);
	expect(wrappedRows('abcde fg', 6)).toBe(2);
});

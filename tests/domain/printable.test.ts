import {expect, test} from 'vitest';
import {findControl, printable} from '../../src/domain/printable.js';

test.each([
	['\u001b]0;title\u0007', '␛]0;title␇'],
	['\u001b[31mred', '␛[31mred'],
	['\u009b31m \u0085', '\ufffd31m \ufffd'],
	['a\rb\r\nc', 'a␍b\r\nc'],
	['\u007f\u0000', '␡␀'],
	['\u202egnp.exe', '\ufffdgnp.exe'],
	['plain\ttext, Ωμέγα\n', 'plain\ttext, Ωμέγα\n'],
])('%j is shown as %j', (text, shown) => {
	expect(printable(text)).toBe(shown);
	expect(findControl(shown)).toBe(-1);
	expect(findControl(text) === -1).toBe(text === shown);
});

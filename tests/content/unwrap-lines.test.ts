import {expect, test} from 'vitest';
import {unwrapLines} from '../../src/content/unwrap-lines.js';

test('a break made for width goes, one made for meaning stays', () => {
	const text = [
		'This line of an exercise was broken where it became too long for its',
		'file.',
		'inside:  4026532181',
		'outside: 4026531836',
		'',
	].join('\n');
	expect(unwrapLines(text)).toBe(
		[
			'This line of an exercise was broken where it became too long for its file.',
			'inside:  4026532181',
			'outside: 4026531836',
		].join('\n'),
	);
});

test('it is the name of a value that counts, for its author saw no more', () => {
	const text = '{{shell.name}} in here, {{host.name}} outside. It is one kernel, and it\ngave two.';
	expect(unwrapLines(text)).toBe(text.replace('\n', ' '));
});

test('indented lines, lists and paragraphs stay apart', () => {
	const text = `${'word '.repeat(14)}end\n    unshare --uts\n\n- one\n- two`;
	expect(unwrapLines(text)).toBe(text);
});

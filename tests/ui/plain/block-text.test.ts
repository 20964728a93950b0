import {expect, test} from 'vitest';
import {blockText} from '../../../src/ui/plain/block-text.js';

const FACTS = new Map([['shell.ns.uts', 'uts:[4026532001]']]);

test('of a figure its sentence is read, with the values of this host, and no line of the drawing', () => {
	const said = 'The shell is in {{shell.ns.uts}}, and below it is one kernel for all of them.';
	expect(blockText({kind: 'figure', lines: ['+--+', '|  |'], said}, FACTS, 40)).toEqual([
		'Figure: The shell is in',
		'uts:[4026532001], and below it is one',
		'kernel for all of them.',
	]);
});

test('lines that stand for themselves fit forty columns, and what is broken goes on further in', () => {
	const lines = ['  unshare --user --map-root-user --uts PROGRAM', '  hostname'];
	const rows = blockText({kind: 'figure', lines}, FACTS, 40);
	expect(rows).toEqual([
		'    unshare --user --map-root-user',
		'      --uts PROGRAM',
		'    hostname',
	]);
});

test('a line of a console that is as wide as a page is not broken in eighty columns', () => {
	const line = 'x'.repeat(38).concat(' ', 'y'.repeat(37));
	expect(blockText({kind: 'console', lines: [line], commands: []}, FACTS, 80)).toEqual([
		`    ${line}`,
	]);
});

import {expect, test} from 'vitest';
import {parseAttemptScript, scriptProblems} from '../../src/domain/script.js';
import {UserError} from '../../src/domain/user-error.js';

test('a line is typed as it stands, and blank lines and comments are left out', () => {
	expect(parseAttemptScript('uname -r\n\n# a remark\n  echo two  \n')).toEqual([
		{kind: 'line', text: 'uname -r'},
		{kind: 'line', text: '  echo two  '},
	]);
});

test.each([
	[':answer  7 ', {kind: 'answer', text: '7'}],
	[':tab outside', {kind: 'tab', name: 'outside'}],
	[':type i hello', {kind: 'type', text: 'i hello'}],
	[':wait two words', {kind: 'wait', text: 'two words'}],
	[':key C-c', {kind: 'key', bytes: '\u0003', ends: true}],
	[':key C-d', {kind: 'key', bytes: '\u0004', ends: true}],
	[':key C-a', {kind: 'key', bytes: '\u0001', ends: false}],
	[':key Enter', {kind: 'key', bytes: '\r', ends: false}],
	[':key Escape', {kind: 'key', bytes: '\u001b', ends: false}],
	[':key q', {kind: 'key', bytes: 'q', ends: false}],
	[':line', {kind: 'line', text: ''}],
	[':line # not a remark', {kind: 'line', text: '# not a remark'}],
	[': > file', {kind: 'line', text: ': > file'}],
])('%s is understood', (line, transition) => {
	expect(parseAttemptScript(line)).toEqual([transition]);
});

test.each([':jump there', ':key Hyper-x'])('%s is refused with what is known instead', (line) => {
	expect(() => parseAttemptScript(line)).toThrow(UserError);
});

test('every line that can not be played is named, with what was meant and what there is', () => {
	const script = 'uname -r\n:tabb shell\n\n# a remark\n:tab shel\n:key Entr\n:tab shell';
	expect(scriptProblems(script, ['shell', 'outside'])).toEqual([
		{
			line: 2,
			sentence: "A script can't say `:tabb`; did you mean `:tab`?",
			cure: 'It may say :answer :tab :key :type :wait :line.',
		},
		{
			line: 5,
			sentence: 'There is no tab `shel`; did you mean `shell`?',
			cure: 'There is shell, outside.',
		},
		{
			line: 6,
			sentence: 'There is no key `Entr`; did you mean `Enter`?',
			cure: expect.stringContaining('C-a to C-z'),
		},
	]);
	expect(scriptProblems(':answer 7\nls: no', ['shell'])).toEqual([]);
});

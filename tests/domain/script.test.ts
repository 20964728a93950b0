import {expect, test} from 'vitest';
import {parseAttemptScript} from '../../src/domain/script.js';
import {UserError} from '../../src/domain/user-error.js';

test('a line is typed as it stands, and blank lines and comments are left out', () => {
	expect(parseAttemptScript('uname -r\n\n# a remark\n  echo two  \n')).toEqual([
		{do: 'line', text: 'uname -r'},
		{do: 'line', text: '  echo two  '},
	]);
});

test.each([
	[':answer  7 ', {do: 'answer', text: '7'}],
	[':tab outside', {do: 'tab', name: 'outside'}],
	[':type i hello', {do: 'type', text: 'i hello'}],
	[':wait two words', {do: 'wait', text: 'two words'}],
	[':key C-c', {do: 'key', bytes: '\u0003', ends: true}],
	[':key C-d', {do: 'key', bytes: '\u0004', ends: true}],
	[':key C-a', {do: 'key', bytes: '\u0001', ends: false}],
	[':key Enter', {do: 'key', bytes: '\r', ends: false}],
	[':key Escape', {do: 'key', bytes: '\u001b', ends: false}],
	[':key q', {do: 'key', bytes: 'q', ends: false}],
	[':line', {do: 'line', text: ''}],
	[':line # not a remark', {do: 'line', text: '# not a remark'}],
	[': > file', {do: 'line', text: ': > file'}],
])('%s is understood', (line, transition) => {
	expect(parseAttemptScript(line)).toEqual([transition]);
});

test.each([':jump there', ':key Hyper-x'])('%s is refused with what is known instead', (line) => {
	expect(() => parseAttemptScript(line)).toThrow(UserError);
});

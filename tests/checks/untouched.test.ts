import {describe, expect, test} from 'vitest';
import {evidenceOf} from '../domain/evidence-of.js';
import {verdictOf} from './verdict-of.js';

describe('untouched', () => {
	const cases: readonly object[] = [
		{ran: {line: 'x'}},
		{entered: {new: ['uts']}},
		{process: {command: 'sleep'}},
		{cgroup: {path: '/box', exists: true}},
		{mounted: {at: '/tmp/view'}},
		{file: {path: '~/f', type: 'missing'}},
		{answered: {question: 'Which?', value: '1'}},
		{all: [{ran: {line: 'x'}}, {printed: {text: 'x'}}]},
		{any: [{ran: {line: 'x'}}, {printed: {text: 'x'}}]},
		{'in-order': [{ran: {line: 'x'}}, {printed: {text: 'x'}}]},
		{'same-moment': [{ran: {line: 'x'}}, {printed: {text: 'x'}}]},
	];
	test.each(cases)('%j says that nothing has been run yet', (raw) => {
		expect(verdictOf(raw, evidenceOf([]))).toMatchObject({
			kind: 'not-yet',
			reason: expect.stringContaining('nothing has been run yet'),
		});
	});
});

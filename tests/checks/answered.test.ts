import {describe, expect, test} from 'vitest';
import {evidenceOf} from '../domain/evidence-of.js';
import {expectVerdict, verdictOf} from './verdict-of.js';

describe('answered', () => {
	const facts = new Map([
		['shell.pid', '4711'],
		['shell.ns.pid', 'pid:[5]'],
		['shell.pid-inside', '57'],
	]);
	const cases: readonly (readonly [object, string, string])[] = [
		[{fact: 'shell.pid'}, ' 4711 ', 'passed'],
		[{fact: 'shell.pid'}, '57', '"57" is not the answer.'],
		[{fact: 'shell.ns.pid'}, '5', 'passed'],
		[{value: '{{shell.pid}}'}, '4711', 'passed'],
		[{value: 1}, '1', 'passed'],
		[{values: ['one', '1']}, 'One', 'passed'],
		[{value: '/app/x'}, '["/app/x"]', 'passed'],
		[{value: '/app/x'}, "'/app/x'", 'passed'],
		[{value: '/app/x'}, '["/app/y"]', 'is not the answer'],
		[{among: {from: 90, to: '{{shell.pid}}'}}, '4711', 'passed'],
		[{among: {from: 90, to: 110}}, '111', 'is not the answer'],
		[{among: {from: -1, to: 110}}, ' ', 'is not the answer'],
		[
			{
				fact: 'shell.pid',
				wrong: [{answer: '{{shell.pid-inside}}', say: 'That is its number inside.'}],
			},
			'57',
			'That is its number inside.',
		],
	];
	test.each(cases)('%j with %j: %s', (spec, answer, expected) => {
		const evidence = evidenceOf([], {facts, answers: [answer]});
		const verdict = verdictOf({answered: {question: 'Which?', ...spec}}, evidence);
		expectVerdict(verdict, expected);
	});

	test('a fact that this host does not have cannot be told', () => {
		const raw = {answered: {question: 'Which?', fact: 'cgroup.root'}};
		expect(verdictOf(raw, evidenceOf([], {answers: ['1']})).kind).toBe('cannot-tell');
	});
});

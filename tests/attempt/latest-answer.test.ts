import {expect, test} from 'vitest';
import {withItsAnswer} from '../../src/attempt/latest-answer.js';
import {judge} from '../../src/checks/judge.js';
import type {Evidence} from '../../src/domain/evidence.js';
import type {Task} from '../../src/domain/exercise.js';
import type {Verdict} from '../../src/domain/verdict.js';
import {checkOf} from '../checks/verdict-of.js';
import {command, evidenceOf, moment} from '../domain/evidence-of.js';
import {task} from '../session/sample-course.js';

const chosen = {
	question: 'Whose?',
	options: [
		{id: 'ours', text: 'Ours.', right: true, because: 'Yes.'},
		{id: 'all', text: "Anybody's.", because: 'The kernel keeps them all.'},
	],
};

const step: Task = {
	...task('Print it, then answer.'),
	check: checkOf({all: [{printed: {text: '6.18'}}, {chosen}]}),
	mistakes: [
		{id: 'name', when: checkOf({ran: {line: '^uname$'}}), say: 'That is a name.'},
		{id: 'both', when: checkOf({all: [{chosen}, {ran: {line: '^ls$'}}]}), say: 'Not by ls.'},
	],
};

const after = (line: string, output: string, ...answers: readonly string[]): Evidence => ({
	...evidenceOf([moment(command(line, output))]),
	answers,
});

const told = (evidence: Evidence, verdict: Verdict = judge(step.check, evidence)): unknown => {
	const one = withItsAnswer(verdict, step, evidence);
	return one.kind === 'passed' ? undefined : one.answered;
};

test('a reason that is about an answer names it, though a command came since', () => {
	expect(told(after('uname -r', '6.18', 'all'))).toEqual({text: "Anybody's.", count: 1});
});

test('a reason that is about a command names no answer', () => {
	expect(told(after('uname -r', '6.18'))).toBeUndefined();
	expect(told(after('ls', '', 'all'))).toBeUndefined();
});

test('a mistake names it where it could not be made without an answer', () => {
	const said = (id: string): Verdict => ({
		kind: 'not-yet',
		reason: '',
		seen: [],
		by: `mistakes: ${id}`,
	});
	expect(told(after('ls', '', 'ours'), said('both'))).toEqual({text: 'Ours.', count: 1});
	expect(told(after('uname', '', 'ours'), said('name'))).toBeUndefined();
});

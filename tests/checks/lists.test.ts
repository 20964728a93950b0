import {describe, expect, test} from 'vitest';
import {probesOf, questionOf} from '../../src/checks/judge.js';
import type {Evidence} from '../../src/domain/evidence.js';
import {command, evidenceOf, moment, processView} from '../domain/evidence-of.js';
import {checkOf, verdictOf} from './verdict-of.js';

const printing = (...outputs: readonly string[]): Evidence =>
	evidenceOf(outputs.map((output, index) => moment(command(`run ${index}`, output))));

const one = {printed: {text: 'one', what: 'the first'}};
const two = {printed: {text: 'two', what: 'the second'}};
const broken = {printed: {fact: 'no.such'}};

describe('all', () => {
	test('holds when every part holds, in any order, and shows all of it', () => {
		expect(verdictOf({all: [one, two]}, printing('two', 'one'))).toMatchObject({
			kind: 'passed',
			seen: [{value: 'one'}, {value: 'two'}],
		});
	});

	test('says what is missing first, and how many parts hold', () => {
		expect(verdictOf({all: [one, two]}, printing('one'))).toMatchObject({
			kind: 'not-yet',
			reason: 'No command has printed the second yet. 1 of 2 parts of this step is there.',
			closeness: 0.5,
		});
	});

	test('counts the parts of the step, and not those of a list in it', () => {
		const inner = {'same-moment': [two, {ran: {line: 'never'}}]};
		expect(verdictOf({all: [one, inner]}, printing('one two')).reason).toMatch(
			/seen yet\. 1 of 2 parts of this step is there\.$/,
		);
		expect(verdictOf({all: [inner, one]}, printing('two')).reason).not.toContain('parts');
	});

	test('says each sentence once, and only how many they are where they are too many to read', () => {
		expect(
			verdictOf({all: [one, two, {'in-order': [one, two]}]}, printing('one', 'two')).reason,
		).toBe('You printed the first. You printed the second.');
		const three = {printed: {text: 'three', what: 'the third'}};
		expect(
			verdictOf({all: [two, one, {all: [one, three]}]}, printing('one two three')).reason,
		).toBe('You printed the second. You printed the first. You printed the third.');
		const long = ['a', 'b', 'c', 'd'].map((text) => ({printed: {text, what: text.repeat(60)}}));
		expect(verdictOf({all: long}, printing('a b c d')).reason).toBe(
			'All 4 parts of this step are there.',
		);
		expect(verdictOf({all: [one, {all: long}]}, printing('one a b c d')).reason).toBe(
			'You printed the first.',
		);
		expect(verdictOf({all: [{all: long}, {all: long}]}, printing('a b c d')).reason).toBe(
			'All 2 parts of this step are there.',
		);
	});

	test('names the line that a reason speaks of, where another one was run since', () => {
		const typed = [moment(command('echo one', 'one')), moment(command('ls', ''))];
		expect(verdictOf({all: [one, two]}, evidenceOf(typed))).toMatchObject({about: 'echo one'});
		expect(verdictOf({all: [one, two]}, evidenceOf(typed.slice(0, 1)))).not.toHaveProperty('about');
	});

	test('cannot tell when a part that is missing cannot be told', () => {
		expect(verdictOf({all: [one, broken]}, printing('one')).kind).toBe('cannot-tell');
	});
});

describe('any', () => {
	test('holds when one part holds', () => {
		expect(verdictOf({any: [one, two]}, printing('two')).kind).toBe('passed');
		expect(verdictOf({any: [broken, two]}, printing('two')).kind).toBe('passed');
	});

	test('speaks for the part that is closest', () => {
		const far = {all: [one, two]};
		const near = {all: [two, one]};
		const verdict = verdictOf({any: [{ran: {line: 'x'}}, far, near]}, printing('two'));
		expect(verdict.reason).toContain('the first');
	});

	test('a part that cannot be told does not hide one that can be reached', () => {
		expect(verdictOf({any: [broken, two]}, printing('x')).kind).toBe('not-yet');
	});
});

describe('in-order', () => {
	test.each([
		[['one', 'two'], 'passed'],
		[['x', 'one', 'y', 'two'], 'passed'],
		[['two', 'one'], 'not-yet'],
		[['one two'], 'not-yet'],
		[['two', 'one', 'two'], 'passed'],
	])('%j: %s', (outputs, expected) => {
		expect(verdictOf({'in-order': [one, two]}, printing(...outputs)).kind).toBe(expected);
	});

	test('says that nothing has been run since the part before', () => {
		const elsewhere = {printed: {text: 'x', what: 'the third', tab: 'outside'}};
		expect(verdictOf({'in-order': [one, elsewhere]}, printing('one')).reason).toBe(
			'The third: nothing has been run since in the terminal "outside". 1 of 2 parts of this step is there.',
		);
	});

	test('says how far it has come', () => {
		expect(verdictOf({'in-order': [one, two]}, printing('one', 'x')).reason).toBe(
			'No command has printed the second yet. 1 of 2 parts of this step is there.',
		);
	});

	test('does not say of a later part that nothing has been run yet', () => {
		expect(verdictOf({'in-order': [one, two]}, printing('one')).reason).toBe(
			'The second: nothing has been run since. 1 of 2 parts of this step is there.',
		);
	});
});

describe('same-moment', () => {
	test('does not try at each moment what only others could bind: a shell waits for the judgement', () => {
		let looks = 0;
		const moments = Array.from({length: 60}, (_, index) => {
			const box = processView({pid: 100 + index, comm: 'box', argv: ['box', String(index)]});
			const shell = processView({pid: 200 + index, parent: box.pid, depth: 1, comm: 'bash'});
			const one = moment(command(`run ${index}`, ''), [box, shell]);
			const {processes} = one;
			return Object.defineProperty({...one}, 'processes', {
				get: () => {
					looks += 1;
					return processes;
				},
			});
		});
		const box = {process: {command: '^box', as: 'box'}};
		const inside = {entered: {below: 'box', command: 'bash', as: 'inside'}};
		const part = {'same-moment': [box, inside, {printed: {text: 'one', in: 'inside'}}]};
		expect(verdictOf({'in-order': [part, part]}, evidenceOf(moments)).kind).toBe('not-yet');
		expect(looks).toBeLessThan(moments.length * 100);
	});

	test.each([
		[['one two'], 'passed'],
		[['x', 'two one', 'y'], 'passed'],
		[['one', 'two'], 'not-yet'],
		[[], 'not-yet'],
	])('%j: %s', (outputs, expected) => {
		expect(verdictOf({'same-moment': [one, two]}, printing(...outputs)).kind).toBe(expected);
	});

	test('speaks of what never was there, and else of the moment that came nearest', () => {
		const near = 'No command has printed the second yet. 1 of 2 parts of this step is there.';
		expect(verdictOf({'same-moment': [one, two]}, printing('one', 'x')).reason).toBe(near);
		expect(verdictOf({'same-moment': [one, two]}, printing('two', 'one')).reason).toBe(near);
	});
});

test.each([
	[{all: [one, two]}, ['one'], 'all[1].printed'],
	[{any: [broken, one]}, ['x'], 'any[1].printed'],
	[{'in-order': [one, {any: [two]}]}, ['one'], 'in-order[1].any[0].printed'],
	[{'same-moment': [one, two]}, ['one'], 'same-moment[1].printed'],
	[{all: [{'same-moment': [one, {all: [two]}]}]}, ['one'], 'all[0].same-moment[1].all[0].printed'],
])('%j says which of its parts gives the reason', (check, outputs, by) => {
	expect(verdictOf(check, printing(...outputs))).toMatchObject({kind: 'not-yet', by});
});

test('lists ask for the probes of their parts, each once, and the first question', () => {
	const check = checkOf({
		all: [
			{cgroup: {path: '/a', exists: true}},
			{any: [{cgroup: {path: '/b'}}, {file: {path: '~/f', tab: 'shell'}}]},
			{answered: {question: 'Which?', value: '1'}},
		],
	});
	expect(probesOf(check)).toEqual([
		{kind: 'cgroups'},
		{kind: 'file', tab: 'shell', path: '/home/learner/f'},
	]);
	expect(questionOf(check)).toEqual({text: 'Which?', options: []});
});

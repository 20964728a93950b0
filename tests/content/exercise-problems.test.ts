import {expect, test} from 'vitest';
import {lint} from './lint.js';
import {exerciseText, lessonText, rawStep, rawTask} from './sources.js';

const lintExercise = (text: string, attachments: Record<string, string> = {}): string =>
	lint({lessons: {'010-one': lessonText()}, exercises: {'010-one': text}, attachments});

const withStep = (changes: Record<string, unknown>): string =>
	exerciseText({steps: [rawStep(changes)]});

const {attempts} = rawTask() as {attempts: {right: unknown[]; wrong: {script: string}[]}};
const withAttempts = (right: unknown[], wrong: unknown[]): string =>
	withStep({attempts: {right, wrong}});
const withRight = (script: string): string =>
	withAttempts([attempts.right[0], {name: 'other', script}], attempts.wrong);
const withSigned = (...names: readonly string[]): string =>
	withStep({
		attempts: {...attempts, variants: names.map((name) => ({name, because: 'It is right.'}))},
	});
const chosen = {
	chosen: {
		question: 'Which?',
		options: [
			{id: 'a', text: 'A', right: true, because: 'Yes.'},
			{id: 'b', text: 'B', because: 'No.'},
		],
	},
};

test('a sound exercise has no problem', () => {
	expect(lintExercise(exerciseText())).toBe('');
});

test.each([
	['a misspelt key', withStep({hint: []})],
	['two hints', withStep({hints: ['a', 'b']})],
	['an unknown kind of check', withStep({check: {prints: {fact: 'kernel.release'}}})],
	['two kinds in one check', withStep({check: {printed: {text: 'a'}, ran: {line: 'b'}}})],
	['a misspelt key in a check', withStep({check: {printed: {fatc: 'kernel.release'}}})],
	[
		'a misspelt key deep in a list',
		withStep({check: {all: [{printed: {text: 'a'}}, {file: {path: '~/a', contain: 'b'}}]}}),
	],
	['a misspelt word', withStep({check: {file: {path: '~/a', type: 'directry'}}})],
	['a misspelt capability', withStep({check: {entered: {lacks: ['net_row']}}})],
	[
		'a misspelt key where a value has several forms',
		exerciseText({values: {port: {integer: {form: 1, to: 9}}}}),
	],
	['a value that has none of its forms', exerciseText({values: {port: 7}})],
	[
		'a sentence that was cut at two commas',
		exerciseText().replace(
			/- name: near[\s\S]*/,
			'- {name: near, script: uname, because: this, that, and more}\n',
		),
	],
	['a key without a value', exerciseText().replace(/title: .*/, 'title:')],
	['a file with text and source', exerciseText({files: [{path: '~/x', from: 'x', content: 'y'}]})],
	[
		'a comma without quotes',
		exerciseText().replace(
			/- name: near[\s\S]*/,
			'- {name: near, script: uname, because: the name, only}\n',
		),
	],
	['a fact that nobody holds', withStep({check: {printed: {fact: 'kernel.name'}}})],
	['only what was typed', withStep({check: {ran: {line: 'uname'}}})],
	['a tab that is not there', withStep({check: {printed: {text: 'a', tab: 'outside'}}})],
	['a task of seven rows', withStep({task: 'a\n'.repeat(7)})],
	[
		'a mistake that is told in four rows',
		withStep({
			mistakes: [
				{id: 'long', when: {ran: {line: 'uname'}}, say: 'word '.repeat(46), next: 'Look.'},
			],
		}),
	],
	['a value that nobody makes up', withStep({task: 'Use {{port}}.'})],
	['a need that no host can meet', withStep({needs: ['docker']})],
	['one right attempt', withAttempts([attempts.right[0], attempts.right[0]], attempts.wrong)],
	[
		'an attempt that types nothing',
		withAttempts(attempts.right, [
			...attempts.wrong,
			{name: 'untouched', script: '', because: 'x'},
		]),
	],
	['no near miss', withAttempts(attempts.right, attempts.wrong.slice(0, 1))],
	[
		'no echo',
		withAttempts(
			attempts.right,
			attempts.wrong.filter(({script}) => !script.startsWith('echo')),
		),
	],
	[
		'failed where nothing can fail',
		withAttempts(attempts.right, [
			...attempts.wrong,
			{name: 'x', script: 'true', because: 'x', verdict: 'failed'},
		]),
	],
	['a word no script knows', withRight('uname -r\n:tabb shell')],
	['a tab no script can go to', withRight(':tab outside\nuname -r')],
	['an exception for a variant that nobody makes', withSigned('uname, through an allias')],
	['an exception signed twice', withSigned('uname, or true', 'uname, or true')],
	['no solution', withStep({solution: []})],
	['names of parts where there are none', withStep({parts: ['one', 'two']})],
	['two steps of one name', exerciseText({steps: [rawStep(), rawStep()]})],
	[
		'two tabs of one name',
		exerciseText({
			tabs: [
				{name: 'a', view: 'learner'},
				{name: 'a', view: 'root'},
			],
		}),
	],
	['a value that never differs', exerciseText({values: {port: {integer: {from: 5, to: 5}}}})],
	['a file from elsewhere', exerciseText({files: [{path: '~/x', from: '../../package.json'}]})],
	['a file that is not there', exerciseText({files: [{path: '~/x', from: '../workloads/x.js'}]})],
	['a path into the parent', exerciseText({files: [{path: '~/../x', content: ''}]})],
])('%s is said with its line and its cure', (_, text) => {
	expect(lintExercise(text)).toMatchSnapshot();
});

test('a step that only asks needs neither a solution nor an echo', () => {
	expect(lintExercise(withStep({check: chosen, solution: []}))).toBe('');
});

test('an exception names a variant of the step, or of its other form', () => {
	expect(lintExercise(withSigned('uname, through an alias', 'file, only echoed'))).toBe('');
});

test('a file comes from exercises/ with its text', () => {
	const text = exerciseText({
		files: [{path: '~/bin/api', from: '../workloads/api.js', mode: '0755'}],
	});
	expect(lintExercise(text, {'exercises/workloads/api.js': 'x'})).toBe('');
});

test('a lesson and an exercise that have no partner are missed, but not where the partner is broken', () => {
	const both = {
		lessons: {'010-one': lessonText()},
		exercises: {'020-two': exerciseText({id: '020'})},
	};
	expect(lint(both)).toMatchSnapshot();
	expect(lint({...both, exercises: {'010-one': 'id: "'}}).split('\n')).toHaveLength(1);
});

test('ids, slugs and the order of parts are held over the whole course', () => {
	const lessons = {
		'010-one': lessonText(),
		'020-two': lessonText({id: '020', slug: 'two', part: 'Consuming'}),
		'030-one': lessonText({id: '030', slug: 'one'}),
	};
	const exercises = {
		'010-one': exerciseText(),
		'020-two': exerciseText({id: '020'}),
		'030-one': exerciseText({id: '030'}),
	};
	expect(lint({lessons, exercises})).toMatchSnapshot();
});

test('all that is wrong is said at once, whatever kind it is of, and each mistake once', () => {
	const text = exerciseText({
		needs: ['docker'],
		steps: [
			rawStep({
				hint: ['a', 'b', 'c'],
				hints: undefined,
				task: 'a\n'.repeat(7),
				check: {printed: {fact: 'kernel.relaese'}},
			}),
			rawStep({id: 'two', check: {prints: {text: 'a'}}, attempts: {right: [], wrong: []}}),
		],
	});
	expect(lintExercise(text)).toMatchSnapshot();
});

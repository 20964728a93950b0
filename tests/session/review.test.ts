import {describe, expect, test} from 'vitest';
import type {Course, Lesson} from '../../src/domain/course.js';
import {NO_PROGRESS, type Progress} from '../../src/domain/progress.js';
import {closingQuestions, questionsBefore, warmUpQuestions} from '../../src/session/review.js';
import {begin, following, goingOn} from './follow-actions.js';
import {firstLesson, question} from './sample-course.js';

/** A question with another case. */
const twofold = (id: string) => ({
	...question(id, `First ${id}?`),
	again: question(id, `Then ${id}?`),
});

const lesson = (id: string): Lesson => ({
	...firstLesson,
	id,
	questions: [twofold('one'), twofold('two')],
	exercise: {...firstLesson.exercise, id},
});
const course: Course = {lessons: ['010', '020', '030', '040', '200'].map(lesson)};
const [first, second, third, fourth, last] = course.lessons;
if (!first || !second || !third || !fourth || !last) throw new Error('There are five lessons.');

const day = (number: number): string => `2026-01-0${number}T01:00:00.000Z`;
const record = {state: 'done', at: day(1), hints: 0, helped: false, seen: []} as const;
const wrong = {option: 'b', right: false, at: day(1)};
const right = {option: 'a', right: true, at: day(1)};

const progressOf = (changes: Partial<Progress>): Progress => ({...NO_PROGRESS, ...changes});
const done = (...ids: readonly string[]): Progress['steps'] =>
	Object.fromEntries(ids.map((id) => [`${id}/release`, record]));
const said = (
	asked: readonly {readonly asking: {readonly question: string}; readonly from: Lesson}[],
) => asked.map(({asking, from}) => `${from.id} ${asking.question}`);

describe('before a lesson', () => {
	const opened = {'010': day(1), '030': day(2)};

	test('the questions of the lesson opened two before it are asked, the last in another case', () => {
		const progress = progressOf({opened, steps: done('010', '030')});
		expect(said(questionsBefore(course, second, progress))).toEqual([
			'010 First one?',
			'010 Then two?',
		]);
	});

	test('it is the order in which this learner opened them that counts', () => {
		const progress = progressOf({
			opened: {'010': day(2), '030': day(1)},
			steps: done('010', '030'),
		});
		expect(said(questionsBefore(course, second, progress))[0]).toBe('030 First one?');
	});

	test('nothing is asked of a lesson that was only opened, of one already asked, or twice', () => {
		const asked = (changes: Partial<Progress>) =>
			said(questionsBefore(course, second, progressOf({opened, ...changes})));
		expect(asked({steps: done('030')})).toEqual([]);
		expect(asked({steps: done('010'), questions: {'010/one': right}})).toEqual(['010 Then two?']);
		expect(asked({steps: done('010'), opened: {...opened, '020': day(3)}})).toEqual([]);
		expect(asked({steps: done('010'), opened: {'010': day(1)}})).toEqual([]);
	});

	test('where no exercise can be done, who predicted is asked', () => {
		const predictions = {'010/same-kernel': right};
		const progress = progressOf({opened, predictions});
		expect(questionsBefore(course, second, progress)).toHaveLength(2);
	});

	test('they are on the screen before its opening, and it follows them', () => {
		const progress = progressOf({opened, steps: done('010', '030'), path: 'all'});
		const before = following(begin({whole: course, progress}), {
			kind: 'lesson-opened',
			lesson: '020',
		});
		expect(before.state.screen).toMatchObject({kind: 'questions', reason: 'before', index: 0});
		const skipped = following(before, ...goingOn(2)).state;
		expect(skipped.screen).toMatchObject({kind: 'read', page: 0, lesson: {id: '020'}});
		expect(Object.keys(skipped.progress.opened)).toContain('020');
		const answered = following(before, {kind: 'went-on'}, {kind: 'choice-made'}).state;
		expect(answered.progress.questions['010/two']).toMatchObject({right: true, again: true});
	});
});

describe('at the end of the last lesson', () => {
	test('what was wrong comes back in its other case, and what was never asked', () => {
		const questions = {
			'010/one': wrong,
			'010/two': {...wrong, again: true},
			'020/one': right,
		};
		const progress = progressOf({steps: done('010', '020', '040'), questions});
		expect(said(closingQuestions(course, last, progress))).toEqual([
			'200 First one?',
			'200 Then two?',
			'010 Then one?',
			'010 First two?',
			'020 Then two?',
			'040 First one?',
			'040 Then two?',
		]);
	});

	test('no other lesson ends in questions', () => {
		expect(closingQuestions(course, first, progressOf({steps: done('010')}))).toEqual([]);
	});

	test('a question without another case is not asked in the same words', () => {
		const plain = {lessons: [{...first, questions: [question('one', 'Once?')]}, last]};
		const progress = progressOf({steps: done('010'), questions: {'010/one': wrong}});
		expect(said(closingQuestions(plain, last, progress))).toEqual([
			'200 First one?',
			'200 Then two?',
		]);
	});
});

describe('a day after', () => {
	const progress = progressOf({
		steps: done('010'),
		questions: {'010/one': wrong, '010/two': right},
		place: {at: 'do', lesson: '010'},
		path: 'all',
	});

	test('what was wrong is asked in its other case', () => {
		expect(said(warmUpQuestions(course, progress, day(2)))).toEqual(['010 Then one?']);
		expect(warmUpQuestions(course, progress, '2026-01-01T20:00:00.000Z')).toEqual([]);
		expect(warmUpQuestions(course, NO_PROGRESS, day(2))).toEqual([]);
	});

	test('it comes before the place where the learner was, and leads there', () => {
		const {state} = begin({whole: course, progress});
		expect(state.screen).toMatchObject({kind: 'questions', reason: 'warm-up'});
		const answered = following({state, effects: []}, {kind: 'choice-made'}, {kind: 'went-on'});
		expect(answered.state.progress.questions['010/one']).toMatchObject({right: true, again: true});
		expect(answered.state.screen).toMatchObject({kind: 'do', lesson: {id: '010'}});
		expect(answered.effects.map(({kind}) => kind)).toContain('open-attempt');
	});
});

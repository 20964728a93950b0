import {expect, test} from 'vitest';
import {NO_PROGRESS, type Progress} from '../../src/domain/progress.js';
import {recapLessons} from '../../src/session/recap.js';
import {sampleCourse} from './sample-course.js';

const pages = (progress: Partial<Progress>): readonly string[] =>
	recapLessons(sampleCourse, {...NO_PROGRESS, ...progress}).map(({id}) => id);

const step = {state: 'done', at: '', hints: 0, helped: false, seen: []} as const;
const answer = {option: 'a', right: true, at: ''};

test('the recap leaves out lessons of which nothing was seen or predicted', () => {
	expect(pages({steps: {'010/boot-id': step}, predictions: {'080/same-kernel': answer}})).toEqual([
		'010',
		'080',
	]);
});

test('the recap of somebody who has done nothing has one page', () => {
	expect(pages({})).toEqual(['010']);
	expect(pages({steps: {'999/unknown': step}})).toEqual(['010']);
});

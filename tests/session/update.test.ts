import {describe, expect, test} from 'vitest';
import {begin, following, inExercise, names, place} from './follow-actions.js';

describe('where a session begins', () => {
	test('whoever comes for the first time is at the opening of the first lesson', () => {
		expect(begin().state.screen).toMatchObject({kind: 'read', page: 0});
	});

	test.each([
		['the page that was open', {at: 'read', lesson: '020', page: 2}, {kind: 'read', page: 2}],
		[
			'the last page, where a page is gone',
			{at: 'after', lesson: '010', page: 9},
			{kind: 'after', page: 0},
		],
		['the exercise', {at: 'do', lesson: '010'}, {kind: 'do'}],
		['the questions', {at: 'questions', lesson: '080'}, {kind: 'questions', index: 0}],
		['the menu, where a lesson is gone', {at: 'insight', lesson: '999'}, {kind: 'menu'}],
		['the menu', {at: 'menu'}, {kind: 'menu'}],
	] as const)('whoever comes back is at %s', (_what, kept, screen) => {
		expect(begin({progress: place(kept)}).state.screen).toMatchObject(screen);
	});

	test('a lesson that is asked for goes before the place that was kept', () => {
		const {state} = begin({progress: place({at: 'do', lesson: '010'})}, '080');
		expect(state.screen).toMatchObject({kind: 'read', page: 0});
		expect(state.screen).toHaveProperty('lesson.id', '080');
	});
});

test('help leads back to where it was asked for', () => {
	const helped = following(begin(), {kind: 'went-on'}, {kind: 'help-toggled'});
	expect(helped.state.screen.kind).toBe('help');
	const back = following(helped, {kind: 'help-toggled'});
	expect(back.state.screen).toMatchObject({kind: 'read', page: 1});
});

test('quitting ends the sandbox first', () => {
	expect(names(following(inExercise(), {kind: 'quit-asked'}).effects)).toEqual([
		'close-attempt',
		'quit',
	]);
});

test('a warning is said once in words and then kept', () => {
	const warned = following(begin(), {kind: 'saving-failed', warning: 'This won’t be saved.'});
	expect(warned.state.notice).toBe('This won’t be saved.');
	const later = following(
		warned,
		{kind: 'went-on'},
		{kind: 'saving-failed', warning: 'This won’t be saved.'},
	);
	expect(later.state.notice).toBeUndefined();
	expect(later.state.warning).toBe('This won’t be saved.');
});

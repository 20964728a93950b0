import {describe, expect, test} from 'vitest';
import {begin, following, inExercise, names, place} from './follow-actions.js';

describe('where a session begins', () => {
	test('whoever comes for the first time is at the opening of the first lesson', () => {
		expect(begin().state.screen).toMatchObject({screen: 'read', page: 0});
	});

	test.each([
		['the page that was open', {at: 'read', lesson: '020', page: 2}, {screen: 'read', page: 2}],
		[
			'the last page, where a page is gone',
			{at: 'after', lesson: '010', page: 9},
			{screen: 'after', page: 0},
		],
		['the exercise', {at: 'do', lesson: '010'}, {screen: 'do'}],
		['the questions', {at: 'questions', lesson: '010'}, {screen: 'questions', index: 0}],
		['the menu, where a lesson is gone', {at: 'insight', lesson: '999'}, {screen: 'menu'}],
		['the menu', {at: 'menu'}, {screen: 'menu'}],
	] as const)('whoever comes back is at %s', (_what, kept, screen) => {
		expect(begin({progress: place(kept)}).state.screen).toMatchObject(screen);
	});

	test('a lesson that is asked for goes before the place that was kept', () => {
		const {state} = begin({progress: place({at: 'do', lesson: '010'})}, '080');
		expect(state.screen).toMatchObject({screen: 'read', page: 0});
		expect(state.screen).toHaveProperty('lesson.id', '080');
	});
});

test('help leads back to where it was asked for', () => {
	const helped = following(begin(), {action: 'went-on'}, {action: 'help-toggled'});
	expect(helped.state.screen.screen).toBe('help');
	const back = following(helped, {action: 'help-toggled'});
	expect(back.state.screen).toMatchObject({screen: 'read', page: 1});
});

test('quitting ends the sandbox first', () => {
	expect(names(following(inExercise(), {action: 'quit-asked'}).effects)).toEqual([
		'close-attempt',
		'quit',
	]);
});

test('a warning is said once in words and then kept', () => {
	const warned = following(begin(), {action: 'saving-failed', warning: 'This won’t be saved.'});
	expect(warned.state.notice).toBe('This won’t be saved.');
	const later = following(
		warned,
		{action: 'went-on'},
		{action: 'saving-failed', warning: 'This won’t be saved.'},
	);
	expect(later.state.notice).toBeUndefined();
	expect(later.state.warning).toBe('This won’t be saved.');
});

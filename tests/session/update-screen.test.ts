import {describe, expect, test} from 'vitest';
import {begin, following, goingOn, names, place} from './follow-actions.js';
import {fullHost} from './sample-course.js';

describe('the way through a lesson', () => {
	test('going on leads through every part to the next lesson, and back the same way', () => {
		const screens = [];
		let transition = begin();
		for (let count = 0; count < 9; count++) {
			screens.push(transition.state.screen.kind);
			transition = following(transition, {kind: 'went-on'});
		}
		expect(screens).toEqual([
			'read',
			'read',
			'read',
			'predict',
			'do',
			'after',
			'insight',
			'links',
			'read',
		]);
		expect(transition.state.screen).toHaveProperty('lesson.id', '020');

		const back = [];
		let last = following(begin(), ...goingOn(7));
		for (let count = 0; count < 8; count++) {
			last = following(last, {kind: 'went-back'});
			back.push(last.state.screen.kind);
		}
		expect(back).toEqual([...screens.slice(0, 7).reverse(), 'menu']);
	});

	test('each page that is turned is kept', () => {
		const {effects} = following(begin(), {kind: 'went-on'});
		expect(effects).toContainEqual({
			kind: 'save-progress',
			change: {kind: 'moved', place: {at: 'read', lesson: '010', page: 1}},
		});
	});

	test('a sandbox is got ready while the learner reads, as soon as the box is known', () => {
		expect(names(begin().effects)).toEqual(['prepare-sandbox']);
		const unknown = begin({host: undefined});
		expect(names(unknown.effects)).toEqual([]);
		const probed = following(unknown, {kind: 'host-probed', report: fullHost});
		expect(names(probed.effects)).toEqual(['prepare-sandbox']);
	});

	test('after the last lesson comes what was seen in all', () => {
		const last = begin({progress: place({at: 'questions', lesson: '080'})});
		const {state} = following(last, ...goingOn(5));
		expect(state.screen).toEqual({kind: 'recap', page: 0});
	});
});

import {describe, expect, test} from 'vitest';
import {AT, begin, following, goingOn, place} from './follow-actions.js';

describe('questions', () => {
	test('a prediction is kept, and may be changed', () => {
		const first = following(begin(), ...goingOn(3), {kind: 'choice-made'});
		expect(first.state.progress.predictions['010/same-kernel']).toMatchObject({
			option: 'a',
			right: true,
		});
		const second = following(first, {kind: 'pointer-moved', by: 1}, {kind: 'choice-made'});
		expect(second.state.progress.predictions['010/same-kernel']).toEqual({
			option: 'b',
			right: false,
			at: AT,
		});
	});

	test('an answer to a question stands', () => {
		const asked = begin({progress: place({at: 'questions', lesson: '080'})});
		const wrong = following(asked, {kind: 'pointer-moved', by: 1}, {kind: 'choice-made'});
		expect(wrong.state.progress.questions['080/what']?.right).toBe(false);
		const again = following(wrong, {kind: 'pointer-moved', by: -1}, {kind: 'choice-made'});
		expect(again.state.progress.questions['080/what']?.right).toBe(false);
		expect(again.effects).toEqual([]);
	});
});

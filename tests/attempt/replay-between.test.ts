import {expect, test} from 'vitest';
import {replayBetween} from '../../src/attempt/resume-attempt.js';
import {firstLesson} from '../session/sample-course.js';
import {createFakeAttempt} from './fake-attempt.js';

/** Scripts that are played, and how often keys are held, once the first of two steps has passed. */
async function afterFirst(...passed: readonly string[]) {
	const attempt = createFakeAttempt(firstLesson.exercise);
	const waits: Promise<void>[] = [];
	let played = 0;
	const player = {
		async play() {
			played += 1;
			attempt.judge({kind: 'passed', reason: '', seen: []});
		},
		close() {},
	};
	replayBetween(attempt, player, new Set(passed), (until) => waits.push(until));
	attempt.judge({kind: 'passed', reason: '', seen: []});
	await Promise.all(waits);
	return {played, held: waits.length, current: attempt.status().current};
}

test('a step that was passed earlier is replayed, behind the one that has now passed', async () => {
	expect(await afterFirst('boot-id')).toEqual({played: 1, held: 1, current: 2});
});

test('a step that is still to be done is left to the learner', async () => {
	expect(await afterFirst('release')).toEqual({played: 0, held: 0, current: 1});
});

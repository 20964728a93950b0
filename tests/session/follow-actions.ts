import type {AttemptStatus} from '../../src/attempt/attempt.js';
import type {Exercise} from '../../src/domain/exercise.js';
import {NO_PROGRESS, type Progress} from '../../src/domain/progress.js';
import type {Action, Effect} from '../../src/session/action.js';
import type {Transition} from '../../src/session/transition.js';
import {beginSession, type SessionStart, update} from '../../src/session/update.js';
import {createFakeAttempt} from '../attempt/fake-attempt.js';
import {firstLesson, fullHost, sampleCourse} from './sample-course.js';

/** When all of it happens. */
export const AT = '2026-01-02T03:04:05.000Z';

/** A session of the sample course on a box that can do everything. */
export const begin = (part: Partial<SessionStart> = {}, lesson?: string): Transition =>
	beginSession(
		{
			whole: sampleCourse,
			progress: NO_PROGRESS,
			warning: undefined,
			host: fullHost,
			facts: new Map(),
			...part,
		},
		{now: AT, lesson},
	);

/** All actions one after the other; the effects are those of the last. */
export const following = (begun: Transition, ...actions: readonly Action[]): Transition =>
	actions.reduce<Transition>(({state}, action) => update(state, action, AT), begun);

/** Enter, so many times. */
export const goingOn = (times: number): readonly Action[] =>
	Array.from({length: times}, () => ({kind: 'went-on'}) as const);

export const names = (effects: readonly Effect[]): readonly string[] =>
	effects.map(({kind: effect}) => effect);

/** Somebody who was there when they left, and has predicted. */
export const place = (progress: Progress['place']): Progress => ({
	...NO_PROGRESS,
	place: progress,
	predictions: {'010/same-kernel': {option: 'a', right: true, at: AT}},
});

/** In front of the open exercise of the first lesson. */
export const inExercise = (status: Partial<AttemptStatus> = {}): Transition =>
	following(begin({progress: place({at: 'do', lesson: '010'})}), {
		kind: 'attempt-opened',
		status: {...opened(firstLesson.exercise), ...status},
	});

/** How an exercise stands that has just been opened. */
export const opened = (exercise: Exercise): AttemptStatus => createFakeAttempt(exercise).status();

/** How the first exercise stands when a step of it has this verdict. */
export const judged = (
	index: number,
	verdict: AttemptStatus['steps'][number]['verdict'],
): AttemptStatus => {
	const status = opened(firstLesson.exercise);
	return {
		...status,
		current: verdict?.kind === 'passed' ? index + 1 : index,
		steps: status.steps.map((each, at) => (at === index ? {...each, verdict} : each)),
	};
};

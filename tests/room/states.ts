import {NO_PROGRESS} from '../../src/domain/progress.js';
import type {Verdict} from '../../src/domain/verdict.js';
import {NEW_PANE, type SessionState} from '../../src/session/state.js';
import {beginSession} from '../../src/session/update.js';
import {firstLesson, fullHost, sampleCourse} from '../session/sample-course.js';

/** A learner in lesson 010: the steps they have passed, the one they are in, and what was said of it. */
export function stateWith({
	passed = [],
	at,
	verdict,
	hints = 0,
}: {
	readonly passed?: readonly string[];
	readonly at?: string;
	readonly verdict?: Verdict;
	readonly hints?: number;
}): SessionState {
	const steps = Object.fromEntries(
		passed.map((id) => [
			`010/${id}`,
			{
				state: 'done' as const,
				at: '2026-01-02T03:04:05.000Z',
				hints: 1,
				helped: false,
				seen: [{what: 'the release', value: '6.1.0-secret'}],
			},
		]),
	);
	const {state} = beginSession(
		{
			whole: sampleCourse,
			progress: {...NO_PROGRESS, steps},
			warning: undefined,
			host: fullHost,
			facts: new Map([['kernel.release', '6.1.0-secret']]),
		},
		{now: '2026-01-02T03:04:05.000Z'},
	);
	if (at === undefined) return state;
	const shown = firstLesson.exercise.steps.findIndex(({id}) => id === at);
	return {
		...state,
		screen: {
			kind: 'do',
			lesson: firstLesson,
			overlay: {kind: 'none'},
			guide: false,
			typed: false,
		},
		run: {
			lesson: firstLesson,
			phase: 'open',
			shown,
			tab: 'shell',
			resumed: shown,
			isZoomed: false,
			pane: NEW_PANE,
			help: {[at]: {hints, lines: 0}},
			status: {
				phase: 'open',
				steps: firstLesson.exercise.steps.map(({id, title, needs: _needs, ...task}) => ({
					id,
					title,
					task,
					missing: [],
					verdict: id === at ? verdict : undefined,
				})),
				current: shown,
				facts: new Map(),
				question: undefined,
				end: undefined,
			},
		},
	};
}

import type {AttemptStatus} from '../attempt/attempt.js';
import {keyOf} from '../domain/course.js';
import type {BoxAction} from './action.js';
import {isShownStepPassed, lessonOf, NO_HELP, type SessionState} from './state.js';
import {keep, openRun, type Stride, still, supply} from './transition.js';

/** Steps that have passed since the state before, each recorded. `at` is ISO 8601, UTC. */
function recordPassed(state: SessionState, status: AttemptStatus, at: string): Stride {
	const {run} = state;
	if (run === undefined) return still(state);
	return status.steps.reduce<Stride>(
		(stride, step, index) => {
			const {verdict} = step;
			const before = run.status?.steps[index]?.verdict?.verdict;
			if (verdict?.verdict !== 'passed' || before === 'passed') return stride;
			const help = run.help[step.id] ?? NO_HELP;
			return keep(stride, {
				change: 'step-passed',
				key: keyOf(run.lesson.id, step.id),
				record: {
					state: step.missing.length === 0 ? 'done' : 'seen',
					at,
					hints: help.hints,
					helped: help.lines > 0,
					seen: verdict.seen,
				},
			});
		},
		still({...state, facts: new Map([...state.facts, ...status.facts])}),
	);
}

function attemptChanged(state: SessionState, status: AttemptStatus, at: string): Stride {
	if (state.run === undefined) return still(state);
	const wasPassed = isShownStepPassed(state.run);
	const stride = recordPassed(state, status, at);
	// A step that is only done again is not shown as passed: it was, when it passed first.
	const shown = Math.max(state.run.shown, Math.min(status.current, state.run.resumed));
	const run = {...state.run, phase: 'open' as const, status, shown};
	const {screen} = state;
	// Enter goes on only after a pass that the learner has not typed past.
	const fresh = screen.screen === 'do' && !wasPassed && isShownStepPassed(run);
	return {
		state: fresh
			? {...stride.state, run, screen: {...screen, typed: false}, notice: undefined}
			: {...stride.state, run},
		effects: stride.effects,
	};
}

/** The attempt could not be opened: the reason takes the place of the exercise, if that is on screen. */
function refused(state: SessionState, why: string, nextStep: string): SessionState {
	const lesson = state.run?.lesson;
	if (lesson === undefined) return state;
	const isShown = state.screen.screen === 'do' && lessonOf(state.screen)?.id === lesson.id;
	return {
		...state,
		run: undefined,
		screen: isShown ? {screen: 'blocked', lesson, why, nextStep} : state.screen,
	};
}

function probed(state: SessionState): Stride {
	return state.run?.phase === 'waiting' ? openRun(state, state.run.lesson) : supply(state);
}

/** What follows from something the box told. `at` is ISO 8601, UTC. */
export function stepBox(state: SessionState, action: BoxAction, at: string): Stride {
	switch (action.action) {
		case 'host-probed':
			return probed({...state, host: action.report});
		case 'attempt-opened':
		case 'attempt-changed':
			return attemptChanged(state, action.status, at);
		case 'attempt-refused':
			return still(refused(state, action.why, action.nextStep));
		case 'saving-failed':
			// Said once in words; from then on a mark in the last row reminds of it.
			return still(
				action.warning === state.warning
					? state
					: {...state, warning: action.warning, notice: action.warning},
			);
	}
}

// The actions that come from the host, not the learner: probes, attempts and saving.

import type {AttemptStatus} from '../attempt/attempt.js';
import {keyOf} from '../domain/course.js';
import type {HostAction} from './action.js';
import {isShownStepPassed, lessonOf, NO_HELP, type SessionState} from './state.js';
import {openRun, type Transition, unchanged, withProgress, withSandbox} from './transition.js';

/** Records every step that has passed since the state before. `at` is ISO 8601, UTC. */
function recordPassed(state: SessionState, status: AttemptStatus, at: string): Transition {
	const {run} = state;
	if (run === undefined) return unchanged(state);
	return status.steps.reduce<Transition>(
		(transition, step, index) => {
			const {verdict} = step;
			const before = run.status?.steps[index]?.verdict?.kind;
			if (verdict?.kind !== 'passed' || before === 'passed') return transition;
			const help = run.help[step.id] ?? NO_HELP;
			const passed = withProgress(transition, {
				kind: 'step-passed',
				key: keyOf(run.lesson.id, step.id),
				record: {
					state: step.missing.length === 0 ? 'done' : 'seen',
					at,
					hints: help.hints,
					helped: help.lines > 0,
					seen: verdict.seen,
				},
			});
			const {mission} = run.lesson.exercise.steps[index] ?? {};
			return mission
				? withProgress(passed, {kind: 'practised', key: keyOf(run.lesson.id, step.id), at})
				: passed;
		},
		unchanged({...state, facts: new Map([...state.facts, ...status.facts])}),
	);
}

function attemptChanged(state: SessionState, status: AttemptStatus, at: string): Transition {
	if (state.run === undefined) return unchanged(state);
	const wasPassed = isShownStepPassed(state.run);
	const transition = recordPassed(state, status, at);
	// A step merely done again is not shown as passed: that was when it first passed.
	const shown = Math.max(state.run.shown, Math.min(status.current, state.run.resumed));
	const run = {...state.run, phase: 'open' as const, status, shown};
	const {screen} = state;
	// Enter goes on only after a pass the learner has not typed past.
	const fresh = screen.kind === 'do' && !wasPassed && isShownStepPassed(run);
	return {
		state: fresh
			? {...transition.state, run, screen: {...screen, typed: false}, notice: undefined}
			: {...transition.state, run},
		effects: transition.effects,
	};
}

/** The attempt could not be opened: the reason replaces the exercise if that is on screen. */
function refused(state: SessionState, why: string, nextStep: string): SessionState {
	const lesson = state.run?.lesson;
	if (lesson === undefined) return state;
	const isShown = state.screen.kind === 'do' && lessonOf(state.screen)?.id === lesson.id;
	return {
		...state,
		run: undefined,
		screen: isShown ? {kind: 'blocked', lesson, why, nextStep} : state.screen,
	};
}

function probed(state: SessionState): Transition {
	return state.run?.phase === 'waiting' ? openRun(state, state.run.lesson) : withSandbox(state);
}

/** What follows from something the host reported. `at` is ISO 8601, UTC. */
export function updateHost(state: SessionState, action: HostAction, at: string): Transition {
	switch (action.kind) {
		case 'host-probed':
			return probed({...state, host: action.report});
		case 'attempt-opened':
		case 'attempt-changed':
			return attemptChanged(state, action.status, at);
		case 'attempt-refused':
			return unchanged(refused(state, action.why, action.nextStep));
		case 'prompt-returned': {
			const {screen} = state;
			return unchanged(
				screen.kind === 'do' && screen.typed
					? {...state, screen: {...screen, typed: false}}
					: state,
			);
		}
		case 'pane-changed':
			return unchanged(state.run ? {...state, run: {...state.run, pane: action.pane}} : state);
		case 'saving-failed':
			// Said once in words; from then on a mark in the last row is the reminder.
			return unchanged(
				action.warning === state.warning
					? state
					: {...state, warning: action.warning, notice: action.warning},
			);
	}
}

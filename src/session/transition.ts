// The moves that several updates share, such as another screen or a new sandbox.

import type {Lesson} from '../domain/course.js';
import {runsExercises} from '../domain/host.js';
import {recordOf} from '../domain/progress.js';
import type {Effect} from './action.js';
import {placeOf} from './navigation.js';
import {isSameWork} from './paths.js';
import {applyChange, type ProgressChange} from './progress-change.js';
import {type ExerciseRun, lessonOf, NEW_PANE, type Screen, type SessionState} from './state.js';

/** A state, and what must be done in the world because of it. */
export interface Transition {
	readonly state: SessionState;
	readonly effects: readonly Effect[];
}

export const unchanged = (state: SessionState): Transition => ({state, effects: []});

/** The transition, with one more change to save. */
export function withProgress(transition: Transition, change: ProgressChange): Transition {
	const {state, effects} = transition;
	return {
		state: {...state, progress: applyChange(state.progress, change)},
		effects: [...effects, {kind: 'save-progress', change}],
	};
}

/** How many steps an exercise already begun skips; a finished one starts over. */
function resumedSteps({progress}: SessionState, lesson: Lesson): number {
	const open = lesson.exercise.steps.findIndex(
		(step) => recordOf(progress, lesson.id, step) === undefined,
	);
	return Math.max(0, open);
}

/** A terminal chosen while the host was being probed stays in front. */
const tabInFront = ({run}: SessionState, lesson: Lesson): string =>
	run?.phase === 'waiting' && run.lesson.id === lesson.id
		? run.tab
		: (lesson.exercise.tabs[0]?.name ?? '');

const freshRun = (
	state: SessionState,
	lesson: Lesson,
	phase: ExerciseRun['phase'],
): ExerciseRun => ({
	lesson,
	phase,
	status: undefined,
	shown: 0,
	tab: tabInFront(state, lesson),
	resumed: resumedSteps(state, lesson),
	isZoomed: false,
	pane: NEW_PANE,
	// Hints already read stay read when the sandbox is new.
	help: state.run?.lesson.id === lesson.id ? state.run.help : {},
});

/** Asks for a sandbox, after closing the one before. */
export function openRun(state: SessionState, lesson: Lesson): Transition {
	const closing: readonly Effect[] =
		state.run === undefined || state.run.phase === 'waiting' ? [] : [{kind: 'close-attempt'}];
	if (state.host === undefined) {
		return {state: {...state, run: freshRun(state, lesson, 'waiting')}, effects: closing};
	}
	if (!runsExercises(state.host.hostClass)) {
		return {
			state: {
				...state,
				run: undefined,
				screen: {
					kind: 'blocked',
					lesson,
					why: state.host.summary,
					nextStep:
						state.host.hostClass === 'read'
							? 'The lessons and the questions work here; the exercises need a Linux host.'
							: 'Install it, then start container-lessons again.',
				},
			},
			effects: closing,
		};
	}
	return {
		state: {...state, run: freshRun(state, lesson, 'opening')},
		effects: [
			...closing,
			{kind: 'open-attempt', exercise: lesson.exercise, meets: state.host.meets},
		],
	};
}

/** Whether a sandbox that is not there yet may soon be wanted. */
function isSandboxSoonWanted(state: SessionState): boolean {
	const {screen, host} = state;
	return (
		(screen.kind === 'read' || screen.kind === 'predict') &&
		host !== undefined &&
		runsExercises(host.hostClass) &&
		!isSameWork(state.run?.lesson, screen.lesson)
	);
}

/** What the screen shown now needs to have ready. */
export function withSandbox(state: SessionState): Transition {
	const {screen} = state;
	if (screen.kind === 'do' && !isSameWork(state.run?.lesson, screen.lesson)) {
		return openRun(state, screen.lesson);
	}
	return isSandboxSoonWanted(state)
		? {state, effects: [{kind: 'prepare-sandbox'}]}
		: unchanged(state);
}

/** Whether this move is big enough to get a sandbox ready for. */
const isNewPart = (from: Screen, to: Screen): boolean =>
	from.kind !== to.kind || lessonOf(from) !== lessonOf(to);

/** Shows another screen, saves the place, and gets ready what the screen needs. */
export function openScreen(state: SessionState, screen: Screen): Transition {
	if (screen === state.screen) return unchanged(state);
	const moved = {...state, screen, top: 0};
	const supplied = isNewPart(state.screen, screen) ? withSandbox(moved) : unchanged(moved);
	const place = state.isPractice ? undefined : placeOf(screen);
	return place === undefined ? supplied : withProgress(supplied, {kind: 'moved', place});
}

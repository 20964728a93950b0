import {deepStepsOf, hasTwoPaths} from '../../session/paths.js';
import {
	type DoScreen,
	type ExerciseRun,
	isQuestionOpen,
	isShownStepOver,
	isShownStepPassed,
	mayJoinRoom,
	type SessionState,
	shownStep,
} from '../../session/state.js';
import type {KeyBinding, KeyContext} from './binding.js';

/** Who gets the keys: the shell (and the guide after a guide key), or the guide alone. */
export interface KeyFocus {
	readonly kind: 'shell' | 'guide';
	readonly contexts: readonly KeyContext[];
}

const guide = (...contexts: readonly KeyContext[]): KeyFocus => ({kind: 'guide', contexts});

function focusInExercise(screen: DoScreen, run: ExerciseRun | undefined): KeyFocus {
	switch (screen.overlay.kind) {
		case 'solution':
		case 'reset':
		case 'answer':
		case 'choose':
		case 'reading':
		case 'walk':
			return guide(screen.overlay.kind);
		case 'scroll':
			return guide(screen.overlay.asking ? 'find' : 'scroll');
		case 'earlier':
			return guide('reading');
		case 'none':
		case 'hint':
		case 'task':
		case 'xray': {
			if (run?.status?.phase === 'ended') return guide('ended', 'anywhere');
			if (screen.guide) return {kind: 'shell', contexts: ['guide']};
			const isPassed = isShownStepOver(run) && !screen.typed;
			const isBeside = screen.overlay.kind !== 'none';
			return {
				kind: 'shell',
				contexts: [
					...(isPassed ? ['passed' as const] : []),
					...(isBeside ? ['beside' as const] : []),
				],
			};
		}
	}
}

let latest: {readonly state: SessionState; readonly focus: KeyFocus} | undefined;

/** Where the keys go on the screen that is shown. Every key asks, and hardly any changes the state. */
export function keyFocusOf(state: SessionState): KeyFocus {
	if (latest?.state !== state) latest = {state, focus: focusIn(state)};
	return latest.focus;
}

function focusIn(state: SessionState): KeyFocus {
	const focus = focusOn(state);
	return state.room?.meeting !== undefined && focus.contexts.includes('anywhere')
		? {...focus, contexts: ['meeting', ...focus.contexts]}
		: focus;
}

function focusOn({screen, run}: SessionState): KeyFocus {
	switch (screen.kind) {
		case 'menu':
			return guide('menu', 'anywhere');
		case 'read':
		case 'after':
		case 'blocked':
		case 'insight':
		case 'links':
		case 'recap':
			return guide('page', 'anywhere');
		case 'predict': {
			const pointed = screen.lesson.predict.options[screen.pointed];
			const isChosen = screen.chosen !== undefined && screen.chosen === pointed?.id;
			return guide(isChosen ? 'chosen' : 'choice', 'anywhere');
		}
		case 'questions':
			return screen.chosen === undefined && screen.asked.length > 0
				? guide('choice', 'anywhere')
				: guide('page', 'anywhere');
		case 'help':
			return guide('help');
		case 'search':
			return guide('search');
		case 'do':
			return focusInExercise(screen, run);
	}
}

/** Whether what a key does can be done now; a key that can't is not shown. */
export function isOffered(state: SessionState, binding: KeyBinding): boolean {
	const {screen, run, whole, room} = state;
	switch (binding.command) {
		case 'answer':
			return isQuestionOpen(run);
		case 'other-tab':
			return (run?.lesson.exercise.tabs.length ?? 0) > 1;
		case 'hint':
			return !isShownStepOver(run);
		case 'solution':
			return !isShownStepOver(run) && (shownStep(run)?.task.solution.length ?? 0) > 0;
		case 'task':
			return isShownStepPassed(run) || (screen.kind === 'do' && screen.overlay.kind !== 'none');
		case 'earlier':
			return run?.status?.steps.some(({verdict}) => verdict?.kind === 'passed') === true;
		case 'exercise':
			return screen.kind === 'menu' || screen.kind === 'read' || screen.kind === 'after';
		case 'copy-links':
			return screen.kind === 'links' && screen.lesson.links.length > 0;
		case 'join-room':
			return mayJoinRoom(state);
		case 'meet':
		case 'stay':
			return room?.meeting !== undefined;
		case 'path':
			return hasTwoPaths(whole);
		case 'deep':
			return screen.kind === 'links' && deepStepsOf(whole, screen.lesson) > 0;
		default:
			return true;
	}
}

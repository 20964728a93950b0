import {
	type DoScreen,
	type ExerciseRun,
	isQuestionOpen,
	isShownStepOver,
	isShownStepPassed,
	type SessionState,
	shownStep,
} from '../../session/state.js';
import type {KeyBinding, KeyContext} from './keymap.js';

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
		case 'scroll':
			return guide(screen.overlay.kind);
		case 'none':
		case 'hint':
		case 'task':
		case 'xray': {
			if (run?.status?.phase === 'ended') return guide('ended', 'anywhere');
			if (screen.guide) return {kind: 'shell', contexts: ['guide']};
			const isPassed = isShownStepOver(run) && !screen.typed;
			return {kind: 'shell', contexts: isPassed ? ['passed'] : []};
		}
	}
}

/** Where the keys go on the screen that is shown. */
export function keyFocusOf({screen, run}: SessionState): KeyFocus {
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
		case 'do':
			return focusInExercise(screen, run);
	}
}

/** Whether what a key does can be done now; a key that can't is not shown. */
export function isOffered({screen, run}: SessionState, binding: KeyBinding): boolean {
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
			return isShownStepPassed(run);
		case 'exercise':
			return screen.kind === 'menu' || screen.kind === 'read' || screen.kind === 'after';
		default:
			return true;
	}
}

// The reducer: the one place where an action meets the state, matched without a default.

import type {Action} from './action.js';
import {openingOf, screenOfPlace} from './navigation.js';
import type {SessionState} from './state.js';
import {openScreen, type Transition, withSandbox} from './transition.js';
import {updateChoice} from './update-choice.js';
import {updateExercise} from './update-exercise.js';
import {updateHost} from './update-host.js';
import {updatePack} from './update-pack.js';
import {updateScreen} from './update-screen.js';

/** What a session begins with. */
export type SessionStart = Pick<SessionState, 'course' | 'progress' | 'warning' | 'host' | 'facts'>;

/** The first state, and what must be done for it. `lesson` overrides the saved place. */
export function beginSession(start: SessionStart, lesson?: string): Transition {
	const screen = screenOfPlace(start.course, start.progress);
	const state: SessionState = {
		...start,
		screen,
		top: 0,
		run: undefined,
		notice: start.warning,
	};
	const asked = start.course.lessons.find((candidate) => candidate.id === lesson);
	return asked === undefined ? withSandbox(state) : openScreen(state, openingOf(asked));
}

/**
 * What follows from something that happened: the next state, and what must be done in the world.
 * `at` is when it happened, ISO 8601, UTC.
 */
export function update(before: SessionState, action: Action, at: string): Transition {
	switch (action.kind) {
		case 'host-probed':
		case 'attempt-opened':
		case 'attempt-changed':
		case 'attempt-refused':
		case 'saving-failed':
			return updateHost(before, action, at);
		case 'pack-reloaded':
		case 'pack-broken':
			return updatePack(before, action);
		case 'quit-asked':
			return {state: before, effects: [{kind: 'close-attempt'}, {kind: 'quit'}]};
		case 'lesson-opened':
		case 'menu-opened':
		case 'recap-opened':
		case 'exercise-opened':
		case 'help-toggled':
		case 'went-on':
		case 'went-back':
		case 'page-scrolled':
			return updateScreen(unnoticed(before), action);
		case 'pointer-moved':
		case 'choice-made':
			return updateChoice(unnoticed(before), action, at);
		case 'guide-key-pressed':
		case 'guide-key-dropped':
		case 'shell-typed':
		case 'xray-toggled':
		case 'hint-asked':
		case 'task-asked':
		case 'solution-asked':
		case 'solution-confirmed':
		case 'tab-changed':
		case 'reset-asked':
		case 'reset-confirmed':
		case 'reading-asked':
		case 'reading-turned':
		case 'scrolling-asked':
		case 'answer-asked':
		case 'draft-edited':
		case 'answer-given':
		case 'overlay-closed':
		case 'text-copied':
			return updateExercise(unnoticed(before), action);
	}
}

/** A notice is about what just happened, so the learner's next action removes it. */
function unnoticed(state: SessionState): SessionState {
	return state.notice === undefined ? state : {...state, notice: undefined};
}

// The reducer: the one place where an action meets the state, matched without a default.

import type {CoursePath} from '../domain/course.js';
import type {Action} from './action.js';
import {askingScreen, beginningOf, placeOf, screenOfPlace} from './navigation.js';
import {courseOn, lessonIn, lessonsMet} from './paths.js';
import {warmUpQuestions} from './review.js';
import {lessonOf, type SessionState} from './state.js';
import {type Transition, withProgress, withSandbox} from './transition.js';
import {updateChoice} from './update-choice.js';
import {updateExercise} from './update-exercise.js';
import {updateHost} from './update-host.js';
import {updatePack} from './update-pack.js';
import {updateRoom} from './update-room.js';
import {updateScreen} from './update-screen.js';
import {updateSearch} from './update-search.js';

/** What a session begins with. */
export type SessionStart = Pick<SessionState, 'whole' | 'progress' | 'warning' | 'host' | 'facts'>;

/** How it begins. */
export interface Beginning {
	/** ISO 8601, UTC. */
	readonly now: string;
	/** Overrides the saved place. */
	readonly lesson?: string | undefined;
	/** Overrides the path that is kept. */
	readonly path?: CoursePath | undefined;
	/** The course is one of missions to practise: it begins with the first. */
	readonly isPractice?: boolean | undefined;
}

/**
 * The first state, and what must be done for it. Whoever comes back after a day is first asked what they had wrong.
 */
export function beginSession(
	{progress: kept, ...start}: SessionStart,
	{now, lesson, path = kept.path, isPractice = false}: Beginning,
): Transition {
	const progress = {...kept, path};
	const begun = {
		...start,
		progress,
		course: isPractice ? start.whole : courseOn(start.whole, path),
		isPractice,
		top: 0,
		run: undefined,
		notice: start.warning,
	};
	const asked = isPractice ? start.whole.lessons[0] : lessonIn(begun, lesson);
	const next = asked === undefined ? screenOfPlace(begun) : beginningOf(begun, asked);
	const questions = isPractice ? [] : warmUpQuestions(lessonsMet(begun), progress, now);
	const screen = askingScreen(questions, {reason: 'warm-up', lesson: undefined, next});
	const state: SessionState = {...begun, screen};
	const opened = withSandbox(state);
	const place = asked === undefined || isPractice ? undefined : placeOf(screen);
	const placed = place === undefined ? opened : withProgress(opened, {kind: 'moved', place});
	return path === kept.path ? placed : withProgress(placed, {kind: 'path-chosen', path});
}

/** Notes when a lesson is first opened, which says when its questions come back. */
function noteOpening(after: Transition, at: string): Transition {
	const {screen, progress} = after.state;
	const hasMoved = after.effects.some(
		(effect) => effect.kind === 'save-progress' && effect.change.kind === 'moved',
	);
	const lesson = hasMoved && screen.kind !== 'questions' ? lessonOf(screen) : undefined;
	return lesson === undefined || progress.opened[lesson.id] !== undefined
		? after
		: withProgress(after, {kind: 'lesson-begun', lesson: lesson.id, at});
}

/**
 * What follows from something that happened: the next state, and what must be done in the world.
 * `at` is when it happened, ISO 8601, UTC.
 */
export const update = (before: SessionState, action: Action, at: string): Transition =>
	noteOpening(updated(before, action, at), at);

function updated(before: SessionState, action: Action, at: string): Transition {
	switch (action.kind) {
		case 'host-probed':
		case 'attempt-opened':
		case 'attempt-changed':
		case 'attempt-refused':
		case 'prompt-returned':
		case 'pane-changed':
		case 'saving-failed':
			return updateHost(before, action, at);
		case 'room-joined':
		case 'room-said':
		case 'sentence-said':
		case 'meeting-asked':
			return updateRoom(before, action);
		case 'hand-asked':
		case 'sentence-asked':
		case 'meeting-accepted':
		case 'meeting-declined':
		case 'room-left':
			return updateRoom(unnoticed(before), action);
		case 'pack-reloaded':
		case 'pack-broken':
			return updatePack(before, action);
		case 'quit-asked':
			return {state: before, effects: [{kind: 'close-attempt'}, {kind: 'quit'}]};
		case 'lesson-opened':
		case 'menu-opened':
		case 'path-changed':
		case 'deep-opened':
		case 'recap-opened':
		case 'exercise-opened':
		case 'help-toggled':
		case 'went-on':
		case 'went-back':
		case 'page-scrolled':
		case 'mouse-switched':
			return updateScreen(unnoticed(before), action);
		case 'pointer-moved':
		case 'choice-made':
			return updateChoice(unnoticed(before), action, at);
		case 'search-opened':
		case 'search-edited':
		case 'search-closed':
		case 'hit-opened':
			return updateSearch(unnoticed(before), action);
		case 'guide-key-pressed':
		case 'guide-key-dropped':
		case 'shell-typed':
		case 'xray-toggled':
		case 'walk-asked':
		case 'zoom-toggled':
		case 'hint-asked':
		case 'task-asked':
		case 'earlier-asked':
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
		case 'lines-marked':
		case 'find-asked':
		case 'find-entered':
		case 'find-failed':
			return updateExercise(unnoticed(before), action);
	}
}

/** A notice is about what just happened, so the learner's next action removes it. */
function unnoticed(state: SessionState): SessionState {
	return state.notice === undefined ? state : {...state, notice: undefined};
}

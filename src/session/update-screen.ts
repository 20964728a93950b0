// The actions that lead from one screen to another.

import type {MoveAction} from './action.js';
import {beginningOf, doScreenOf, menuScreenOf, screenAfter, screenBefore} from './navigation.js';
import {courseOn, deepStepsOf, hasTwoPaths, lessonAfter, lessonIn} from './paths.js';
import {isShownStepOver, lessonOf, type SessionState} from './state.js';
import {openScreen, type Transition, unchanged, withProgress} from './transition.js';

/** Goes on: within the exercise to its next step, or to the lesson's next part. */
function wentOn(state: SessionState): Transition {
	const {screen, run} = state;
	const steps = run?.status?.steps.length ?? 0;
	if (screen.kind === 'do' && run !== undefined && isShownStepOver(run)) {
		if (run.shown + 1 < steps) {
			return unchanged({
				...state,
				// The next task has to be seen.
				run: {...run, shown: run.shown + 1, isZoomed: false},
				screen: {...doScreenOf(screen.lesson)},
			});
		}
	}
	const transition = openScreen(state, screenAfter(state));
	const unfinished = screen.kind === 'do' && steps > 0 && !isShownStepOver(run);
	return unfinished
		? {
				...transition,
				state: {
					...transition.state,
					notice: 'The exercise is not finished. Its sandbox stays open: b goes back to it.',
				},
			}
		: transition;
}

const withoutGuide = (state: SessionState): SessionState =>
	state.screen.kind === 'do' ? {...state, screen: {...state.screen, guide: false}} : state;

function toggleHelp(state: SessionState): SessionState {
	const {screen} = state;
	if (screen.kind === 'help') return {...state, screen: screen.back, top: 0};
	const back = screen.kind === 'do' ? {...screen, guide: false} : screen;
	return {...state, screen: {kind: 'help', back}, top: 0};
}

function openLesson(state: SessionState, id: string): Transition {
	const lesson = lessonIn(state, id);
	return lesson === undefined ? unchanged(state) : openScreen(state, beginningOf(state, lesson));
}

/** The exercise of the lesson on screen or, in the menu, of the one pointed at. */
function openExercise(state: SessionState): Transition {
	const {screen, course} = state;
	const lesson = screen.kind === 'menu' ? course.lessons[screen.pointed] : lessonOf(screen);
	if (lesson === undefined || screen.kind === 'do') return unchanged(state);
	return openScreen(state, doScreenOf(lesson));
}

/** The other path, with the menu at the same lesson or, where that is not on it, at the one after. */
function pathChanged(state: SessionState): Transition {
	const {whole, progress, screen} = state;
	if (!hasTwoPaths(whole)) return unchanged(state);
	const path = progress.path === 'core' ? 'all' : 'core';
	const course = courseOn(whole, path);
	const here = screen.kind === 'menu' ? state.course.lessons[screen.pointed] : lessonOf(screen);
	const lesson = here && (lessonIn({course, whole: course}, here.id) ?? lessonAfter(course, here));
	return withProgress(openScreen({...state, course}, menuScreenOf(course, lesson)), {
		kind: 'path-chosen',
		path,
	});
}

/** Into the exercise with all of its steps, which goes on behind those that were done. */
function deepOpened(state: SessionState): Transition {
	const {screen, whole} = state;
	const lesson = whole.lessons.find(({id}) => id === lessonOf(screen)?.id);
	return lesson === undefined || screen.kind !== 'links' || deepStepsOf(whole, screen.lesson) === 0
		? unchanged(state)
		: openScreen(state, doScreenOf(lesson));
}

const MOUSE = {
	taken: "The wheel scrolls, a click chooses; with Shift the mouse is your terminal's.",
	left: "The mouse is your terminal's. The same key takes it back.",
} as const;

/** Where the learner goes from the screen they are on. */
export function updateScreen(state: SessionState, action: MoveAction): Transition {
	switch (action.kind) {
		case 'lesson-opened':
			return openLesson(state, action.lesson);
		case 'menu-opened':
			return openScreen(state, menuScreenOf(state.course, lessonOf(state.screen)));
		case 'path-changed':
			return pathChanged(state);
		case 'deep-opened':
			return deepOpened(state);
		case 'recap-opened':
			return openScreen(state, {kind: 'recap', page: 0});
		case 'exercise-opened':
			return openExercise(state);
		case 'help-toggled':
			return unchanged(toggleHelp(state));
		case 'went-on':
			return wentOn(state);
		case 'mouse-switched':
			return unchanged({...withoutGuide(state), notice: MOUSE[action.to]});
		case 'went-back':
			return openScreen(state, screenBefore(state));
		case 'page-scrolled':
			return unchanged({...state, top: Math.max(0, action.top)});
	}
}

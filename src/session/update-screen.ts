// The actions that lead from one screen to another.

import type {MoveAction} from './action.js';
import {doScreenOf, menuScreenOf, openingOf, screenAfter, screenBefore} from './navigation.js';
import {isShownStepOver, lessonOf, type SessionState} from './state.js';
import {openScreen, type Transition, unchanged} from './transition.js';

/** Goes on: within the exercise to its next step, or to the lesson's next part. */
function wentOn(state: SessionState): Transition {
	const {screen, run} = state;
	const steps = run?.status?.steps.length ?? 0;
	if (screen.kind === 'do' && run !== undefined && isShownStepOver(run)) {
		if (run.shown + 1 < steps) {
			return unchanged({
				...state,
				run: {...run, shown: run.shown + 1},
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

function toggleHelp(state: SessionState): SessionState {
	const {screen} = state;
	if (screen.kind === 'help') return {...state, screen: screen.back, top: 0};
	const back = screen.kind === 'do' ? {...screen, guide: false} : screen;
	return {...state, screen: {kind: 'help', back}, top: 0};
}

function openLesson(state: SessionState, id: string): Transition {
	const lesson = state.course.lessons.find((candidate) => candidate.id === id);
	return lesson === undefined ? unchanged(state) : openScreen(state, openingOf(lesson));
}

/** The exercise of the lesson on screen or, in the menu, of the one pointed at. */
function openExercise(state: SessionState): Transition {
	const {screen, course} = state;
	const lesson = screen.kind === 'menu' ? course.lessons[screen.pointed] : lessonOf(screen);
	if (lesson === undefined || screen.kind === 'do') return unchanged(state);
	return openScreen(state, doScreenOf(lesson));
}

/** Where the learner goes from the screen they are on. */
export function updateScreen(state: SessionState, action: MoveAction): Transition {
	switch (action.kind) {
		case 'lesson-opened':
			return openLesson(state, action.lesson);
		case 'menu-opened':
			return openScreen(state, menuScreenOf(state.course, lessonOf(state.screen)));
		case 'recap-opened':
			return openScreen(state, {kind: 'recap', page: 0});
		case 'exercise-opened':
			return openExercise(state);
		case 'help-toggled':
			return unchanged(toggleHelp(state));
		case 'went-on':
			return wentOn(state);
		case 'went-back':
			return openScreen(state, screenBefore(state));
		case 'page-scrolled':
			return unchanged({...state, top: Math.max(0, action.top)});
	}
}

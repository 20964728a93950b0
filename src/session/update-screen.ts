import type {MoveAction} from './action.js';
import {doScreenOf, menuScreenOf, openingOf, screenAfter, screenBefore} from './navigation.js';
import {isShownStepOver, lessonOf, type SessionState} from './state.js';
import {enter, type Stride, still} from './transition.js';

/** Goes on inside the exercise, to the next step, or from it to the next part. */
function wentOn(state: SessionState): Stride {
	const {screen, run} = state;
	const steps = run?.status?.steps.length ?? 0;
	if (screen.screen === 'do' && run !== undefined && isShownStepOver(run)) {
		if (run.shown + 1 < steps) {
			return still({
				...state,
				run: {...run, shown: run.shown + 1},
				screen: {...doScreenOf(screen.lesson)},
			});
		}
	}
	const stride = enter(state, screenAfter(state));
	const unfinished = screen.screen === 'do' && steps > 0 && !isShownStepOver(run);
	return unfinished
		? {
				...stride,
				state: {
					...stride.state,
					notice: 'The exercise is not finished. Its sandbox stays open: b goes back to it.',
				},
			}
		: stride;
}

function toggleHelp(state: SessionState): SessionState {
	const {screen} = state;
	if (screen.screen === 'help') return {...state, screen: screen.back, top: 0};
	const back = screen.screen === 'do' ? {...screen, guide: false} : screen;
	return {...state, screen: {screen: 'help', back}, top: 0};
}

function openLesson(state: SessionState, id: string): Stride {
	const lesson = state.course.lessons.find((candidate) => candidate.id === id);
	return lesson === undefined ? still(state) : enter(state, openingOf(lesson));
}

/** The exercise of the lesson that is shown or, in the menu, pointed at. */
function openExercise(state: SessionState): Stride {
	const {screen, course} = state;
	const lesson = screen.screen === 'menu' ? course.lessons[screen.pointed] : lessonOf(screen);
	if (lesson === undefined || screen.screen === 'do') return still(state);
	return enter(state, doScreenOf(lesson));
}

/** Where the learner goes from the screen that is shown. */
export function stepLesson(state: SessionState, action: MoveAction): Stride {
	switch (action.action) {
		case 'lesson-opened':
			return openLesson(state, action.lesson);
		case 'menu-opened':
			return enter(state, menuScreenOf(state.course, lessonOf(state.screen)));
		case 'recap-opened':
			return enter(state, {screen: 'recap', page: 0});
		case 'exercise-opened':
			return openExercise(state);
		case 'help-toggled':
			return still(toggleHelp(state));
		case 'went-on':
			return wentOn(state);
		case 'went-back':
			return enter(state, screenBefore(state));
		case 'page-scrolled':
			return still({...state, top: Math.max(0, action.top)});
	}
}

import type {TerminalSize} from '../../domain/box.js';
import type {Lesson} from '../../domain/course.js';
import type {SessionState} from '../../session/state.js';
import {
	cardColumns,
	type ExerciseLayout,
	isTooSmall,
	layoutExercise,
	layoutXray,
	type Rect,
} from '../layout.js';
import {longestCard} from './task-card.js';

/** The window of a lesson's exercise. It stays the same from step to step, so that the shell does. */
export const exerciseLayoutOf = (lesson: Lesson, size: TerminalSize): ExerciseLayout =>
	layoutExercise(size, longestCard(lesson.exercise, cardColumns(size)));

const isXrayOpen = ({screen}: SessionState): boolean =>
	screen.screen === 'do' && screen.overlay.overlay === 'xray';

/** The terminals' place on the exercise window, whether or not that is shown. */
export const paneOf = (state: SessionState, lesson: Lesson, size: TerminalSize): Rect =>
	isXrayOpen(state) ? layoutXray(size).pane : exerciseLayoutOf(lesson, size).pane;

/** Where the live terminal is painted on the screen that is shown; undefined where it is not. */
export function shownPane(state: SessionState, size: TerminalSize): Rect | undefined {
	const {screen} = state;
	if (screen.screen !== 'do' || screen.overlay.overlay === 'reading' || isTooSmall(size)) {
		return undefined;
	}
	return paneOf(state, screen.lesson, size);
}

/** Where the live X-ray is painted; undefined where it is not. */
export const shownXray = (state: SessionState, size: TerminalSize): Rect | undefined =>
	isXrayOpen(state) && !isTooSmall(size) ? layoutXray(size).picture : undefined;

import type {TerminalSize} from '../../domain/box.js';
import type {Lesson} from '../../domain/course.js';
import type {SessionState} from '../../session/state.js';
import {cardColumns, type ExerciseLayout, isTooSmall, layoutExercise} from '../layout.js';
import {longestCard} from './task-card.js';

/** The window of a lesson's exercise. It stays the same from step to step, so that the shell does. */
export const exerciseLayoutOf = (lesson: Lesson, size: TerminalSize): ExerciseLayout =>
	layoutExercise(size, longestCard(lesson.exercise, cardColumns(size)));

/** Where the live terminal is painted on the screen that is shown; undefined where it is not. */
export function shownPane(
	state: SessionState,
	size: TerminalSize,
): ExerciseLayout['pane'] | undefined {
	const {screen} = state;
	if (screen.screen !== 'do' || screen.overlay.overlay === 'reading' || isTooSmall(size)) {
		return undefined;
	}
	return exerciseLayoutOf(screen.lesson, size).pane;
}

import type {Lesson} from '../../domain/course.js';
import type {TerminalSize} from '../../domain/sandbox.js';
import {
	type DoScreen,
	isShownStepPassed,
	type SessionState,
	shownHint,
} from '../../session/state.js';
import {
	cardColumns,
	type ExerciseLayout,
	growCard,
	isTooSmall,
	isWide,
	layoutExercise,
	layoutXray,
	type Rect,
	type XrayLayout,
} from '../layout.js';
import type {Symbols} from '../text/theme.js';
import type {ScreenText} from '../text/wrap-text.js';
import {saidRows} from './side-rows.js';
import {longestCard, overlayRows, stackedCard} from './task-rows.js';

/** The window of a lesson's exercise. It stays the same from step to step, so that the shell does. */
const exerciseLayoutOf = (lesson: Lesson, size: TerminalSize): ExerciseLayout =>
	layoutExercise(size, longestCard(lesson.exercise, cardColumns(size)));

/** The window as it is shown: what lies over the task may take rows of the terminal, which keeps its size. */
export function shownLayout(
	state: SessionState,
	screen: DoScreen,
	size: TerminalSize,
	symbols: Symbols,
): ExerciseLayout {
	const layout = exerciseLayoutOf(screen.lesson, size);
	const rows = overlayRows(state, screen, {columns: layout.card.columns, symbols});
	return rows === undefined ? layout : growCard(layout, rows, size);
}

const isXrayOpen = ({screen}: SessionState): boolean =>
	screen.kind === 'do' && screen.overlay.kind === 'xray';

/** The terminals' place on the exercise window, whether or not that is shown. */
export const paneOf = (state: SessionState, lesson: Lesson, size: TerminalSize): Rect =>
	isXrayOpen(state) ? layoutXray(size, 0).pane : exerciseLayoutOf(lesson, size).pane;

/**
 * Where the live terminal is painted on the screen that is shown; undefined where it is not. It may have fewer rows
 * than the terminal.
 */
export function shownPane(
	state: SessionState,
	size: TerminalSize,
	symbols: Symbols,
): Rect | undefined {
	const {screen} = state;
	if (screen.kind !== 'do' || screen.overlay.kind === 'reading' || isTooSmall(size)) {
		return undefined;
	}
	if (isXrayOpen(state)) return paneOf(state, screen.lesson, size);
	return shownLayout(state, screen, size, symbols).pane;
}

/** The window with the X-ray in it, and what is said below the picture. A stacked one has its verdict in the rule. */
export function xrayWindow(
	state: SessionState,
	screen: DoScreen,
	size: TerminalSize,
	symbols: Symbols,
): {readonly layout: XrayLayout; readonly said: ScreenText} {
	const hint = shownHint(screen.overlay);
	const style = {columns: cardColumns(size), symbols};
	const lines = isWide(size)
		? saidRows(state, screen, style)
		: hint > 0 || isShownStepPassed(state.run)
			? stackedCard(state, screen, style).lines
			: [];
	return {
		layout: layoutXray(size, lines.length),
		// A hint is the newest thing said and stands last.
		said: hint > 0 ? {lines, focus: lines.length - 1} : {lines},
	};
}

/** Where the live X-ray is painted; undefined where it is not. */
export function shownXray(
	state: SessionState,
	size: TerminalSize,
	symbols: Symbols,
): Rect | undefined {
	const {screen} = state;
	if (screen.kind !== 'do' || screen.overlay.kind !== 'xray' || isTooSmall(size)) {
		return undefined;
	}
	return xrayWindow(state, screen, size, symbols).layout.picture;
}

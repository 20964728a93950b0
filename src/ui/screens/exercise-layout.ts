import type {AttemptStatus} from '../../attempt/attempt.js';
import type {Lesson} from '../../domain/course.js';
import type {TerminalSize} from '../../domain/sandbox.js';
import {
	type DoScreen,
	isShownStepPassed,
	type Overlay,
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
	layoutZoom,
	type Rect,
	standingXray,
	type XrayLayout,
} from '../layout.js';
import type {Symbols} from '../text/theme.js';
import type {ScreenText} from '../text/wrap-text.js';
import {saidRows, sideCard} from './side-rows.js';
import {longestCard, overlayRows, stackedCard} from './task-rows.js';

/** The window of an exercise. It stays the same during a step, so that the shell does. */
const exerciseLayoutOf = (
	{run, facts}: SessionState,
	lesson: Lesson,
	size: TerminalSize,
): ExerciseLayout =>
	layoutExercise(size, longestCard(lesson.exercise.steps[run?.shown ?? 0], facts, size));

/** The window as it is shown: what lies over the task may take rows of the terminal, which keeps its size. */
export function shownLayout(
	state: SessionState,
	screen: DoScreen,
	size: TerminalSize,
	symbols: Symbols,
): ExerciseLayout {
	const layout = exerciseLayoutOf(state, screen.lesson, size);
	const rows = overlayRows(state, screen, {columns: layout.card.columns, symbols});
	return rows === undefined ? layout : growCard(layout, rows, size);
}

/** Text lies over the whole window, the terminal included. */
export const isCovered = ({overlay}: DoScreen): boolean =>
	overlay.kind === 'reading' || overlay.kind === 'earlier';

/** The X-ray has been given its room, to be looked at or to be walked through. */
export const isXrayOpen = ({screen}: Pick<SessionState, 'screen'>): boolean =>
	screen.kind === 'do' && (screen.overlay.kind === 'xray' || screen.overlay.kind === 'walk');

/** What needs its place beside the terminal for as long as it is there. */
const NEEDS_CARD: readonly Overlay['kind'][] = [
	'hint',
	'task',
	'solution',
	'answer',
	'choose',
	'reset',
];

/** Whether the terminal has the window alone: it was asked for or, in a stacked one, a full-screen program runs. */
export function isZoomed({screen, run}: SessionState, size: TerminalSize): boolean {
	if (run === undefined || run.status?.phase === 'ended') return false;
	if (screen.kind === 'do' && NEEDS_CARD.includes(screen.overlay.kind)) return false;
	return run.isZoomed || (run.pane.isFullScreen && !isWide(size));
}

/** The terminals' place on the exercise window, whether or not that is shown. */
export function paneOf(state: SessionState, lesson: Lesson, size: TerminalSize): Rect {
	if (isXrayOpen(state)) return layoutXray(size, 0).pane;
	return isZoomed(state, size) ? layoutZoom(size) : exerciseLayoutOf(state, lesson, size).pane;
}

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
	if (screen.kind !== 'do' || isCovered(screen) || isTooSmall(size)) {
		return undefined;
	}
	if (isXrayOpen(state) || isZoomed(state, size)) return paneOf(state, screen.lesson, size);
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

/** Between two steps as well, so that the picture stays. */
const hasBegun = (status: AttemptStatus | undefined): boolean =>
	status?.phase === 'open' || (status?.phase === 'starting' && status.current > 0);

/** Where the X-ray stands by itself, as long as no key was pressed for it. */
export function standingPlace(
	state: SessionState,
	screen: DoScreen,
	size: TerminalSize,
	symbols: Symbols,
): Rect | undefined {
	// Where nothing but single commands run there is no sandbox to look into.
	const isRunning = state.host?.hostClass === 'full' && hasBegun(state.run?.status);
	if (!isWide(size) || !isRunning || isZoomed(state, size)) return undefined;
	const layout = exerciseLayoutOf(state, screen.lesson, size);
	const {columns, rows} = layout.card;
	return standingXray(layout, sideCard(state, screen, {columns, rows, symbols}).lines.length);
}

/** Where the live X-ray is painted; undefined where it is not. */
export function shownXray(
	state: SessionState,
	size: TerminalSize,
	symbols: Symbols,
): Rect | undefined {
	const {screen} = state;
	if (screen.kind !== 'do' || isCovered(screen) || isTooSmall(size)) return undefined;
	if (!isXrayOpen(state)) return standingPlace(state, screen, size, symbols);
	return xrayWindow(state, screen, size, symbols).layout.picture;
}

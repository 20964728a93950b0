import {
	type DoScreen,
	isShownStepPassed,
	type SessionState,
	shownHint,
	shownStep,
} from '../../session/state.js';
import type {ScreenText, TextStyle} from '../text/wrap-text.js';
import {EMPTY_LINE, line, type TextLine} from '../text/wrap-text.js';
import {hintRows, meaningRows, overlayCard, taskRows} from './task-rows.js';
import {isWaitingToGoOn, partRows, verdictRows} from './verdict-rows.js';

/** All steps by name, each with how it stands in this attempt. */
function outline(state: SessionState, screen: DoScreen, {symbols}: TextStyle): readonly TextLine[] {
	const {run} = state;
	return screen.lesson.exercise.steps.map((step, index): TextLine => {
		const isPassed = run?.status?.steps[index]?.verdict?.kind === 'passed';
		const isShown = index === (run?.shown ?? 0);
		return [
			...line(isShown ? `${symbols.pointer} ` : '  ', 'accent'),
			...line(`${isPassed ? symbols.passed : symbols.open} `, isPassed ? 'passed' : 'quiet'),
			...line(step.title, isShown ? 'strong' : 'plain'),
		];
	});
}

/** What was said of the shown step, below its task. */
export function saidRows(
	state: SessionState,
	screen: DoScreen,
	style: TextStyle,
): readonly TextLine[] {
	const {word, reasons} = verdictRows(state, style);
	const step = shownStep(state.run);
	const verdict = [...(word.length === 0 ? [] : [word]), ...reasons, ...partRows(state, style)];
	if (step !== undefined && isShownStepPassed(state.run)) {
		const next = isWaitingToGoOn(state) ? [EMPTY_LINE, line('Enter goes on.', 'accent')] : [];
		return [...verdict, EMPTY_LINE, ...meaningRows(state, step, style.columns), ...next];
	}
	const hints = Array.from({length: shownHint(screen.overlay)}, (_, index) =>
		step === undefined ? [] : [EMPTY_LINE, ...hintRows(step, index + 1, style.columns)],
	).flat();
	return [...verdict, ...hints];
}

/** The card beside the terminal: steps, task, verdict, and whatever was asked for. */
export function sideCard(state: SessionState, screen: DoScreen, style: TextStyle): ScreenText {
	const {rows = Number.POSITIVE_INFINITY} = style;
	const head = [
		...outline(state, screen, style),
		EMPTY_LINE,
		...taskRows(state, screen.lesson, style.columns),
		EMPTY_LINE,
	];
	const over = overlayCard(state, screen, style);
	if (over === undefined) {
		const lines = [...head, ...saidRows(state, screen, style)];
		// The newest thing said stands last; where there is no room for all, it is the part to see.
		return screen.overlay.kind === 'hint' ? {lines, focus: lines.length - 1} : {lines};
	}
	const lines = [...head, ...over.lines];
	// What is asked comes before what was known already.
	return lines.length > rows ? over : {lines};
}

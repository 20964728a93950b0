import type {AttemptStep} from '../../attempt/attempt.js';
import type {Facts} from '../../domain/evidence.js';
import type {Step} from '../../domain/exercise.js';
import type {TerminalSize} from '../../domain/sandbox.js';
import {BETWEEN_WORDS, unsaidSightings} from '../../domain/verdict.js';
import {tabChangedTo} from '../../session/solution-action.js';
import {
	type DoScreen,
	isQuestionOpen,
	isShownStepPassed,
	type SessionState,
	shownHint,
	shownStep,
} from '../../session/state.js';
import {cardColumns, usualCardRows, type WantedRows} from '../layout.js';
import {fillLine} from '../text/page-lines.js';
import {proseLines} from '../text/prose-lines.js';
import type {ScreenText, TextStyle} from '../text/wrap-text.js';
import {cutRows, line, type TextLine} from '../text/wrap-text.js';
import type {WrappedChoice} from './choice-rows.js';
import {choiceLines, leastChoiceRows} from './choice-rows.js';
import {draftLine} from './draft-line.js';
import {optionLines} from './question-screen.js';
import {sightingRows} from './sighting-rows.js';

/** What was seen is shown below what it means; where there is more of it, the lesson's end has it all. */
const LEAST_SIGHTINGS = 1;

/**
 * The most rows that a step's task or its explanation takes, so that the terminal keeps its size. The values of an
 * attempt are known when its shell starts, and may be longer than the names that stand for them. A task and what it
 * asks are shown whole; of an explanation as much as is usual.
 */
export function longestCard(step: Step | undefined, facts: Facts, size: TerminalSize): number {
	if (step === undefined) return 0;
	const rows = (text: string): number =>
		proseLines(fillLine(text, facts), cardColumns(size)).length;
	const {task, asks = '', meaning} = step;
	const explained = rows(meaning) + LEAST_SIGHTINGS;
	return Math.max(
		rows(task) + (asks === '' ? 0 : rows(asks)),
		Math.min(explained, usualCardRows(size)),
	);
}

/** The task of the step that is shown, before the attempt is open as it stands in the file. */
export function taskRows(state: SessionState, lesson: DoScreen['lesson'], columns: number) {
	const step = shownStep(state.run);
	const task = step?.task.task ?? lesson.exercise.steps[state.run?.shown ?? 0]?.task ?? '';
	// While it is answered it stands above the answer.
	const isAnswering =
		state.screen.kind === 'do' && ['answer', 'choose'].includes(state.screen.overlay.kind);
	const question =
		isQuestionOpen(state.run) && !isAnswering ? state.run?.status?.question?.text : undefined;
	const asked =
		question === undefined || task.includes(question)
			? []
			: proseLines(fillLine(question, state.facts), columns, 'strong');
	return [...proseLines(fillLine(task, state.facts), columns), ...asked];
}

/** What they just saw, in their own values, which stand out in the sentence or below it. */
export function meaningRows(state: SessionState, step: AttemptStep, columns: number) {
	const {verdict} = step;
	const text = fillLine(step.task.meaning, state.facts);
	const seen = verdict?.kind === 'passed' ? verdict.seen : [];
	const values = new Set(seen.map(({value}) => value).filter((value) => value.length > 2));
	const look = text
		.split(BETWEEN_WORDS)
		.map((word) => (values.has(word) ? `\`${word}\`` : word))
		.join('');
	const rest = unsaidSightings(seen, text);
	return [...proseLines(look, columns), ...sightingRows(rest, columns)];
}

export function hintRows(step: AttemptStep, number: number, columns: number) {
	const hint = step.task.hints[number - 1] ?? '';
	return [
		line(`Hint ${number} of ${step.task.hints.length}`, 'accent'),
		...proseLines(hint, columns),
	];
}

function solutionLines(step: AttemptStep, index: number, columns: number): readonly TextLine[] {
	const offered = step.task.solution[index];
	if (offered === undefined) return [];
	const count = step.task.solution.length;
	const which = count > 1 ? `, line ${index + 1} of ${count}` : '';
	const tab = tabChangedTo(offered);
	if (tab !== undefined) {
		const question = `Go to the terminal "${tab}"${which}?`;
		return [line(question, 'accent'), ...proseLines(offered.why, columns)];
	}
	return [
		line(`Type this for you${which}? You press Enter yourself.`, 'accent'),
		...proseLines(`\`${offered.type}\``, columns - 2).map((row) => [...line('  '), ...row]),
		...proseLines(offered.why, columns),
	];
}

function questionLines(state: SessionState, columns: number): readonly TextLine[] {
	const text = state.run?.status?.question?.text ?? '';
	return proseLines(fillLine(text, state.facts), columns, 'strong');
}

/** The question that is answered now: from a list, or by a line that is written below it. */
function askedChoice(
	state: SessionState,
	screen: DoScreen,
	style: TextStyle,
): WrappedChoice | undefined {
	const question = questionLines(state, style.columns);
	if (screen.overlay.kind === 'answer') {
		return {question, options: [[draftLine(screen.overlay.draft, style.columns)]], pointed: 0};
	}
	if (screen.overlay.kind !== 'choose') return undefined;
	const {pointed} = screen.overlay;
	const options = (state.run?.status?.question?.options ?? []).map(({text}, index) => {
		const standing = {
			isPointed: index === pointed,
			mark: style.symbols.open,
			look: 'accent',
		} as const;
		return optionLines(fillLine(text, state.facts), standing, style);
	});
	return {question, options, pointed};
}

const RESET =
	'Start the exercise again from nothing? Everything you made in it goes; what has passed stays passed.';

/** What lies over the task while the guide has the keys; undefined while there is nothing. */
export function overlayCard(
	state: SessionState,
	screen: DoScreen,
	style: TextStyle,
): ScreenText | undefined {
	const {overlay} = screen;
	const step = shownStep(state.run);
	switch (overlay.kind) {
		case 'solution':
			return step && {lines: solutionLines(step, overlay.line, style.columns)};
		case 'answer':
		case 'choose': {
			const choice = askedChoice(state, screen, style);
			return choice && {lines: choiceLines(choice, style)};
		}
		case 'reset':
			return {lines: proseLines(RESET, style.columns, 'strong')};
		case 'none':
		case 'hint':
		case 'task':
		case 'xray':
		case 'reading':
		case 'earlier':
		case 'scroll':
		case 'walk':
			return undefined;
	}
}

/** How many rows what lies over the task takes, and the fewest that it can do with; undefined as above. */
export function overlayRows(
	state: SessionState,
	screen: DoScreen,
	style: Omit<TextStyle, 'rows'>,
): WantedRows | undefined {
	const hint = hintCard(state, screen, style);
	if (hint) return {wanted: hint.lines.length, least: 1};
	const wanted = overlayCard(state, screen, style)?.lines.length;
	if (wanted === undefined) return undefined;
	const choice = askedChoice(state, screen, style);
	return {wanted, least: choice === undefined ? wanted : leastChoiceRows(choice)};
}

/** A hint below the task; where there is no room for both, its end is the part to see. */
function hintCard(state: SessionState, screen: DoScreen, style: TextStyle): ScreenText | undefined {
	const step = shownStep(state.run);
	const {overlay} = screen;
	if (step === undefined || overlay.kind !== 'hint' || isShownStepPassed(state.run))
		return undefined;
	const lines = [
		...taskRows(state, screen.lesson, style.columns),
		...hintRows(step, overlay.number, style.columns),
	];
	return {lines, focus: lines.length - 1};
}

/** The card of a stacked window: one thing at a time, and a hint below the task. */
export function stackedCard(state: SessionState, screen: DoScreen, style: TextStyle): ScreenText {
	const over = overlayCard(state, screen, style);
	if (over !== undefined) return over;
	const step = shownStep(state.run);
	const isReadAgain = screen.overlay.kind === 'task';
	if (step !== undefined && isShownStepPassed(state.run) && !isReadAgain) {
		const {rows = Number.POSITIVE_INFINITY, columns, symbols} = style;
		return {lines: cutRows(meaningRows(state, step, columns), rows, columns, symbols.ellipsis)};
	}
	const hint = shownHint(screen.overlay);
	const below = hintCard(state, screen, style);
	if (below) return below;
	if (step !== undefined && hint > 0) return {lines: hintRows(step, hint, style.columns)};
	return {lines: taskRows(state, screen.lesson, style.columns)};
}

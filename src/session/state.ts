// All that a session knows: the screen shown, the exercise that runs behind it, what is saved.

import type {AttemptStatus, AttemptStep} from '../attempt/attempt.js';
import type {Course, Lesson} from '../domain/course.js';
import type {Facts} from '../domain/evidence.js';
import type {HostReport} from '../domain/host.js';
import type {Progress} from '../domain/progress.js';
import type {Draft} from './draft.js';
import type {AskedQuestion} from './review.js';

/** What covers an exercise's terminal, or replaces its task. */
export type Overlay =
	| {readonly kind: 'none'}
	/** The task of a step that has passed, in place of what was seen; keys still go to the shell. */
	| {readonly kind: 'task'}
	/** Hint 1, 2 or 3 in place of the task; keys still go to the shell. */
	| {readonly kind: 'hint'; readonly number: number}
	/**
	 * The outside view beside the terminal; below it hint 1, 2 or 3, or none (0). Keys still go to
	 * the shell.
	 */
	| {readonly kind: 'xray'; readonly hint: number}
	/** Line `line` of the solution is offered. */
	| {readonly kind: 'solution'; readonly line: number}
	| {readonly kind: 'answer'; readonly draft: Draft}
	| {readonly kind: 'choose'; readonly pointed: number}
	| {readonly kind: 'reset'}
	| {readonly kind: 'reading'; readonly page: number}
	| {readonly kind: 'scroll'};

export const NO_OVERLAY: Overlay = {kind: 'none'};

/** The number of the hint on screen, with or without the X-ray; 0 for none. */
export function shownHint(overlay: Overlay): number {
	if (overlay.kind === 'hint') return overlay.number;
	return overlay.kind === 'xray' ? overlay.hint : 0;
}

/** The window of an exercise. What runs in it is in `ExerciseRun`, which outlives the window. */
export interface DoScreen {
	readonly kind: 'do';
	readonly lesson: Lesson;
	readonly overlay: Overlay;
	/** The guide key was pressed, and its letter is awaited. */
	readonly guide: boolean;
	/** Something was typed since the step on screen passed, so Enter belongs to the shell again. */
	readonly typed: boolean;
}

/** A question on screen: the option pointed at, and the id of the one chosen. */
interface Choice {
	readonly pointed: number;
	readonly chosen: string | undefined;
}

/** Page 0 of `read` is the lesson's opening: its hook. Page N is the Nth page of the lesson. */
export type Screen =
	| {readonly kind: 'menu'; readonly pointed: number}
	| {
			readonly kind: 'read' | 'after';
			readonly lesson: Lesson;
			readonly page: number;
	  }
	| ({readonly kind: 'predict'; readonly lesson: Lesson} & Choice)
	| DoScreen
	/** This host can't run the exercise. */
	| {
			readonly kind: 'blocked';
			readonly lesson: Lesson;
			readonly why: string;
			readonly nextStep: string;
	  }
	| {readonly kind: 'insight'; readonly lesson: Lesson}
	| ({
			readonly kind: 'questions';
			readonly lesson: Lesson;
			readonly asked: readonly AskedQuestion[];
			readonly index: number;
	  } & Choice)
	/** What was seen, where to read on, and which lesson comes next. */
	| {readonly kind: 'links'; readonly lesson: Lesson}
	/** What the learner saw, a page for each lesson begun. */
	| {readonly kind: 'recap'; readonly page: number}
	/** All keys or, while a pack is written, what is wrong with it, over another screen. */
	| {readonly kind: 'help'; readonly back: Screen; readonly problems?: readonly string[]};

/** The help the learner took on a step of this attempt. */
export interface HelpTaken {
	readonly hints: number;
	/** Solution lines that were typed for them. */
	readonly lines: number;
}

/** The attempt at an exercise, from the request for a sandbox until the next request. */
export interface ExerciseRun {
	readonly lesson: Lesson;
	/** Not yet requested, because this host is still being probed; requested; there. */
	readonly phase: 'waiting' | 'opening' | 'open';
	readonly status: AttemptStatus | undefined;
	/** The step on screen. The attempt may be further on: a passed step stays until they go on. */
	readonly shown: number;
	readonly tab: string;
	/**
	 * Steps that passed in an earlier sandbox, and are done again in this one without the learner.
	 */
	readonly resumed: number;
	/** By step id. */
	readonly help: Readonly<Record<string, HelpTaken>>;
}

export interface SessionState {
	readonly course: Course;
	/** Undefined while this host is being probed. */
	readonly host: HostReport | undefined;
	readonly facts: Facts;
	readonly progress: Progress;
	readonly screen: Screen;
	/** The first line shown, where the screen's text is longer than the window. */
	readonly top: number;
	readonly run: ExerciseRun | undefined;
	/** One sentence about what just happened; the learner's next action removes it. */
	readonly notice: string | undefined;
	/** Why progress can't be saved. */
	readonly warning: string | undefined;
}

export const NO_HELP: HelpTaken = {hints: 0, lines: 0};

/** The step in the exercise window; undefined until the attempt is open. */
export function shownStep(run: ExerciseRun | undefined): AttemptStep | undefined {
	return run?.status?.steps[run.shown];
}

/** Whether the step on screen has passed, and its card waits for the learner to go on. */
export function isShownStepPassed(run: ExerciseRun | undefined): boolean {
	return shownStep(run)?.verdict?.kind === 'passed';
}

/**
 * Whether nothing is left to do in the step on screen: it has passed, or it needs a sandbox that
 * this host cannot give.
 */
export function isShownStepOver(run: ExerciseRun | undefined): boolean {
	return isShownStepPassed(run) || shownStep(run)?.needsSandbox === true;
}

/** Whether the step on screen asks a question that can be answered now. */
export function isQuestionOpen(run: ExerciseRun | undefined): boolean {
	return (
		run?.status !== undefined &&
		run.status.phase === 'open' &&
		run.status.question !== undefined &&
		run.shown === run.status.current
	);
}

/** The lesson a screen belongs to; the menu, the recap and the help belong to none. */
export function lessonOf(screen: Screen): Lesson | undefined {
	return 'lesson' in screen ? screen.lesson : undefined;
}

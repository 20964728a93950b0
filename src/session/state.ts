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
	/** The steps that have passed. */
	| {readonly kind: 'earlier'}
	/** Its output is scrolled; `asking` is the line in which what to look for is written, `sought` what was. */
	| {readonly kind: 'scroll'; readonly asking?: Draft; readonly sought?: string}
	/** The keys walk through the X-ray; what was there before comes back. */
	| {readonly kind: 'walk'; readonly back: Overlay};

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
	/** A line is begun or a command runs since the step on screen passed, so Enter belongs to the shell. */
	readonly typed: boolean;
}

/** A question on screen: the option pointed at, and the id of the one chosen. */
interface Choice {
	readonly pointed: number;
	readonly chosen: string | undefined;
}

/** What is searched for, over another screen, and which of what was found is pointed at. */
export interface SearchScreen {
	readonly kind: 'search';
	readonly draft: Draft;
	readonly pointed: number;
	readonly back: Screen;
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
			/** Why they are asked: before a lesson, at the end of the last one, or a day after. */
			readonly reason: 'before' | 'closing' | 'warm-up';
			/** The lesson that begins or ends; none where they are to warm up. */
			readonly lesson: Lesson | undefined;
			/** What comes after the last of them. */
			readonly next: Screen;
			readonly asked: readonly AskedQuestion[];
			readonly index: number;
	  } & Choice)
	/** What was seen, where to read on, and which lesson comes next. */
	| {readonly kind: 'links'; readonly lesson: Lesson}
	/** What the learner saw, a page for each lesson begun. */
	| {readonly kind: 'recap'; readonly page: number}
	| SearchScreen
	/** All keys or, while a pack is written, what is wrong with it, over another screen. */
	| {readonly kind: 'help'; readonly back: Screen; readonly problems?: readonly string[]};

/** The help the learner took on a step of this attempt. */
export interface HelpTaken {
	readonly hints: number;
	/** Solution lines that were typed for them. */
	readonly lines: number;
	/** Of a mission: its solution was asked for once, and asking again gives it up. */
	readonly isGivingUp?: boolean;
}

/** What of a terminal's standing changes what is shown around it. */
export interface PaneStanding {
	/** Lines have gone off its top, and can be scrolled back to. */
	readonly canScroll: boolean;
	/** A full-screen program has it. */
	readonly isFullScreen: boolean;
}

export const NEW_PANE: PaneStanding = {canScroll: false, isFullScreen: false};

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
	/** The terminal in front has the whole window, because they asked for it. */
	readonly isZoomed: boolean;
	/** How the terminal in front stands. */
	readonly pane: PaneStanding;
	/** By step id. */
	readonly help: Readonly<Record<string, HelpTaken>>;
}

/** Where an instructor asks all to meet: a lesson, or a step of its exercise. */
export interface MeetingPlace {
	readonly lesson: string;
	readonly step?: string;
}

/** A learner's side of a workshop's room. */
export interface InRoom {
	readonly hand: boolean;
	/** The instructor's last sentence, which can be read again. */
	readonly sentence?: string;
	/** Until it is accepted or declined. */
	readonly meeting?: MeetingPlace;
	/** Leaving was asked for once, and asking again leaves. */
	readonly isLeaving?: boolean;
}

export interface SessionState {
	/** The course as the learner goes through it: its core, or all of it. */
	readonly course: Course;
	/** All of it. */
	readonly whole: Course;
	/** Missions of lessons that were done are practised: there is nothing to read, and no place to keep. */
	readonly isPractice: boolean;
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
	/** Only while the learner is in a workshop's room. */
	readonly room?: InRoom;
	/** What came from the room last, another object each time. */
	readonly roomNews?: {readonly text: string};
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
 * Whether nothing is left to do in the step on screen: it has passed, or this host can't
 * run it, and it is passed over.
 */
export function isShownStepOver(run: ExerciseRun | undefined): boolean {
	return isShownStepPassed(run) || shownStep(run)?.isPassedOver === true;
}

/** Whether a room can be joined now: there is none in a practice, and only one at a time. */
export const mayJoinRoom = ({
	room,
	isPractice,
}: Pick<SessionState, 'room' | 'isPractice'>): boolean => room === undefined && !isPractice;

/** Whether what was done in an earlier sandbox is being done again by the program. */
export const isDoneAgain = ({run}: Pick<SessionState, 'run'>): boolean =>
	run?.status !== undefined && run.shown < run.resumed;

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

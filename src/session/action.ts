// Everything that can happen to a session, and everything it can want done, as two closed unions.

import type {AttemptStatus} from '../attempt/attempt.js';
import type {Course} from '../domain/course.js';
import type {Exercise, Need} from '../domain/exercise.js';
import type {HostReport} from '../domain/host.js';
import type {Edit} from './draft.js';
import type {ProgressChange} from './progress-change.js';

/** Something that happened, told by the host or by the learner. */
export type Action = HostAction | PackAction | LearnerAction;

/** Reported by the host. */
export type HostAction =
	| {readonly kind: 'host-probed'; readonly report: HostReport}
	| {readonly kind: 'attempt-opened'; readonly status: AttemptStatus}
	| {readonly kind: 'attempt-changed'; readonly status: AttemptStatus}
	| {readonly kind: 'attempt-refused'; readonly why: string; readonly nextStep: string}
	| {readonly kind: 'saving-failed'; readonly warning: string};

/** Told by the folder of a pack, while it is shown and written. */
export type PackAction =
	| {readonly kind: 'pack-reloaded'; readonly course: Course}
	/** It was saved with mistakes, each a line with its place and its cure; what was shown stays. */
	| {readonly kind: 'pack-broken'; readonly problems: readonly string[]};

/** What the learner asked for, in the words of the course, not of the keyboard. */
export type LearnerAction =
	| {readonly kind: 'quit-asked'}
	| MoveAction
	| ChoiceAction
	| ExerciseAction;

/** From one screen to another. */
export type MoveAction =
	| {readonly kind: 'lesson-opened'; readonly lesson: string}
	| {readonly kind: 'menu-opened'}
	| {readonly kind: 'recap-opened'}
	| {readonly kind: 'exercise-opened'}
	| {readonly kind: 'help-toggled'}
	/** To the next page, step or part of the lesson. */
	| {readonly kind: 'went-on'}
	| {readonly kind: 'went-back'}
	/** A page longer than the window was scrolled until this line is its first. */
	| {readonly kind: 'page-scrolled'; readonly top: number};

/** In a list in which one entry is pointed at. */
export type ChoiceAction =
	| {readonly kind: 'pointer-moved'; readonly by: number}
	/** The entry pointed at was chosen. */
	| {readonly kind: 'choice-made'};

/** Beside an exercise's shell. */
export type ExerciseAction =
	| {readonly kind: 'guide-key-pressed'}
	| {readonly kind: 'guide-key-dropped'}
	/** Something was typed into the shell after the step on screen had passed. */
	| {readonly kind: 'shell-typed'}
	| {readonly kind: 'xray-toggled'}
	| {readonly kind: 'hint-asked'}
	/** The task of a passed step, or what was seen again. */
	| {readonly kind: 'task-asked'}
	| {readonly kind: 'solution-asked'}
	| {readonly kind: 'solution-confirmed'}
	| {readonly kind: 'tab-changed'}
	| {readonly kind: 'reset-asked'}
	| {readonly kind: 'reset-confirmed'}
	| {readonly kind: 'reading-asked'}
	| {readonly kind: 'reading-turned'; readonly by: number}
	| {readonly kind: 'scrolling-asked'}
	| {readonly kind: 'answer-asked'}
	| {readonly kind: 'draft-edited'; readonly edit: Edit}
	| {readonly kind: 'answer-given'}
	| {readonly kind: 'overlay-closed'}
	| {readonly kind: 'text-copied'; readonly lines: number};

/** Something the session wants done in the world; `createSession` does it through the ports. */
export type Effect =
	/** Get a sandbox ready while the learner reads. */
	| {readonly kind: 'prepare-sandbox'}
	| {
			readonly kind: 'open-attempt';
			readonly exercise: Exercise;
			/** The needs this host meets. */
			readonly meets: readonly Need[];
	  }
	| {readonly kind: 'close-attempt'}
	/** Types text on the shell's line, without Enter. */
	| {readonly kind: 'type-line'; readonly tab: string; readonly text: string}
	/** Answers the open question with a text or an option's id. */
	| {readonly kind: 'give-answer'; readonly text: string}
	| {readonly kind: 'save-progress'; readonly change: ProgressChange}
	| {readonly kind: 'quit'};

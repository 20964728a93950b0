import type {AttemptStatus} from '../attempt/attempt.js';
import type {Exercise, Need} from '../domain/exercise.js';
import type {HostReport} from '../domain/host.js';
import type {Edit} from './draft.js';
import type {ProgressChange} from './progress-change.js';

/** Something that happened, told by the box or by the learner. */
export type Action = BoxAction | LearnerAction;

/** Told by the box. */
export type BoxAction =
	| {readonly action: 'host-probed'; readonly report: HostReport}
	| {readonly action: 'attempt-opened'; readonly status: AttemptStatus}
	| {readonly action: 'attempt-changed'; readonly status: AttemptStatus}
	| {readonly action: 'attempt-refused'; readonly why: string; readonly nextStep: string}
	| {readonly action: 'saving-failed'; readonly warning: string};

/** What the learner asked for, in the words of the course and not in those of the keyboard. */
export type LearnerAction =
	| {readonly action: 'quit-asked'}
	| MoveAction
	| ChoiceAction
	| ExerciseAction;

/** From one screen to another. */
export type MoveAction =
	| {readonly action: 'lesson-opened'; readonly lesson: string}
	| {readonly action: 'menu-opened'}
	| {readonly action: 'recap-opened'}
	| {readonly action: 'exercise-opened'}
	| {readonly action: 'help-toggled'}
	/** To the next page, step or part of the lesson. */
	| {readonly action: 'went-on'}
	| {readonly action: 'went-back'}
	/** A page that is longer than the window was moved so that this line is its first. */
	| {readonly action: 'page-scrolled'; readonly top: number};

/** In a list of which one entry is pointed at. */
export type ChoiceAction =
	| {readonly action: 'pointer-moved'; readonly by: number}
	/** The entry that is pointed at was chosen. */
	| {readonly action: 'choice-made'};

/** Beside the shell of an exercise. */
export type ExerciseAction =
	| {readonly action: 'guide-key-pressed'}
	| {readonly action: 'guide-key-dropped'}
	/** Something was typed into the shell after the shown step had passed. */
	| {readonly action: 'shell-typed'}
	| {readonly action: 'xray-toggled'}
	| {readonly action: 'hint-asked'}
	| {readonly action: 'solution-asked'}
	| {readonly action: 'solution-confirmed'}
	| {readonly action: 'tab-changed'}
	| {readonly action: 'reset-asked'}
	| {readonly action: 'reset-confirmed'}
	| {readonly action: 'reading-asked'}
	| {readonly action: 'reading-turned'; readonly by: number}
	| {readonly action: 'scrolling-asked'}
	| {readonly action: 'answer-asked'}
	| {readonly action: 'draft-edited'; readonly edit: Edit}
	| {readonly action: 'answer-given'}
	| {readonly action: 'overlay-closed'}
	| {readonly action: 'text-copied'; readonly lines: number};

/** Something the session wants done in the world. `perform.ts` does it through the ports. */
export type Effect =
	/** Get a sandbox ready while the learner reads. */
	| {readonly effect: 'prepare-sandbox'}
	| {
			readonly effect: 'open-attempt';
			readonly exercise: Exercise;
			/** The needs that this box meets. */
			readonly meets: readonly Need[];
	  }
	| {readonly effect: 'close-attempt'}
	/** Puts text on the shell's line, without Enter. */
	| {readonly effect: 'type-line'; readonly tab: string; readonly text: string}
	/** Answers the open question with a text or an option's id. */
	| {readonly effect: 'give-answer'; readonly text: string}
	| {readonly effect: 'save-progress'; readonly change: ProgressChange}
	| {readonly effect: 'quit'};

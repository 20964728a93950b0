import type {Exercise, Need} from '../domain/exercise.js';
import type {ProgressChange} from './progress-change.js';

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

// Everything that can happen to a session, and everything it can want done, as two closed unions.

import type {AttemptStatus} from '../attempt/attempt.js';
import type {Course} from '../domain/course.js';
import type {Exercise, Need} from '../domain/exercise.js';
import type {HostReport} from '../domain/host.js';
import type {Edit} from './draft.js';
import type {ProgressChange} from './progress-change.js';
import type {PaneStanding} from './state.js';

/** Something that happened, told by the host or by the learner. */
export type Action = HostAction | PackAction | RoomNews | LearnerAction;

/** Reported by the host. */
export type HostAction =
	| {readonly kind: 'host-probed'; readonly report: HostReport}
	| {readonly kind: 'attempt-opened'; readonly status: AttemptStatus}
	| {readonly kind: 'attempt-changed'; readonly status: AttemptStatus}
	| {readonly kind: 'attempt-refused'; readonly why: string; readonly nextStep: string}
	/** The shell in front shows its prompt, and nothing is typed on its line. */
	| {readonly kind: 'prompt-returned'}
	/** The terminal in front can be scrolled now, or a full-screen program has it, or no more. */
	| {readonly kind: 'pane-changed'; readonly pane: PaneStanding}
	| {readonly kind: 'saving-failed'; readonly warning: string};

/** In the room of a workshop. */
export type RoomAction = RoomNews | RoomWish;

/** Told by the room. */
export type RoomNews =
	| {readonly kind: 'room-joined'}
	/** How things stand with the room, in a sentence. */
	| {readonly kind: 'room-said'; readonly text: string}
	/** By the instructor, to all. */
	| {readonly kind: 'sentence-said'; readonly text: string}
	| {readonly kind: 'meeting-asked'; readonly lesson: string; readonly step?: string};

/** Wished by the learner. */
type RoomWish =
	/** The learner wants their hand up, or down again. */
	| {readonly kind: 'hand-asked'}
	/** They want to read the instructor's last sentence again. */
	| {readonly kind: 'sentence-asked'}
	| {readonly kind: 'meeting-accepted'}
	| {readonly kind: 'meeting-declined'}
	| {readonly kind: 'room-left'};

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
	| SearchAction
	| ExerciseAction
	| RoomWish;

/** From one screen to another. */
export type MoveAction =
	| {readonly kind: 'lesson-opened'; readonly lesson: string}
	| {readonly kind: 'menu-opened'}
	/** The other path through the course is chosen. */
	| {readonly kind: 'path-changed'}
	/** The steps of the lesson that are off the core path. */
	| {readonly kind: 'deep-opened'}
	| {readonly kind: 'recap-opened'}
	| {readonly kind: 'exercise-opened'}
	| {readonly kind: 'help-toggled'}
	/** To the next page, step or part of the lesson. */
	| {readonly kind: 'went-on'}
	| {readonly kind: 'went-back'}
	/** The mouse is the program's now, or the terminal's again. */
	| {readonly kind: 'mouse-switched'; readonly to: 'taken' | 'left'}
	/** A page longer than the window was scrolled until this line is its first. */
	| {readonly kind: 'page-scrolled'; readonly top: number};

/** In a list in which one entry is pointed at. */
export type ChoiceAction =
	| {readonly kind: 'pointer-moved'; readonly by: number}
	/** The entry pointed at was chosen. */
	| {readonly kind: 'choice-made'};

/** Over whatever is on screen. */
export type SearchAction =
	| {readonly kind: 'search-opened'}
	| {readonly kind: 'search-edited'; readonly edit: Edit}
	| {readonly kind: 'search-closed'}
	/** What is pointed at was chosen. */
	| {readonly kind: 'hit-opened'};

/** Beside an exercise's shell. */
export type ExerciseAction =
	| {readonly kind: 'guide-key-pressed'}
	| {readonly kind: 'guide-key-dropped'}
	/** Something was typed into the shell while the step on screen had passed. */
	| {readonly kind: 'shell-typed'}
	| {readonly kind: 'xray-toggled'}
	| {readonly kind: 'walk-asked'}
	| {readonly kind: 'zoom-toggled'}
	| {readonly kind: 'hint-asked'}
	/** The task in place of what stands there, or that again. */
	| {readonly kind: 'task-asked'}
	/** The steps that have passed, to be read again. */
	| {readonly kind: 'earlier-asked'}
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
	/** Into tmux's buffer, or only offered to a terminal that may ignore it. */
	| {readonly kind: 'text-copied'; readonly lines: number; readonly to: 'offered' | 'tmux'}
	| {readonly kind: 'lines-marked'; readonly as: 'line' | 'range' | 'none'}
	/** What to look for in the terminal's output is asked for. */
	| {readonly kind: 'find-asked'}
	| {readonly kind: 'find-entered'}
	/** Nothing that way has the text looked for. */
	| {readonly kind: 'find-failed'};

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

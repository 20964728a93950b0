import type {Edit} from '../../session/draft.js';
import type {KeyName} from './parse-keys.js';

/** What a key can make happen. */
export type Command =
	| 'go-on'
	| 'go-back'
	| 'point-up'
	| 'point-down'
	| 'choose'
	| 'menu'
	| 'recap'
	| 'path'
	| 'deep'
	| 'exercise'
	| 'help'
	| 'search'
	| 'copy-links'
	| 'quit'
	| 'scroll-up'
	| 'scroll-down'
	| 'hint'
	| 'task'
	| 'earlier'
	| 'xray'
	| 'walk'
	| 'zoom'
	| 'solution'
	| 'other-tab'
	| 'reset'
	| 'hand'
	| 'sentence'
	| 'meet'
	| 'stay'
	| 'leave-room'
	| 'join-room'
	| 'read'
	| 'answer'
	| 'copy'
	| 'scroll'
	| 'mark'
	| 'find'
	| 'find-older'
	| 'find-newer'
	| 'mouse'
	| 'send-guide-key'
	| 'confirm'
	| 'close'
	| Exclude<Edit['kind'], 'insert'>;

/** Where a key means what its binding says. */
export type KeyContext =
	/** On every screen without a shell in focus. */
	| 'anywhere'
	/** On those screens, while an instructor asks to meet. */
	| 'meeting'
	| 'menu'
	| 'page'
	| 'choice'
	/** On a prediction, at the answer that is chosen. */
	| 'chosen'
	/** After the guide key, in the shell. */
	| 'guide'
	/** In the shell, when a step has passed and the line is empty. */
	| 'passed'
	/** In the shell, with the X-ray, a hint or a task beside it. */
	| 'beside'
	/** The sandbox of the exercise has ended. */
	| 'ended'
	| 'solution'
	| 'reset'
	| 'search'
	| 'answer'
	| 'choose'
	| 'reading'
	| 'scroll'
	/** In the X-ray: its processes, or what one of them has. */
	| 'walk'
	/** What to look for is written. */
	| 'find'
	| 'help';

export interface KeyBinding {
	readonly context: KeyContext;
	/** The first is the one that is shown. */
	readonly keys: readonly KeyName[];
	readonly command: Command;
	/** One or two words for the row of keys; empty leaves it to the help. */
	readonly label: string;
	/** One sentence for the help and the README. */
	readonly help: string;
}

import type {Edit} from '../../session/draft.js';
import {GUIDE_KEYS} from '../../terminal/guide-keys.js';
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
	| 'exercise'
	| 'help'
	| 'quit'
	| 'scroll-up'
	| 'scroll-down'
	| 'hint'
	| 'task'
	| 'xray'
	| 'solution'
	| 'other-tab'
	| 'reset'
	| 'read'
	| 'answer'
	| 'copy'
	| 'scroll'
	| 'send-guide-key'
	| 'confirm'
	| 'close'
	| Exclude<Edit['kind'], 'insert'>;

/** Where a key means what its binding says. */
export type KeyContext =
	/** On every screen without a shell in focus. */
	| 'anywhere'
	| 'menu'
	| 'page'
	| 'choice'
	/** On a prediction, at the answer that is chosen. */
	| 'chosen'
	/** After the guide key, in the shell. */
	| 'guide'
	/** In the shell, when a step has passed and nothing was typed since. */
	| 'passed'
	/** The sandbox of the exercise has ended. */
	| 'ended'
	| 'solution'
	| 'reset'
	| 'answer'
	| 'choose'
	| 'reading'
	| 'scroll'
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

const bind = (
	context: KeyContext,
	keys: readonly KeyName[],
	command: Command,
	label: string,
	help: string,
): KeyBinding => ({context, keys, command, label, help});

/** All keys there are. The screen, the help and the README print this table. */
export const KEYMAP: readonly KeyBinding[] = [
	bind('anywhere', ['?', 'f1'], 'help', 'help', 'Shows all keys.'),
	bind('anywhere', ['q', 'ctrl-c'], 'quit', 'quit', 'Ends the program. What was passed is kept.'),

	bind('menu', ['up', 'k'], 'point-up', 'choose', 'One lesson up.'),
	bind('menu', ['down', 'j'], 'point-down', '', 'One lesson down.'),
	bind('menu', ['enter', 'space', 'right'], 'choose', 'open', 'Opens the lesson.'),
	bind('menu', ['e'], 'exercise', 'exercise', 'Goes straight to the exercise of the lesson.'),
	bind(
		'menu',
		['r'],
		'recap',
		'what I saw',
		'Shows what you saw in each lesson, in your own values.',
	),

	bind('page', ['enter', 'space', 'right', 'n', 'page-down'], 'go-on', 'next', 'Goes on.'),
	bind('page', ['b', 'left', 'backspace', 'page-up'], 'go-back', 'back', 'Goes back.'),
	bind(
		'page',
		['down', 'j'],
		'scroll-down',
		'',
		'One line down, where a page is longer than the window.',
	),
	bind('page', ['up', 'k'], 'scroll-up', '', 'One line up.'),
	bind('page', ['e'], 'exercise', 'exercise', 'Goes straight to the exercise.'),
	bind('page', ['m', 'escape'], 'menu', 'menu', 'Shows all lessons.'),

	bind('choice', ['up', 'k'], 'point-up', 'choose', 'One answer up.'),
	bind('choice', ['down', 'j'], 'point-down', '', 'One answer down.'),
	bind('choice', ['enter', 'space'], 'choose', 'answer', 'Takes the answer that is pointed at.'),
	bind('choice', ['n', 'right'], 'go-on', 'skip', 'Goes on without an answer.'),
	bind('choice', ['b', 'left'], 'go-back', 'back', 'Goes back.'),
	bind('choice', ['m', 'escape'], 'menu', 'menu', 'Shows all lessons.'),

	bind('chosen', ['enter', 'space', 'n', 'right'], 'go-on', 'next', 'Goes on with that answer.'),
	bind('chosen', ['up', 'k'], 'point-up', 'another', 'One answer up.'),
	bind('chosen', ['down', 'j'], 'point-down', '', 'One answer down.'),
	bind('chosen', ['b', 'left'], 'go-back', 'back', 'Goes back.'),
	bind('chosen', ['m', 'escape'], 'menu', 'menu', 'Shows all lessons.'),

	bind('guide', ['n'], 'go-on', 'next', 'Goes on to the next step, or leaves the exercise.'),
	bind(
		'guide',
		['h'],
		'hint',
		'hint',
		'Shows the next of three hints; after the last one the task.',
	),
	bind(
		'guide',
		['t'],
		'task',
		'task',
		'Shows the task of a step that has passed, and again what you saw.',
	),
	bind('guide', ['a'], 'answer', 'answer', 'Answers the question of the step.'),
	bind(
		'guide',
		['s'],
		'solution',
		'solution',
		'Offers to type the solution for you. You press Enter.',
	),
	bind(
		'guide',
		['x'],
		'xray',
		'X-ray',
		'Shows your processes from outside, live, beside the terminal; again, and it goes.',
	),
	bind(
		'guide',
		['o', 'tab'],
		'other-tab',
		'other tab',
		'Shows the other terminal of the exercise.',
	),
	bind('guide', ['l'], 'read', 'lesson', "Shows the lesson's text again."),
	bind(
		'guide',
		['u', 'page-up'],
		'scroll',
		'scroll',
		'Scrolls back through what the terminal printed.',
	),
	bind('guide', ['y'], 'copy', 'copy', 'Offers what the terminal shows to the clipboard (OSC 52).'),
	bind('guide', ['r'], 'reset', 'reset', 'Starts the exercise again from nothing.'),
	bind(
		'guide',
		['b'],
		'go-back',
		'back',
		'Leaves the shell for the page before; the sandbox stays.',
	),
	bind('guide', ['m'], 'menu', 'menu', 'Shows all lessons; the sandbox stays.'),
	bind('guide', ['q'], 'quit', 'quit', 'Ends the program. What was passed is kept.'),
	bind('guide', ['?', 'f1'], 'help', 'help', 'Shows all keys.'),
	bind('guide', GUIDE_KEYS, 'send-guide-key', '', 'Sends that key itself to the shell.'),

	bind('passed', ['enter'], 'go-on', 'go on', 'Goes on, as long as nothing was typed since.'),

	bind(
		'ended',
		['r', 'enter'],
		'confirm',
		'new sandbox',
		'Starts the exercise again from nothing.',
	),
	bind('ended', ['n', 'right'], 'go-on', 'next', 'Goes on without the exercise.'),
	bind('ended', ['b', 'left'], 'go-back', 'back', 'Goes back.'),
	bind('ended', ['m', 'escape'], 'menu', 'menu', 'Shows all lessons.'),

	bind('solution', ['enter', 'y'], 'confirm', 'type it', 'Types the line for you, without Enter.'),
	bind('solution', ['escape', 'n', 'q', ...GUIDE_KEYS], 'close', 'no', 'Back to the shell.'),

	bind(
		'reset',
		['enter', 'y'],
		'confirm',
		'start over',
		'Throws this sandbox away and starts another.',
	),
	bind('reset', ['escape', 'n', 'q', ...GUIDE_KEYS], 'close', 'no', 'Back to the shell.'),

	bind('answer', ['enter'], 'confirm', 'send', 'Sends the answer.'),
	bind(
		'answer',
		['escape', ...GUIDE_KEYS, 'ctrl-c'],
		'close',
		'back to the shell',
		'Back to the shell.',
	),
	bind('answer', ['left', 'ctrl-b'], 'left', '', 'One character to the left.'),
	bind('answer', ['right', 'ctrl-f'], 'right', '', 'One character to the right.'),
	bind('answer', ['home', 'ctrl-a'], 'start', '', 'To the beginning of the line.'),
	bind('answer', ['end', 'ctrl-e'], 'end', '', 'To the end of the line.'),
	bind('answer', ['backspace'], 'delete-before', '', 'Deletes the character before.'),
	bind('answer', ['delete', 'ctrl-d'], 'delete-after', '', 'Deletes the character at the cursor.'),
	bind('answer', ['ctrl-w'], 'delete-word', '', 'Deletes the word before.'),
	bind('answer', ['ctrl-u'], 'delete-to-start', '', 'Deletes to the beginning of the line.'),
	bind('answer', ['ctrl-k'], 'delete-to-end', '', 'Deletes to the end of the line.'),

	bind('choose', ['up', 'k'], 'point-up', 'choose', 'One answer up.'),
	bind('choose', ['down', 'j'], 'point-down', '', 'One answer down.'),
	bind('choose', ['enter', 'space'], 'confirm', 'answer', 'Takes the answer that is pointed at.'),
	bind(
		'choose',
		['escape', 'q', ...GUIDE_KEYS],
		'close',
		'back to the shell',
		'Back to the shell.',
	),

	bind('reading', ['enter', 'space', 'right', 'n', 'page-down'], 'go-on', 'next', 'The next page.'),
	bind('reading', ['b', 'left', 'page-up'], 'go-back', 'back', 'The page before.'),
	bind('reading', ['down', 'j'], 'scroll-down', '', 'One line down.'),
	bind('reading', ['up', 'k'], 'scroll-up', '', 'One line up.'),
	bind(
		'reading',
		['escape', 'q', ...GUIDE_KEYS],
		'close',
		'back to the shell',
		'Back to the shell.',
	),

	bind('scroll', ['page-up', 'b'], 'go-back', 'up', 'A page up.'),
	bind('scroll', ['page-down', 'space'], 'go-on', 'down', 'A page down.'),
	bind('scroll', ['up', 'k'], 'scroll-up', '', 'One line up.'),
	bind('scroll', ['down', 'j'], 'scroll-down', '', 'One line down.'),
	bind('scroll', ['y'], 'copy', 'copy', 'Offers what is shown to the clipboard (OSC 52).'),
	bind(
		'scroll',
		['escape', 'q', 'enter', ...GUIDE_KEYS],
		'close',
		'back to the shell',
		'Back to the newest line.',
	),

	bind('help', ['escape', 'q', '?', 'f1', 'enter'], 'help', 'close', 'Back to where you were.'),
	bind('help', ['down', 'j', 'space', 'page-down'], 'scroll-down', 'down', 'Further down.'),
	bind('help', ['up', 'k', 'b', 'page-up'], 'scroll-up', 'up', 'Further up.'),
];

/** The binding of a key where these contexts hold. */
export const bindingOf = (contexts: readonly KeyContext[], key: KeyName): KeyBinding | undefined =>
	KEYMAP.find((binding) => contexts.includes(binding.context) && binding.keys.includes(key));

/** The bindings that the row of keys shows where these contexts hold, those of the first context first. */
export const shownBindings = (contexts: readonly KeyContext[]): readonly KeyBinding[] =>
	contexts.flatMap((context) =>
		KEYMAP.filter((binding) => binding.context === context && binding.label !== ''),
	);

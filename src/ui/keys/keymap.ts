import {USUAL_GUIDE_KEYS as GUIDE} from '../../terminal/guide-keys.js';
import {bind, editing} from './bind.js';
import type {KeyBinding, KeyContext} from './binding.js';
import type {KeyName} from './parse-keys.js';
import {GUIDE_ROOM_KEYS, MENU_ROOM_KEYS, ROOM_KEYS} from './room-keys.js';

const SEARCH = 'Searches lessons, pages, commands and terms, and explains the terms.';

/** All keys there are. The screen, the help and the README print this table. */
export const KEYMAP: readonly KeyBinding[] = [
	...ROOM_KEYS,

	bind('anywhere', ['?', 'f1'], 'help', 'help', 'Shows all keys.'),
	bind(
		'anywhere',
		['w'],
		'mouse',
		'',
		"Leaves the mouse to your terminal, or takes it back; with Shift it is the terminal's anyway.",
	),
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

	bind('menu', ['/'], 'search', 'search', SEARCH),
	bind('menu', ['c'], 'path', 'path', 'Changes between the core path and everything.'),
	...MENU_ROOM_KEYS,

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
	bind(
		'page',
		['d'],
		'deep',
		'more steps',
		'At the end of a lesson of the core path: opens its other steps.',
	),
	bind('page', ['/'], 'search', 'search', SEARCH),
	bind(
		'page',
		['y'],
		'copy-links',
		'copy links',
		'At the end of a lesson: offers its links to the clipboard (OSC 52).',
	),
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
		'Shows the task again, where a hint, the X-ray or what you saw stands in its place.',
	),
	bind(
		'guide',
		['p'],
		'earlier',
		'passed',
		'Shows the steps that have passed: each task, and what you saw.',
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
		['i'],
		'walk',
		'inspect',
		'Walks through the X-ray by keys, and opens what a process has: mounts, interfaces, limits.',
	),
	bind(
		'guide',
		['z'],
		'zoom',
		'zoom',
		'Gives the terminal the whole window, or takes it back; a full-screen program takes it by itself.',
	),
	bind(
		'guide',
		['o', 'tab'],
		'other-tab',
		'other tab',
		'Shows the other terminal of the exercise.',
	),
	bind('guide', ['/'], 'search', '', SEARCH),
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
	...GUIDE_ROOM_KEYS,
	bind('guide', ['w'], 'mouse', '', 'Leaves the mouse to your terminal, or takes it back.'),
	bind('guide', ['m'], 'menu', 'menu', 'Shows all lessons; the sandbox stays.'),
	bind('guide', ['q'], 'quit', 'quit', 'Ends the program. What was passed is kept.'),
	bind('guide', ['?', 'f1'], 'help', 'help', 'Shows all keys.'),
	bind('guide', GUIDE, 'send-guide-key', '', 'Sends that key itself to the shell.'),

	bind(
		'passed',
		['enter'],
		'go-on',
		'go on',
		'Goes on, where the line is empty; one that is begun is sent to the shell.',
	),

	bind(
		'beside',
		['escape'],
		'close',
		'close',
		"Closes it. While a full-screen program runs, Esc is that program's.",
	),

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
	bind('solution', ['escape', 'n', 'q', ...GUIDE], 'close', 'no', 'Back to the shell.'),

	bind(
		'reset',
		['enter', 'y'],
		'confirm',
		'start over',
		'Throws this sandbox away and starts another.',
	),
	bind('reset', ['escape', 'n', 'q', ...GUIDE], 'close', 'no', 'Back to the shell.'),

	bind('answer', ['enter'], 'confirm', 'send', 'Sends the answer.'),
	bind(
		'answer',
		['escape', ...GUIDE, 'ctrl-c'],
		'close',
		'back to the shell',
		'Back to the shell.',
	),
	...editing('answer'),

	bind('search', ['up'], 'point-up', 'choose', 'One entry up.'),
	bind('search', ['down'], 'point-down', '', 'One entry down.'),
	bind('search', ['enter'], 'choose', 'open', 'Opens the page, or the lesson of the term.'),
	bind('search', ['escape', 'ctrl-c', ...GUIDE], 'close', 'back', 'Back to where you were.'),
	...editing('search'),

	bind('choose', ['up', 'k'], 'point-up', 'choose', 'One answer up.'),
	bind('choose', ['down', 'j'], 'point-down', '', 'One answer down.'),
	bind('choose', ['enter', 'space'], 'confirm', 'answer', 'Takes the answer that is pointed at.'),
	bind('choose', ['escape', 'q', ...GUIDE], 'close', 'back to the shell', 'Back to the shell.'),

	bind('reading', ['enter', 'space', 'right', 'n', 'page-down'], 'go-on', 'next', 'The next page.'),
	bind('reading', ['b', 'left', 'page-up'], 'go-back', 'back', 'The page before.'),
	bind('reading', ['down', 'j'], 'scroll-down', '', 'One line down.'),
	bind('reading', ['up', 'k'], 'scroll-up', '', 'One line up.'),
	bind('reading', ['escape', 'q', ...GUIDE], 'close', 'back to the shell', 'Back to the shell.'),

	bind('scroll', ['page-up', 'b'], 'go-back', 'up', 'A page up.'),
	bind('scroll', ['page-down', 'space'], 'go-on', 'down', 'A page down.'),
	bind('scroll', ['up', 'k'], 'scroll-up', '', 'One line up.'),
	bind('scroll', ['down', 'j'], 'scroll-down', '', 'One line down.'),
	bind('scroll', ['/'], 'find', 'find', 'Looks for a text in what was printed.'),
	bind('scroll', ['n'], 'find-older', '', 'The next line with that text, further up.'),
	bind('scroll', ['N'], 'find-newer', '', 'The one before, further down.'),
	bind(
		'scroll',
		['v'],
		'mark',
		'mark',
		'Marks a line, which the arrows move; again, and it is the first of a range.',
	),
	bind('scroll', ['y'], 'copy', 'copy', 'Copies what is marked, or else what is shown (OSC 52).'),
	bind(
		'scroll',
		['escape', 'q', 'enter', ...GUIDE],
		'close',
		'back to the shell',
		'Ends what is marked, or else goes back to the newest line.',
	),

	bind('walk', ['up', 'k'], 'scroll-up', 'up', 'One process up; in what was opened, one line up.'),
	bind('walk', ['down', 'j'], 'scroll-down', 'down', 'One process down, or one line down.'),
	bind(
		'walk',
		['enter', 'space', 'right'],
		'confirm',
		'open',
		'Opens what the process has: its mounts, interfaces and limits.',
	),
	bind(
		'walk',
		['escape', 'q', 'left', ...GUIDE],
		'close',
		'back',
		'Closes what was opened, or goes back to the shell.',
	),

	bind('find', ['enter'], 'confirm', 'look for it', 'Looks for it, from here upwards.'),
	bind('find', ['escape', 'ctrl-c', ...GUIDE], 'close', 'no', 'Looks for nothing.'),
	...editing('find'),

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

import {USUAL_GUIDE_KEYS} from '../../terminal/guide-keys.js';
import type {Symbols} from '../text/theme.js';
import type {KeyBinding, KeyContext} from './binding.js';
import {KEYMAP} from './keymap.js';
import type {KeyName} from './parse-keys.js';

const NAMES: Readonly<Record<string, string>> = {
	enter: 'Enter',
	space: 'Space',
	escape: 'Esc',
	backspace: 'Backspace',
	delete: 'Delete',
	tab: 'Tab',
	home: 'Home',
	end: 'End',
	'page-up': 'PgUp',
	'page-down': 'PgDn',
};

const ARROWS = {up: '↑', down: '↓', left: '←', right: '→'};

/** How a key is written: `Ctrl-G`, `Enter`, `↑`. */
export function keyLabel(
	key: KeyName,
	symbols: Pick<Symbols, 'up' | 'down' | 'left' | 'right'> = ARROWS,
): string {
	if (key === 'up' || key === 'down' || key === 'left' || key === 'right') return symbols[key];
	if (key.startsWith('ctrl-')) return `Ctrl-${key.slice('ctrl-'.length).toUpperCase()}`;
	return NAMES[key] ?? (/^f\d+$/.test(key) ? key.toUpperCase() : key);
}

/** How the guide keys are written where nobody has chosen another, the one that works in most terminals first. */
export const GUIDE_KEY_NAMES = USUAL_GUIDE_KEYS.map((key) => keyLabel(key));

/** Where keys mean something, in the order of the help; `guideKeys` is what a letter has to follow. */
export const contextTitles = (
	guideKeys = GUIDE_KEY_NAMES.join(' or '),
): readonly (readonly [KeyContext, string])[] => [
	['guide', `In the terminal of an exercise: ${guideKeys}, then`],
	['passed', 'In the terminal, when a step has passed'],
	['beside', 'In the terminal, with the X-ray, a hint or a task beside it'],
	['page', 'On a page'],
	['choice', 'On a question'],
	['chosen', 'On a prediction that is made'],
	['menu', 'In the list of lessons'],
	['anywhere', 'Everywhere outside the terminal'],
	['search', 'While you search'],
	['meeting', 'There, while the instructor of a room asks to meet'],
	['answer', 'While you write an answer'],
	['choose', 'While you choose an answer in an exercise'],
	['solution', 'When the solution is offered'],
	['reset', 'When a reset is asked for'],
	['reading', 'While you reread the lesson, or the steps that have passed'],
	['scroll', 'While you scroll the terminal'],
	['walk', 'While you walk through the X-ray'],
	['find', 'While you write what to look for there'],
	['ended', 'When the sandbox has ended'],
	['help', 'In this help'],
];

export const bindingsOf = (context: KeyContext): readonly KeyBinding[] =>
	KEYMAP.filter((binding) => binding.context === context);

/** The key table as Markdown, for the README. */
export function keyHelpMarkdown(): string {
	return contextTitles()
		.map(([context, title]) => {
			const rows = bindingsOf(context).map(({keys, help}) => {
				const names = keys.map((key) => `\`${keyLabel(key)}\``).join(' ');
				return `| ${names} | ${help} |`;
			});
			return [`| ${title} | |`, '| --- | --- |', ...rows, ''].join('\n');
		})
		.join('\n');
}

import {GUIDE_KEYS} from '../../terminal/guide-keys.js';
import type {Symbols} from '../text/theme.js';
import {KEYMAP, type KeyBinding, type KeyContext} from './keymap.js';
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
	f1: 'F1',
	f9: 'F9',
};

const ARROWS = {up: '↑', down: '↓', left: '←', right: '→'};

/** How a key is written: `Ctrl-G`, `Enter`, `↑`. */
export function keyLabel(
	key: KeyName,
	symbols: Pick<Symbols, 'up' | 'down' | 'left' | 'right'> = ARROWS,
): string {
	if (key === 'up' || key === 'down' || key === 'left' || key === 'right') return symbols[key];
	if (key.startsWith('ctrl-')) return `Ctrl-${key.slice('ctrl-'.length).toUpperCase()}`;
	return NAMES[key] ?? key;
}

/** How the guide keys are written, the one that works in most terminals first. */
export const GUIDE_KEY_NAMES = GUIDE_KEYS.map((key) => keyLabel(key));

/** Where keys mean something, in the order of the help. */
export const CONTEXT_TITLES: readonly (readonly [KeyContext, string])[] = [
	['guide', `In the terminal of an exercise: ${GUIDE_KEY_NAMES.join(' or ')}, then`],
	['passed', 'In the terminal, when a step has passed'],
	['page', 'On a page'],
	['choice', 'On a question'],
	['chosen', 'On a prediction that is made'],
	['menu', 'In the list of lessons'],
	['anywhere', 'Everywhere outside the terminal'],
	['answer', 'While you write an answer'],
	['choose', 'While you choose an answer in an exercise'],
	['solution', 'When the solution is offered'],
	['reset', 'When a reset is asked for'],
	['reading', 'While you reread the lesson in an exercise'],
	['scroll', 'While you scroll the terminal'],
	['ended', 'When the sandbox has ended'],
	['help', 'In this help'],
];

export const bindingsOf = (context: KeyContext): readonly KeyBinding[] =>
	KEYMAP.filter((binding) => binding.context === context);

/** The key table as Markdown, for the README. */
export function keyHelpMarkdown(): string {
	return CONTEXT_TITLES.map(([context, title]) => {
		const rows = bindingsOf(context).map(({keys, help}) => {
			const names = keys.map((key) => `\`${keyLabel(key)}\``).join(' ');
			return `| ${names} | ${help} |`;
		});
		return [`| ${title} | |`, '| --- | --- |', ...rows, ''].join('\n');
	}).join('\n');
}

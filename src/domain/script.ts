import {UserError} from './user-error.js';

/** One stride of a script: what a learner would do, and what is awaited after it. */
export type ScriptAction =
	/** Types the line and Enter; awaits the next prompt. */
	| {readonly kind: 'line'; readonly text: string}
	/** Types the text without Enter; awaits nothing. */
	| {readonly kind: 'type'; readonly text: string}
	/** Presses a key; awaits a prompt where the key is one that ends a program. */
	| {readonly kind: 'key'; readonly bytes: string; readonly ends: boolean}
	| {readonly kind: 'answer'; readonly text: string}
	| {readonly kind: 'tab'; readonly name: string}
	/** Awaits the text on the current tab's terminal. */
	| {readonly kind: 'wait'; readonly text: string};

const NAMED_KEYS: Readonly<Record<string, string>> = {
	Enter: '\r',
	Tab: '\t',
	Escape: '\u001b',
	Space: ' ',
	Up: '\u001b[A',
	Down: '\u001b[B',
	Right: '\u001b[C',
	Left: '\u001b[D',
};

/** Control keys after which the shell is expected to be back. */
const ENDING_KEYS = new Set(['C-c', 'C-d', 'C-z', 'C-\\']);

/**
 * Parses the attempt language: a line is typed as it stands, except `:answer VALUE`, `:tab NAME`,
 * `:key NAME`, `:type TEXT`, `:wait TEXT`. Blank lines and lines that begin with `#` are left out; a line
 * that must begin with a colon or a hash is typed with `:line` before it.
 */
export function parseAttemptScript(script: string): readonly ScriptAction[] {
	return script
		.split('\n')
		.filter((line) => line.trim() !== '' && !line.startsWith('#'))
		.map(parseAction);
}

function parseAction(line: string): ScriptAction {
	const match = /^:(\w+)(?: (.*))?$/.exec(line);
	if (!match) return {kind: 'line', text: line};
	const [, word, rest = ''] = match;
	switch (word) {
		case 'line':
			return {kind: 'line', text: rest};
		case 'type':
			return {kind: 'type', text: rest};
		case 'answer':
			return {kind: 'answer', text: rest.trim()};
		case 'tab':
			return {kind: 'tab', name: rest.trim()};
		case 'wait':
			return {kind: 'wait', text: rest};
		case 'key':
			return parseKey(rest.trim());
		default:
			throw new UserError(
				`The script line "${line}" begins with an unknown word.`,
				'Known are :answer :tab :key :type :wait and :line.',
			);
	}
}

function parseKey(name: string): ScriptAction {
	const named = NAMED_KEYS[name];
	if (named !== undefined) return {kind: 'key', bytes: named, ends: false};
	const control = /^C-([a-z\\\]_^[])$/.exec(name)?.[1];
	if (control !== undefined) {
		const code = control.toUpperCase().charCodeAt(0) & 31;
		return {kind: 'key', bytes: String.fromCharCode(code), ends: ENDING_KEYS.has(name)};
	}
	if ([...name].length === 1) return {kind: 'key', bytes: name, ends: false};
	throw new UserError(
		`The script names an unknown key "${name}".`,
		`Known are C-a to C-z, a single character, and ${Object.keys(NAMED_KEYS).join(' ')}.`,
	);
}

import {askIfMeant} from './guess.js';
import {UserError} from './user-error.js';

/** One action of a script: what a learner would do, and what is awaited after it. */
export type ScriptAction =
	/** Types the line and Enter, and awaits the next prompt. */
	| {readonly kind: 'line'; readonly text: string}
	/** Types the text without Enter; awaits nothing. */
	| {readonly kind: 'type'; readonly text: string}
	/** Presses a key; awaits a prompt where it is a key that ends a program. */
	| {readonly kind: 'key'; readonly bytes: string; readonly ends: boolean}
	| {readonly kind: 'answer'; readonly text: string}
	| {readonly kind: 'tab'; readonly name: string}
	/** Awaits the text on the current tab's terminal. */
	| {readonly kind: 'wait'; readonly text: string};

type Word = ScriptAction['kind'];

/** The words that a line of a script may begin with, after a colon, and what each does. */
export const SCRIPT_WORDS: Readonly<Record<Word, string>> = {
	answer: 'Answers the open question: with a text, or with the id of an option.',
	tab: 'Goes to the terminal of this name; a script begins in the first.',
	key: 'Presses a key: C-c, Enter, Escape, Up, or a single character.',
	type: 'Types the text without Enter, and awaits nothing.',
	wait: 'Waits until the terminal shows this text, after what was waited for before.',
	line: 'Types a line that itself begins with a colon or a hash.',
};

const WORDS: readonly string[] = Object.keys(SCRIPT_WORDS);
const COLONED: readonly string[] = WORDS.map((word) => `:${word}`);
const isWord = (word: string): word is Word => WORDS.includes(word);

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

/** A line of a script that says nothing. */
export interface ScriptProblem {
	/** The first line is 1. */
	readonly line: number;
	readonly sentence: string;
	readonly cure: string;
}

type Mistake = Omit<ScriptProblem, 'line'>;

/**
 * Parses the attempt language: a line is typed as it stands, unless it begins with a colon and one of
 * SCRIPT_WORDS. Blank lines and lines that begin with `#` are left out. Throws a UserError at the first line
 * that `scriptProblems` names.
 */
export const parseAttemptScript = (script: string): readonly ScriptAction[] =>
	parseScriptLines(script).map(({action}) => action);

/** An action with the line it was read from; the first line is 1. */
export interface ScriptLine {
	readonly line: number;
	readonly text: string;
	readonly action: ScriptAction;
}

/** The same, for whoever writes the lines anew. */
export function parseScriptLines(script: string): readonly ScriptLine[] {
	return linesOf(script).map(({line, text}) => {
		const action = parseAction(text);
		if ('kind' in action) return {line, text, action};
		throw new UserError(`Line ${line} of the script: ${action.sentence}`, action.cure, USAGE);
	});
}

/** EX_USAGE of sysexits(3): what was asked for can't be done in that form. */
const USAGE = 64;

/** Every line of a script that can't be played in an exercise with these tabs. */
export function scriptProblems(script: string, tabs: readonly string[]): readonly ScriptProblem[] {
	return linesOf(script).flatMap(({line, text}): readonly ScriptProblem[] => {
		const action = parseAction(text);
		if (!('kind' in action)) return [{line, ...action}];
		if (action.kind !== 'tab' || tabs.includes(action.name)) return [];
		const sentence = `There is no tab \`${action.name}\`${askIfMeant(action.name, tabs)}`;
		return [{line, sentence, cure: `There is ${tabs.join(', ')}.`}];
	});
}

const linesOf = (script: string): readonly {readonly line: number; readonly text: string}[] =>
	script
		.split('\n')
		.map((text, index) => ({line: index + 1, text}))
		.filter(({text}) => text.trim() !== '' && !text.startsWith('#'));

function parseAction(line: string): ScriptAction | Mistake {
	const match = /^:([a-z]\S*)(?: (.*))?$/i.exec(line);
	if (!match) return {kind: 'line', text: line};
	const [, word = '', rest = ''] = match;
	if (!isWord(word)) {
		return {
			sentence: `A script can't say \`:${word}\`${askIfMeant(`:${word}`, COLONED)}`,
			cure: `It may say ${COLONED.join(' ')}.`,
		};
	}
	switch (word) {
		case 'line':
		case 'type':
		case 'wait':
			return {kind: word, text: rest};
		case 'answer':
			return {kind: word, text: rest.trim()};
		case 'tab':
			return {kind: word, name: rest.trim()};
		case 'key':
			return parseKey(rest.trim());
	}
}

function parseKey(name: string): ScriptAction | Mistake {
	const named = NAMED_KEYS[name];
	if (named !== undefined) return {kind: 'key', bytes: named, ends: false};
	const control = /^C-([a-z\\\]_^[])$/.exec(name)?.[1];
	if (control !== undefined) {
		const code = control.toUpperCase().charCodeAt(0) & 31;
		return {kind: 'key', bytes: String.fromCharCode(code), ends: ENDING_KEYS.has(name)};
	}
	if ([...name].length === 1) return {kind: 'key', bytes: name, ends: false};
	const keys = Object.keys(NAMED_KEYS);
	return {
		sentence: `There is no key \`${name}\`${askIfMeant(name, keys)}`,
		cure: `There are C-a to C-z, single characters, and ${keys.join(' ')}.`,
	};
}

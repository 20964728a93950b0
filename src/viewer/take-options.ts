// Separates a command's options from its operands, refusing every option its shape does not name.

import type {CommandShape} from './command-shapes.js';

/** A sentence that says why a command is not run. */
export interface Why {
	readonly why: string;
}

/** The options, each as a word of its own, and the words that follow them. */
export interface TakenWords {
	readonly options: readonly string[];
	readonly behind: readonly string[];
}

/** What is left to take, and what has been taken. */
interface Taking {
	readonly program: string;
	readonly shape: CommandShape;
	readonly waiting: string[];
	readonly options: string[];
}

/**
 * Takes the options out of a command's words, wherever they stand, and returns them as the shape
 * knows them, so that the command reads them exactly as they were read here. Those after a command
 * to be started belong to that command.
 */
export function takeOptions(
	program: string,
	shape: CommandShape,
	words: readonly string[],
): TakenWords | Why {
	const taking: Taking = {program, shape, waiting: [...words], options: []};
	const behind: string[] = [];
	for (let word = taking.waiting.shift(); word !== undefined; word = taking.waiting.shift()) {
		if (word === '--') return {options: taking.options, behind: [...behind, ...taking.waiting]};
		const isOption = word.startsWith('-') && word !== '-';
		if (!isOption && shape.behind.kind === 'command') {
			return {options: taking.options, behind: [word, ...taking.waiting]};
		}
		const fault = isOption ? takeOption(taking, word) : undefined;
		if (fault !== undefined) return fault;
		if (!isOption) behind.push(word);
	}
	return {options: taking.options, behind};
}

const takeOption = (taking: Taking, word: string): Why | undefined =>
	word.startsWith('--') ? takeLong(taking, word) : takeLetters(taking, word);

function takeLong(taking: Taking, word: string): Why | undefined {
	const equals = word.indexOf('=');
	const name = equals === -1 ? word : word.slice(0, equals);
	const rule = ruleOf(taking.shape, name);
	if (rule !== undefined) {
		const value = takeValue(taking, rule, equals === -1 ? '' : word.slice(equals + 1));
		return value === undefined ? unknown(taking, word) : push(taking, `${name}=${value}`);
	}
	return taking.shape.long.includes(word) ? push(taking, word) : unknown(taking, word);
}

function takeLetters(taking: Taking, word: string): Why | undefined {
	const {shape} = taking;
	// `head -5`, as it was written before there was -n.
	if (/^-\d{1,6}$/.test(word) && shape.countsLines) return push(taking, '-n', word.slice(1));
	for (let at = 1; at < word.length; at += 1) {
		const option = `-${word[at]}`;
		const rule = ruleOf(shape, option);
		if (rule !== undefined) {
			const value = takeValue(taking, rule, word.slice(at + 1));
			return value === undefined ? unknown(taking, word) : push(taking, option, value);
		}
		if (!shape.flags.includes(option.slice(1))) return unknown(taking, word);
		push(taking, option);
	}
	return undefined;
}

/** The value in the same word, or else the next word; undefined when the rule does not allow it. */
function takeValue({waiting}: Taking, rule: RegExp, joined: string): string | undefined {
	const value = joined === '' ? waiting.shift() : joined;
	return value !== undefined && rule.test(value) ? value : undefined;
}

function push({options}: Taking, ...words: readonly string[]): undefined {
	options.push(...words);
}

const ruleOf = ({values}: CommandShape, name: string): RegExp | undefined =>
	Object.hasOwn(values, name) ? values[name] : undefined;

const unknown = ({program}: Taking, option: string): Why => ({
	why: `"${program} ${option.trim()}" is not among the forms that are run here; help lists the commands.`,
});

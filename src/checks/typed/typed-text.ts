// Makes sure that what a command printed came from the system and not from the learner's keyboard.
import type {CommandRun} from '../../domain/evidence.js';
import {canPrintAgain} from './printed-again.js';
import {
	baseName,
	nameOf,
	parseShellLine,
	type ShellCommand,
	shellTextOf,
	teeTargets,
} from './shell-line.js';
import {decodeEscapes, type ShellWord} from './shell-word.js';

/** Commands that print their operands. */
const ECHOES = new Set(['echo', 'printf']);
/** Commands that print only what they are given. */
const FILTERS = new Set(
	'cat tac rev tr sed awk cut paste head tail base64 xxd od fold sort uniq nl tee grep xargs bc column fmt expand'.split(
		' ',
	),
);
const SILENT = new Set([
	':',
	'true',
	'false',
	'read',
	'set',
	'unset',
	'for',
	'test',
	'[',
	'[[',
	'shift',
	'let',
]);
/** How many of a filter's leading operands are a program or a pattern rather than files. */
const PROGRAM_OPERANDS: Readonly<Record<string, number>> = {
	sed: 1,
	awk: 1,
	grep: 1,
	tr: 9,
	tee: 9,
	xargs: 9,
	bc: 0,
};
/** Where the learner typed the text that a command printed, which therefore proves nothing. */
export type TypedWhere = 'in the line' | 'into the command' | 'only echoed' | 'earlier';

/**
 * Tells whether a command printed only what the learner had typed, and where. `contains` says
 * whether a typed text holds the value; `runs` are the learner's commands, of which the one at
 * `index` printed it.
 *
 * It looks at the line in every spelling a shell might turn into the value, at what was typed into
 * the running command, at lines that only echo, and at variables and files that earlier lines
 * filled.
 */
export function typedWhere(
	contains: (text: string) => boolean,
	runs: readonly CommandRun[],
	index: number,
): TypedWhere | undefined {
	const run = runs[index];
	if (run === undefined) return undefined;
	if (spellings(run.line).some(contains)) return 'in the line';
	if (contains(run.typed)) return 'into the command';
	const earlier = runs.slice(0, index);
	if (spellings(withVariables(run.line, earlier)).some(contains)) return 'in the line';
	if (onlyEchoes(run.line, earlier)) return 'only echoed';
	const isPrintedAgain = earlier.some(
		(past, at) =>
			(spellings(past.line).some(contains) || contains(past.typed)) &&
			canPrintAgain(run, past, earlier.slice(at + 1)),
	);
	return isPrintedAgain ? 'earlier' : undefined;
}

/**
 * The line as typed, and as the shell and the usual filters read it: without quotes, with escapes
 * and encodings decoded, backwards, and with adjacent literals joined as programming languages do.
 */
function spellings(line: string): readonly string[] {
	const words = parseShellLine(line).flatMap(({words, assignments}) => [
		...words.map(({text}) => text),
		...assignments.map(({value}) => value.text),
	]);
	const bare = words.join(' ');
	const unquoted = line.replaceAll(/["'\\]/g, '');
	return [
		line,
		unquoted,
		bare,
		decodeEscapes(bare),
		decodeEscapes(line),
		bare.replaceAll(/[{},]/g, ''),
		line.replaceAll(/(["'])\s*[+.,]?\s*["']/g, ''),
		[...unquoted].reverse().join(''),
		...decodedWords(line),
	];
}

/** The line with each variable replaced by what this line or an earlier one assigned to it. */
function withVariables(line: string, earlier: readonly CommandRun[]): string {
	if (!line.includes('$')) return line;
	const values = new Map<string, string>();
	const fill = (text: string): string =>
		text.replaceAll(/\$\{?(\w+)\}?/g, (whole, name: string) => values.get(name) ?? whole);
	for (const one of [...earlier.map((run) => run.line), line]) {
		for (const [, name = '', quoted, bare = ''] of one.matchAll(ASSIGNED)) {
			values.set(name, fill(quoted ?? bare).slice(0, LONGEST_VALUE));
		}
	}
	return fill(line);
}

/** No step asks for anything longer; a variable that doubles itself stops growing here. */
const LONGEST_VALUE = 200;

/** `name=text`, `name='text'` or `name="text"`, as typed. */
const ASSIGNED = /\b([A-Za-z_]\w*)=(?:["']([^"']*)["']|([^\s;&|]*))/g;

/** The words as base64(1) and xxd(1) decode them; short ones encode nothing a step asks for. */
function decodedWords(line: string): readonly string[] {
	return (line.match(/[A-Za-z0-9+/]{4,}={0,2}/g) ?? []).flatMap((word) => [
		Buffer.from(word, 'base64').toString('latin1'),
		...(/^[0-9a-fA-F]+$/.test(word) ? [Buffer.from(word, 'hex').toString('latin1')] : []),
	]);
}

/** True when the line prints only literal text, so that nothing in it can have asked the kernel. */
function onlyEchoes(line: string, earlier: readonly CommandRun[]): boolean {
	const commands = parseShellLine(line);
	if (!commands.some(({words}) => ECHOES.has(nameOf(words)) || FILTERS.has(nameOf(words))))
		return false;
	const filled = filledByTyping([...earlier.map((run) => run.line), line]);
	return commands.every((command) => isLiteral(command, filled));
}

interface Filled {
	readonly variables: ReadonlySet<string>;
	readonly files: ReadonlySet<string>;
}

/** Variables and files that hold only what these lines literally put into them. */
function filledByTyping(lines: readonly string[]): Filled {
	const variables = new Set<string>();
	const files = new Set<string>();
	for (const command of lines.flatMap((line) => parseShellLine(line))) {
		for (const {name, value} of command.assignments) {
			if (value.computed) variables.delete(name);
			else variables.add(name);
		}
		if (['for', 'read'].includes(nameOf(command.words))) {
			const variable = command.words[1]?.text;
			if (variable && !command.words.some(({computed}) => computed)) variables.add(variable);
		}
		const literal = isLiteral(command, {variables, files});
		for (const {text} of [...command.writes, ...teeTargets(command)]) {
			if (literal) files.add(baseName(text));
			else files.delete(baseName(text));
		}
	}
	return {variables, files};
}

function isLiteral(command: ShellCommand, filled: Filled): boolean {
	const name = nameOf(command.words);
	const operands = command.words.slice(1);
	const isTyped = (word: ShellWord): boolean =>
		word.variables.every((variable) => filled.variables.has(variable));
	const isTypedFile = ({text}: ShellWord): boolean => filled.files.has(baseName(text));
	if (!command.reads.every(isTypedFile)) return false;
	if (name === '') return command.assignments.every(({value}) => isTyped(value));
	// The commands inside `sh -c TEXT` are judged on their own.
	if (SILENT.has(name) || (/sh$/.test(name) && shellTextOf(command) !== undefined)) return true;
	// A word is as literal as the command substituted into it, which is judged on its own.
	const globs = operands.some(({text, computed}) => computed && /[*?[]/.test(text));
	if (ECHOES.has(name)) return !globs && operands.every(isTyped);
	if (!FILTERS.has(name)) return false;
	const files = operands
		.filter(({text}) => !text.startsWith('-') && !/^\d+$/.test(text))
		.slice(PROGRAM_OPERANDS[name] ?? 0)
		.filter(({text}) => text !== '');
	return operands.every(isTyped) && files.every(isTypedFile);
}

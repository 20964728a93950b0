// Makes sure that what a command printed came from the system and not from the learner's keyboard.
import type {CommandRun} from '../../domain/evidence.js';
import {baseName} from '../base-name.js';
import {isFilledByShell} from './set-by-shell.js';

/** Where the learner typed the text that a command printed, which therefore proves nothing. */
export type TypedWhere = 'in the line' | 'into the command' | 'earlier';

/**
 * Tells whether a command printed what the learner had typed, and where. `contains` says whether a
 * text holds the value; `runs` are the learner's commands, of which the one at `index` printed it.
 *
 * It looks at the line in the spellings that a shell or a filter turns into the value, at what was
 * typed into the running command, and at earlier lines that hold the value and have a name in common
 * with this command: a file, a variable, an alias. It knows no shell grammar, and need not: what a
 * step asks for could not be known without looking.
 */
export function typedWhere(
	contains: (text: string) => boolean,
	runs: readonly CommandRun[],
	index: number,
): TypedWhere | undefined {
	const run = runs[index];
	if (run === undefined) return undefined;
	const line = textOf(run);
	if (spellings(line).some(contains)) return 'in the line';
	if (contains(run.typed)) return 'into the command';
	const earlier = runs.slice(0, index);
	const filled = withVariables(line, earlier);
	if (spellings(filled).some(contains)) return 'in the line';
	const saying = (run.executed ?? []).filter(({words}) => contains(words.join(' ')));
	const isKept = saying.some(({words}) => !isFilledByShell(words, filled));
	const isRepeated = earlier.some(
		(past, at) =>
			(spellings(textOf(past)).some(contains) || contains(past.typed)) &&
			(isKept ||
				(saying.length > 0 && ENDS_WITH.test(past.line)) ||
				mayRepeat(run, past, earlier.slice(at + 1))),
	);
	return isRepeated ? 'earlier' : undefined;
}

/** The shell itself fills in a status that was typed: `(exit 137)`. */
const ENDS_WITH = /\b(?:exit|return)\b/;

/**
 * The line without what is no text to print, the programs that it executed and where output goes:
 * `bash FILE` is not where a name like bash comes from, as the operand of an echo is.
 */
function textOf({line, executed = []}: CommandRun): string {
	const programs = new Set(executed.map(({words}) => words[words[0] === 'exec' ? 1 : 0]));
	return line
		.replaceAll(OUTPUT, '')
		.replaceAll(LAUNCHED_SHELL, '$1')
		.replaceAll(COMMAND_WORD, (whole, before: string, word: string) =>
			programs.has(word) ? before : whole,
		);
}

/** `2>&1` holds a 1 that no echo printed, and so does `| tee /tmp/log1`. */
const OUTPUT = /\d*[<>]&\d+|(?:>{1,2}\|?|\btee(?:\s+-a)?\s)\s*[^\s;&|()<>]+/g;
const COMMAND_WORD =
	/((?:^|[;&|({])\s*(?:(?:exec|then|do|else)\s+)*)(?!(?:exec|then|do|else|echo|printf)\b)([^\s;&|(){}<>'"=]+)(?!=)/g;
/** The shell that unshare starts is told only by what it executes itself. */
const LAUNCHED_SHELL =
	/(\b(?:unshare|nsenter|chroot|setpriv)\b(?:(?!\becho\b|\bprintf\b)[^;|&'"])*\s)(?:ba|da)?sh\b/g;

/** Whether a command may print what an earlier line has kept; `between` are the lines after that one. */
function mayRepeat(run: CommandRun, past: CommandRun, between: readonly CommandRun[]): boolean {
	// Without marks nothing tells which line was recalled from the history.
	if (!run.marked && run.line.trim() === '') return true;
	if (LISTS_WHAT_IS_KEPT.test(run.line)) return true;
	if (MAKES_NAMES.test(past.line) && LISTS_NAMES.test(run.line)) return true;
	let kept: readonly string[] = namesIn(past);
	for (const one of between) {
		const names = namesIn(one);
		if (names.some((name) => kept.includes(name))) kept = [...kept, ...names];
	}
	// To search here, named last, is to search what was kept here.
	const isHere = /\s(?:\.|\.\.|~|\*)\/?\s*$/.test(run.line) && />/.test(past.line);
	return isHere || namesIn(run).some((name) => kept.includes(name));
}

/** These print lines, variables and aliases without naming them. */
const LISTS_WHAT_IS_KEPT =
	/(?:^|[;&|(\s])(?:history|fc|env|printenv|set|declare|typeset|export|alias)(?:\s+-\w+)?\s*(?:$|[;&|)])|!!/;
const MAKES_NAMES = /\b(?:touch|mkdir|ln|mv|cp|mkfifo)\b/;
const LISTS_NAMES = /^\s*(?:ls|dir|find|tree|pwd|stat|readlink|realpath)\b/;

/** What a command may name: operands, files by their last part, variables. */
const namesIn = ({line, executed}: CommandRun): readonly string[] =>
	[
		...line.split(/[\n;|&(]+/).flatMap((command) =>
			command
				.split(/[\s<>"'`=${}]+/)
				.filter(Boolean)
				.slice(/^\s*\w+=/.test(command) ? 0 : 1),
		),
		...(executed ?? []).flatMap(({words}) => words.slice(1)),
	]
		.filter((word) => !/^-|^\/(?:proc|sys|dev|etc)\b|^[\d,?]+$/.test(word))
		.map(baseName);

/**
 * The line as typed, and as the shell and the usual filters read it: without quotes, with escapes
 * and encodings decoded, backwards, and with adjacent literals joined as programming languages do.
 */
function spellings(line: string): readonly string[] {
	const unquoted = line.replaceAll(/["'\\]/g, '');
	return [
		line,
		unquoted,
		decodeEscapes(line),
		unquoted.replaceAll(/[{},]/g, ''),
		line.replaceAll(/(["'])\s*[+.,]?\s*["']/g, ''),
		[...unquoted].reverse().join(''),
		...decodedWords(line),
	];
}

const decodeEscapes = (text: string): string =>
	text.replaceAll(
		/\\(?:x([0-9a-fA-F]{1,2})|[uU]([0-9a-fA-F]{1,6})|0?([0-7]{1,3}))/g,
		(_whole, hex: string | undefined, unicode: string | undefined, octal: string | undefined) => {
			const code =
				octal === undefined
					? Number.parseInt(hex ?? unicode ?? '0', 16)
					: Number.parseInt(octal, 8);
			return code <= 0x10ffff ? String.fromCodePoint(code) : '';
		},
	);

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

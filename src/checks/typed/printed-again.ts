// Finds out whether a command may only repeat what an earlier line has stored somewhere.
import type {CommandRun} from '../../domain/evidence.js';
import {baseName, nameOf, parseShellLine, type ShellCommand, teeTargets} from './shell-line.js';
import type {ShellWord} from './shell-word.js';

const FILE_MAKERS = new Set(['touch', 'mkdir', 'ln', 'mv', 'cp', 'mkfifo', 'mknod']);
const FILE_LISTERS = new Set(
	'ls find tree stat dir compgen file echo printf pwd dirs readlink realpath'.split(' '),
);
const LISTS_VARIABLES = /(?:^|[;&|(\s])(?:env|printenv|set|declare|typeset|export)\b|\benviron\b/;
const HISTORY = /(?:^|[;&|(\s])(?:history|fc)\b|bash_history|!!/;
/** Bash expands and prints these, or runs them, at every prompt or command from then on. */
const PROMPTS = new Set(['PROMPT_COMMAND', 'PS0', 'PS1', 'PS4']);
/** As the last word this is where to search; earlier in the line it may be what to search for. */
const HERE = new Set(['.', '..', '~', '~/']);
/** `name() {` and `function name`. */
const FUNCTION = /(?:^|[;&|\s])(?:function\s+([\w-]+)|([\w-]+)\s*\(\))/g;

/**
 * True when this command may print what an earlier line put into a variable, a file, a file's name,
 * an alias or a function. `between` are the commands after that line and before this one.
 */
export function canPrintAgain(
	run: CommandRun,
	past: CommandRun,
	between: readonly CommandRun[],
): boolean {
	// Without marks nothing tells which line was recalled from the history.
	if ((!run.marked && run.line.trim() === '') || HISTORY.test(run.line)) return true;
	const before = parseShellLine(past.line);
	const now = parseShellLine(run.line);
	const names = new Set(now.map(({words}) => nameOf(words)));
	const isAny = (some: ReadonlySet<string>): boolean => [...names].some((name) => some.has(name));
	if (before.some(({words}) => FILE_MAKERS.has(nameOf(words))) && isAny(FILE_LISTERS)) return true;
	if (before.some(isAlwaysPrinted) || isAny(definedIn(past.line, before))) return true;
	const variables = new Set(before.flatMap(variablesOf));
	if (variables.size > 0 && LISTS_VARIABLES.test(run.line)) return true;
	const files = copiesOf(filesOf(past, before), [past, ...between]);
	if (files.size > 0 && now.some(({words}) => HERE.has(words.at(-1)?.text ?? ''))) return true;
	return now.some(({words, reads, assignments}) =>
		[...words, ...reads, ...assignments.map(({value}) => value)].some(
			(word) => word.variables.some((name) => variables.has(name)) || namesOne(files, word, now),
		),
	);
}

const isAlwaysPrinted = ({words, assignments}: ShellCommand): boolean =>
	nameOf(words) === 'trap' || assignments.some(({name}) => PROMPTS.has(name));

/** The aliases and functions that a line defines. */
function definedIn(line: string, commands: readonly ShellCommand[]): ReadonlySet<string> {
	const aliases = commands
		.filter(({words}) => nameOf(words) === 'alias')
		.flatMap(({words}) => words.slice(1).map(({text}) => text.split('=')[0] ?? ''));
	const functions = [...line.matchAll(FUNCTION)].map((match) => match[1] ?? match[2] ?? '');
	const defined = [...aliases, ...functions];
	// These print the definition behind a name.
	return new Set(defined.length === 0 ? [] : [...defined, 'type', 'alias', 'command']);
}

const variablesOf = ({words, assignments}: ShellCommand): readonly string[] => [
	...assignments.map(({name}) => name),
	...(['read', 'for', 'printf'].includes(nameOf(words))
		? words.slice(1).map(({text}) => text)
		: []),
];

const filesOf = (run: CommandRun, commands: readonly ShellCommand[]): readonly string[] =>
	commands
		.flatMap((command) => [
			...command.writes,
			...teeTargets(command),
			// An editor, like anything that was typed into, may have saved it to the file it was given.
			...(run.typed === '' ? [] : command.words.slice(1)),
		])
		.map(({text}) => baseName(text))
		.filter((text) => text !== '' && text !== 'null');

/** These files, and any that a later command naming one of them may have made from it. */
function copiesOf(files: readonly string[], later: readonly CommandRun[]): ReadonlySet<string> {
	const copies = new Set(files);
	if (copies.size === 0) return copies;
	for (const {line} of later) {
		for (const command of parseShellLine(line)) {
			const named = [...command.words.slice(1), ...command.reads];
			if (!named.some((word) => copies.has(fileOf(word)))) continue;
			const isCopying = COPIERS.has(nameOf(command.words));
			for (const word of [...command.writes, ...(isCopying ? command.words.slice(1) : [])])
				copies.add(fileOf(word));
		}
	}
	copies.delete('');
	copies.delete('null');
	return copies;
}

const COPIERS = new Set(['cp', 'mv', 'ln', 'install', 'dd', 'tee']);

/** dd(1) names a file as `if=NAME`. */
const fileOf = ({text}: ShellWord): string => baseName(text.slice(text.indexOf('=') + 1));

/** A relative glob may match any of these files, and `ls` in a substitution lists them. */
function namesOne(
	files: ReadonlySet<string>,
	word: ShellWord,
	commands: readonly ShellCommand[],
): boolean {
	if (files.size === 0) return false;
	if (files.has(fileOf(word))) return true;
	if (!word.computed || word.text.startsWith('/')) return false;
	return /[*?[]/.test(word.text) || commands.some(({words}) => nameOf(words) === 'ls');
}

// Splits a command line into simple commands, to tell what was typed from what was computed.
import {readShellWord, type ShellWord} from './shell-word.js';

/** One simple command of a line. */
export interface ShellCommand {
	/** Its name and operands, without keywords and prefixes (`if`, `time`, `exec`, …). */
	readonly words: readonly ShellWord[];
	readonly assignments: readonly {readonly name: string; readonly value: ShellWord}[];
	/** Files it reads and writes by redirection. */
	readonly reads: readonly ShellWord[];
	readonly writes: readonly ShellWord[];
}

const PREFIXES = new Set(
	'! { } if then elif else fi while until do done time exec command builtin nohup eval sudo env local declare export readonly typeset'.split(
		' ',
	),
);
const ASSIGNMENT = /^([A-Za-z_]\w*)\+?=/;

interface Draft {
	words: ShellWord[];
	assignments: {name: string; value: ShellWord}[];
	reads: ShellWord[];
	writes: ShellWord[];
}

/** Nobody types more than this by hand; a pasted script is judged by its beginning. */
const LONGEST = 16 * 1024;
const DEEPEST = 10;

type Redirection = 'reads' | 'writes' | 'ignore' | 'heredoc';

/**
 * The simple commands of a line of POSIX sh or bash, including those inside `$(…)`, `` `…` ``,
 * `<(…)` and the text after `sh -c`. It is not a full grammar, and reads whatever it is given
 * without failing.
 */
export function parseShellLine(text: string, depth = 0): readonly ShellCommand[] {
	const line = partToRead(text, depth);
	const commands: ShellCommand[] = [];
	const heredocs: string[] = [];
	let draft: Draft = {words: [], assignments: [], reads: [], writes: []};
	let redirection: Redirection | undefined;
	let at = 0;
	while (at < line.length) {
		const rest = line.slice(at);
		const skipped = BLANK.exec(rest)?.[0];
		const operator = OPERATOR.exec(rest)?.[0];
		const redirected = operator === undefined ? undefined : redirectionOf(operator);
		if (skipped !== undefined) {
			at += skipped.length;
		} else if (operator === undefined) {
			const {word, length, inner} = readShellWord(rest);
			commands.push(...inner.flatMap((part) => parseShellLine(part, depth + 1)));
			if (redirection === undefined) placeWord(draft, word, rest);
			else placeTarget(draft, redirection, word, heredocs);
			redirection = undefined;
			at += Math.max(length, 1);
		} else if (redirected !== undefined) {
			redirection = redirected;
			at += operator.length;
		} else {
			commands.push(...finished(draft, depth));
			draft = {words: [], assignments: [], reads: [], writes: []};
			at += operator.length;
			if (operator.includes('\n')) at = skipHeredocs(line, at, heredocs.splice(0));
		}
	}
	return [...commands, ...finished(draft, depth)];
}

const partToRead = (text: string, depth: number): string =>
	depth > DEEPEST ? '' : text.slice(0, LONGEST);

const BLANK = /^(?:(?:[ \t\r]|\\\n)+|#[^\n]*)/;
const OPERATOR = /^(?:\d*(?:<<<|<<-?|<>|>>|>\||[<>]&|<(?!\()|>(?!\())|&>>?|[;&|()\n]+)/;

/** What the word after this operator is for; undefined for an operator that ends a command. */
function redirectionOf(operator: string): Redirection | undefined {
	const sign = operator.replace(/^\d+/, '');
	if (!/^&?[<>]/.test(sign)) return undefined;
	if (sign === '<<<') return 'ignore';
	if (sign.startsWith('<<')) return 'heredoc';
	if (sign === '<' || sign === '<>') return 'reads';
	return sign === '<&' || sign === '>&' ? 'ignore' : 'writes';
}

function placeTarget(
	draft: Draft,
	redirection: Redirection,
	word: ShellWord,
	heredocs: string[],
): void {
	if (redirection === 'heredoc') heredocs.push(word.text);
	else if (redirection !== 'ignore') draft[redirection].push(word);
}

function finished(draft: Draft, depth: number): readonly ShellCommand[] {
	const parts = [draft.words, draft.assignments, draft.reads, draft.writes];
	return parts.some((part) => part.length > 0) ? [draft, ...shellTextCommands(draft, depth)] : [];
}

function placeWord(draft: Draft, word: ShellWord, raw: string): void {
	const name = ASSIGNMENT.exec(raw)?.[1];
	if (draft.words.length > 0) draft.words.push(word);
	else if (name) {
		const text = word.text.slice(word.text.indexOf('=') + 1);
		draft.assignments.push({name, value: {...word, text}});
	} else if (!PREFIXES.has(word.text)) draft.words.push(word);
}

function shellTextCommands(command: ShellCommand, depth: number): readonly ShellCommand[] {
	const text = shellTextOf(command);
	return text === undefined ? [] : parseShellLine(text, depth + 1);
}

/** The TEXT of `sh -c TEXT`, for any shell. */
export function shellTextOf({words}: ShellCommand): string | undefined {
	const shell = words.findIndex(({text}) => /^(?:.*\/)?(?:ba|da|z|k|a)?sh$/.test(text));
	const option = words.findIndex(({text}, index) => index > shell && /^-\w*c$/.test(text));
	return shell < 0 || option < 0 ? undefined : words[option + 1]?.text;
}

/** The files that tee(1) copies its input to. */
export const teeTargets = (command: ShellCommand): readonly ShellWord[] =>
	nameOf(command.words) === 'tee' ? command.words.slice(1) : [];

/** The name of a command, without its directory. */
export const nameOf = (words: readonly ShellWord[]): string => baseName(words[0]?.text ?? '');

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function skipHeredocs(line: string, at: number, delimiters: readonly string[]): number {
	let next = at;
	for (const delimiter of delimiters) {
		for (let end = false; !end && next < line.length; ) {
			const stop = line.indexOf('\n', next);
			const text = line.slice(next, stop < 0 ? line.length : stop);
			end = text.trim() === delimiter;
			next = stop < 0 ? line.length : stop + 1;
		}
	}
	return next;
}

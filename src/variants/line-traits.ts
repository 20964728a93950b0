// Tells what a typed line does to its shell, so that only what keeps its meaning is done to the line.

import {type ShellToken, shellTokens, withoutSingleQuoted} from './shell-words.js';

/** One command of a line: its words as written, without keywords and redirections. */
interface SimpleCommand {
	readonly words: readonly string[];
	/** An `&` follows. */
	readonly isBackground: boolean;
	/** It stands before or after a `|`. */
	readonly isPiped: boolean;
	/** It stands between parentheses, which start a shell of their own (sh(1), "Grouping Commands"). */
	readonly isInSubshell: boolean;
}

/** A shell that a line leaves in the foreground: a bash that marks its prompts, or any other. */
export type InnerShell = 'bash' | 'other';

/** What a line does beside its commands. */
export interface LineTraits {
	readonly tokens: readonly ShellToken[];
	readonly commands: readonly SimpleCommand[];
	/** The line is one command and its redirections, without a keyword. */
	readonly isSimple: boolean;
	/** It ends with `&`. */
	readonly isBackground: boolean;
	/** Something in it is left in the background. */
	readonly hasBackground: boolean;
	readonly opens: InnerShell | undefined;
	/** It ends the shell that it is typed into. */
	readonly leaves: boolean;
	/** It puts another program into the place of its shell. */
	readonly replaces: boolean;
	/** It moves the shell to another directory. */
	readonly moves: boolean;
	/** It changes the shell in a way that no other shell can do for it. */
	readonly changesShell: boolean;
	/** The variables that it sets, and those that it reads. */
	readonly sets: readonly string[];
	readonly reads: readonly string[];
	/** It names the shell's own pid, its parent, its jobs or its last status. */
	readonly asksItsShell: boolean;
}

const KEYWORDS = new Set(
	'! { } if then elif else fi while until do done time case esac'.split(' '),
);
const SHELLS = new Set(['bash', 'sh', 'dash', 'ash', 'zsh']);
/** Programs that start what their last words name. */
const LAUNCHERS = new Set(
	'unshare nsenter chroot setpriv bwrap exec env setsid nice ionice taskset timeout prlimit capsh su sudo command stdbuf'.split(
		' ',
	),
);
/** Builtins whose effect is on their shell alone. */
const OF_THE_SHELL = new Set(
	'exec exit return set shopt trap ulimit umask alias unalias unset export declare typeset local eval source . wait fg bg disown pushd popd enable hash bind complete logout builtin'.split(
		' ',
	),
);
/** Options of the launchers that take the next word: nsenter -t PID, unshare -R DIR. */
const TAKES_NEXT = /^(?:-[a-zA-Z]*[tRwSG]|--(?:target|root|wd|setuid|setgid))$/;

/** The traits of a line; undefined where it is not understood, and had better be left as it is. */
export function traitsOf(line: string): LineTraits | undefined {
	const tokens = shellTokens(line);
	if (tokens === undefined) return undefined;
	const commands = commandsOf(tokens);
	const bare = withoutSingleQuoted(line);
	const names = commands.flatMap(({words}) => words.slice(0, 1));
	// What a shell of parentheses, a job or a part of a pipeline does to itself is gone with it.
	const ownNames = commands
		.filter(({isInSubshell, isBackground, isPiped}) => !isInSubshell && !isBackground && !isPiped)
		.map(({words}) => words.slice(0, 2));
	const last = commands.at(-1);
	const isBackground = tokens.at(-1)?.text === '&';
	const isSimple =
		commands.length === 1 &&
		!tokens.some(({kind, text}) => (kind === 'operator' && text !== '&') || isKeyword(text));
	const replaces = ownNames.some(([name, program]) => name === 'exec' && program !== undefined);
	return {
		tokens,
		commands,
		isSimple,
		// Of `for …; do COMMAND & done` the command is, and not the line.
		isBackground,
		hasBackground: commands.some(({isBackground}) => isBackground),
		opens: last === undefined || isBackground || last.isPiped ? undefined : innerShell(last),
		leaves: !last?.isInSubshell && (names.at(-1) === 'exit' || names.at(-1) === 'logout'),
		replaces,
		moves: ownNames.some(([name = '']) => ['cd', 'pushd', 'popd'].includes(name)),
		changesShell:
			names.some((name) => OF_THE_SHELL.has(name)) || /(?:^|[;&|{]\s*)\w+\s*\(\)/.test(bare),
		sets: variablesSet(tokens, commands),
		reads: variablesRead(bare),
		asksItsShell:
			/\$\{?[$!?@*#_0-9-]|\$\{?(?:PPID|BASHPID|PIPESTATUS|OLDPWD)\b|(?:^|\s)%/.test(bare) ||
			names.includes('jobs'),
	};
}

/** `$name`, and a bare name in `$((…))`. */
const variablesRead = (bare: string): readonly string[] => [
	...[...bare.matchAll(/\$\{?[#!]?([A-Za-z_]\w*)/g)].map(([, name = '']) => name),
	...[...bare.matchAll(/\$\(\(.*?\)\)/g)].flatMap(
		([sum]) => sum.match(/(?<![$\w{])[A-Za-z_]\w*/g) ?? [],
	),
];

const isKeyword = (word: string): boolean => KEYWORDS.has(word) || word === 'for';

function commandsOf(tokens: readonly ShellToken[]): readonly SimpleCommand[] {
	const commands: SimpleCommand[] = [];
	let words: string[] = [];
	let afterPipe = false;
	let depth = 0;
	const end = (operator: string): void => {
		const isPipe = operator === '|' || operator === '|&';
		if (words.length > 0) {
			commands.push({
				words,
				isBackground: operator === '&',
				isPiped: afterPipe || isPipe,
				isInSubshell: depth > 0,
			});
		}
		if (operator === '(') depth += 1;
		// One more than was opened ends a pattern of `case`.
		if (operator === ')') depth = Math.max(0, depth - 1);
		words = [];
		afterPipe = isPipe;
	};
	for (const [index, {kind, text}] of tokens.entries()) {
		if (kind === 'operator') end(text);
		else if (kind === 'word' && tokens[index - 1]?.kind !== 'redirection') {
			if (words.length > 0 || !KEYWORDS.has(text)) words.push(text);
		}
	}
	end('');
	return commands;
}

const ASSIGNMENT = /^([A-Za-z_]\w*)\+?=/;

function variablesSet(
	tokens: readonly ShellToken[],
	commands: readonly SimpleCommand[],
): readonly string[] {
	const assigned = tokens.flatMap(({kind, text}) =>
		kind === 'word' ? (ASSIGNMENT.exec(text)?.[1] ?? []) : [],
	);
	const read = commands.flatMap(({words: [name, ...operands]}) => {
		if (name === 'for') return operands.slice(0, 1);
		return name === 'read' ? operands.filter((word) => /^[A-Za-z_]\w*$/.test(word)) : [];
	});
	return [...assigned, ...read];
}

/** Its last words name another program, which it starts. */
export const isLauncher = (name: string): boolean => LAUNCHERS.has(baseOf(name));

const baseOf = (word: string): string => word.replace(/^.*\//, '').replaceAll(/['"]/g, '');

/** The shell that a command leaves in the foreground, waiting for lines. */
function innerShell({words}: SimpleCommand): InnerShell | undefined {
	const [name = '', ...operands] = words;
	const hasOtherRoot = /chroot|nsenter|--root|(?:^| )-[a-zA-Z]*R/.test(words.join(' '));
	const kind = (shell: string): InnerShell =>
		baseOf(shell) === 'bash' && !hasOtherRoot ? 'bash' : 'other';
	const inText = words
		.map((word) => /\bexec\b[^;|&]*?([\w/.]*\b(?:ba|da|z)?sh)['"]*$/.exec(word)?.[1])
		.find((shell) => shell !== undefined);
	if (inText !== undefined) return kind(inText);
	if (SHELLS.has(baseOf(name))) return plainShell(name, operands);
	const launches = isLauncher(name) || /^(?:~\/|\.\/)?bin\//.test(name);
	const last = operands.at(-1) ?? '';
	if (launches && SHELLS.has(baseOf(last))) return kind(last);
	return startsTheUsualShell(name, operands) ? kind(name === 'chroot' ? 'sh' : 'bash') : undefined;
}

/** `bash`, or `sh -i`; not `sh FILE` and `bash -c TEXT`, which end by themselves. */
function plainShell(name: string, operands: readonly string[]): InnerShell | undefined {
	if (operands.length === 0) return baseOf(name) === 'bash' ? 'bash' : 'other';
	return operands.every((word) => /^-[abd-z]+$|^--\w+$/.test(word)) ? 'other' : undefined;
}

/** Without a program these start $SHELL. */
function startsTheUsualShell(name: string, operands: readonly string[]): boolean {
	const programs = operands.filter(
		(word, index) => !word.startsWith('-') && !TAKES_NEXT.test(operands[index - 1] ?? ''),
	);
	if (name === 'chroot') return programs.length === 1;
	return programs.length === 0 && ['unshare', 'nsenter', 'su'].includes(name);
}

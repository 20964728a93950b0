// Tells a value that the shell itself put into a line, such as `$?`, from one that the learner had kept.

import {escapePattern} from '../fill-spec.js';

/** Parameters that only the shell sets, bash(1): a status, or the number of a process. */
const SET_BY_SHELL = /\$(?:[?$!]|PPID\b|BASHPID\b|\{(?:[?$!]|PPID|BASHPID)\})/g;

/**
 * Whether a command was executed as the line has it, but for numbers that the shell put in: `echo 137`
 * by the line `COMMAND || echo $?`. Whoever typed the number before as a guess has asked all the same.
 */
export function isFilledByShell(words: readonly string[], line: string): boolean {
	return partsOf(line)
		.filter((part) => part.match(SET_BY_SHELL))
		.some((part) => {
			const typed = part.split(/\s+/).slice(-words.length);
			return (
				typed.length === words.length &&
				typed.every((word, index) => becomes(word).test(plain(words[index] ?? '')))
			);
		});
}

const partsOf = (line: string): readonly string[] =>
	plain(line)
		.split(/&&|\|\||[;|&\n()]/)
		.map((part) => part.trim());

/** Without quotes, which no executed word has. */
const plain = (text: string): string => text.replaceAll(/["'\\]/g, '').trim();

const becomes = (word: string): RegExp =>
	new RegExp(`^${word.split(SET_BY_SHELL).map(escapePattern).join('\\d+')}$`);

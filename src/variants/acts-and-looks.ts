// Tells lines that change something from lines that only look, and how to undo the first.

import type {LineTraits} from './line-traits.js';
import {shellTokens} from './shell-words.js';

const ACTS = new Set(
	'mount umount mkdir rmdir touch rm chmod chown cp mv ln kill ipcmk ipcrm pivot_root tee sed unlink'.split(
		' ',
	),
);
const LOOKS = new Set(
	'cat grep egrep ls readlink head tail awk sed id stat lsns ipcs wc find ps sha256sum uname findmnt namei tr cut od nl'.split(
		' ',
	),
);
/** What takes no part: leaving it out changes no more than a moment's time. */
const IDLE = new Set(['sleep', 'true', ':', 'clear', 'jobs', 'wait']);

/** A redirection into a file that lasts: not /dev/null, and no log in /tmp. */
function writesFile({tokens}: LineTraits): boolean {
	return tokens.some(
		({kind, text}, index) =>
			kind === 'redirection' &&
			/^1?>/.test(text) &&
			!/^(?:\/dev\/null|\/tmp\/|&)/.test(tokens[index + 1]?.text ?? ''),
	);
}

/** `ip link set …`, and not `ip link`. */
const setsLink = (words: readonly string[]): boolean =>
	words[0] === 'ip' && words.some((word) => /^(?:set|add|replace|del)$/.test(word));
const setsName = (words: readonly string[]): boolean => words[0] === 'hostname' && words.length > 1;

/** The line changes something that the next ones may find: a shell, a mount, a file, a name. */
export const isAct = (traits: LineTraits): boolean =>
	traits.opens !== undefined ||
	traits.hasBackground ||
	writesFile(traits) ||
	traits.commands.some(
		({words}) =>
			ACTS.has(words[0] ?? '') ||
			/^(?:~\/|\.\/)?bin\//.test(words[0] ?? '') ||
			setsLink(words) ||
			setsName(words),
	);

/** The line shows something, and that is all it does. */
export const isLook = (traits: LineTraits): boolean =>
	!isAct(traits) &&
	traits.commands.some(
		({words: [name = '', operand = '']}) =>
			LOOKS.has(name) ||
			name === 'ip' ||
			name === 'hostname' ||
			(name === 'echo' && /\$/.test(operand)),
	);

export function isIdle(traits: LineTraits): boolean {
	const waits = /^(?:until|while)$/.test(traits.tokens[0]?.text ?? '') && !isAct(traits);
	const asksQuietly = waits && traits.commands.some(({words}) => isQuiet(words));
	return traits.commands.every(
		({words, isPiped}) => IDLE.has(words[0] ?? '') || (asksQuietly && (isPiped || isQuiet(words))),
	);
}

/** A condition that prints nothing: `[ -e FILE ]`, `grep -q TEXT FILE`. */
const isQuiet = ([name = '', ...operands]: readonly string[]): boolean =>
	name === '[' ||
	name === 'test' ||
	(name === 'grep' && operands.some((word) => /^-[a-zA-Z]*q/.test(word)));

/** The directories that a line makes, and does nothing else; undefined where there are none. */
export function directoriesMade({isSimple, commands}: LineTraits): readonly string[] | undefined {
	const [name, ...operands] = commands[0]?.words ?? [];
	const directories = operands.filter((word) => !word.startsWith('-'));
	return isSimple && name === 'mkdir' && directories.length > 0 ? directories : undefined;
}

/** The line with its act undone right after it; undefined where it does not say how. */
export function undone(typed: string, traits: LineTraits): string | undefined {
	if (!traits.isSimple || traits.isBackground) return undefined;
	const words = traits.commands[0]?.words ?? [];
	const operands = words.slice(1).filter((word) => !word.startsWith('-'));
	const [name = ''] = words;
	if (traits.opens !== undefined) return leftAtOnce(typed, traits);
	if (name === 'mount' && !/remount|--make|move/.test(typed)) {
		const umount = /\brbind\b|--rbind|\s-R\b/.test(typed) ? 'umount -R' : 'umount';
		return `${typed}; ${umount} ${operands.at(-1)}`;
	}
	if (name === 'mkdir') return `${typed}; rmdir ${operands.join(' ')}`;
	if (name === 'touch') return `${typed}; rm ${operands.join(' ')}`;
	if (setsName(words) && operands.length === 1) {
		return `v1=$(hostname); ${typed}; hostname "$v1"`;
	}
	if (setsLink(words) && words.includes('up')) {
		return `${typed}; ${typed.replace(/\bup\b/, 'down')}`;
	}
	return writtenBack(typed, traits);
}

/** `unshare … bash` as `unshare … true`. */
function leftAtOnce(typed: string, {commands}: LineTraits): string | undefined {
	const words = commands[0]?.words ?? [];
	const shell = words.at(-1) ?? '';
	const isLauncher = words.length > 1 && /(?:^|\/)(?:bash|sh)$/.test(shell);
	return isLauncher && typed.endsWith(shell)
		? `${typed.slice(0, -shell.length)}${shell} -c true`
		: undefined;
}

/** `echo VALUE > FILE` of the kernel's, with the value before it written there again. */
function writtenBack(typed: string, {tokens, commands}: LineTraits): string | undefined {
	const at = tokens.findIndex(({kind, text}) => kind === 'redirection' && text === '>');
	const file = tokens[at + 1]?.text ?? '';
	const keepsValue = /^(?:\{\{cgroup|\/proc\/sys\/|\/sys\/fs\/)/.test(file);
	if (commands[0]?.words[0] !== 'echo' || !keepsValue || file.endsWith('cgroup.procs'))
		return undefined;
	return shellTokens(file)?.length === 1
		? `v1=$(cat ${file}); ${typed}; echo "$v1" > ${file}`
		: undefined;
}

// What a command executed, as the checks ask for it: a program, its arguments, its own exit status.
import type {CommandRun} from '../domain/evidence.js';
import type {Execution} from '../domain/execution.js';
import {LEARNER_HOME} from '../domain/shared-names.js';
import {baseName} from './base-name.js';

/** How a command must have ended. */
export type WantedStatus = number | 'nonzero' | undefined;

/** Programs that only start the one that follows; with the options that take a word of their own. */
const STARTERS: Readonly<Record<string, RegExp>> = {
	command: /^$/,
	builtin: /^$/,
	busybox: /^$/,
	exec: /^-a$/,
	nohup: /^$/,
	time: /^-[fo]$/,
	env: /^-[uCS]$/,
	nice: /^-n$/,
	setsid: /^$/,
	stdbuf: /^-[ioe]$/,
	sudo: /^-[ug]$/,
	timeout: /^-[ks]$/,
};

/**
 * The command by itself: its program by its last part, without what merely starts it. `/bin/date -s
 * now`, `command date -s now` and `timeout 5 date -s now` are all `date -s now`.
 */
function plainWords(words: readonly string[]): readonly string[] {
	const [program = '', ...rest] = words;
	const name = baseName(program);
	const takesWord = STARTERS[name];
	// `command -v date` says where date is, and starts nothing.
	const onlyTells = name === 'command' && /^-p?[vV]/.test(rest[0] ?? '');
	if (takesWord === undefined || rest.length === 0 || onlyTells) return [name, ...rest];
	let at = 0;
	while (at < rest.length && /^-|^\w+=/.test(rest[at] ?? '')) {
		at += takesWord.test(rest[at] ?? '') ? 2 : 1;
	}
	if (name === 'timeout') at += 1;
	return at < rest.length ? plainWords(rest.slice(at)) : [name, ...rest];
}

/** A relative name of a file in a program that is an operand itself: `python3 -c 'open("pids.events")'`. */
const QUOTED_NAME = /(["'])([\w-]+[./][\w./-]+)\1/;
const QUOTED_NAMES = new RegExp(QUOTED_NAME, 'g');

/**
 * The command as text, once as it is and once with its relative operands below the directory it ran
 * in: `cat comm` in /proc/1 is `cat /proc/1/comm`, too.
 */
function textsOf({words, directory}: Execution): readonly string[] {
	const [program = '', ...operands] = plainWords(words);
	const below = directory.replace(/\/$/, '');
	const isFile = (word: string, index: number): boolean =>
		/^\d+$/.test(word) ? isNumberedFile(directory, operands[index - 1]) : !/^[-/~]|=/.test(word);
	const absolute = operands.map((word, index) => {
		if (QUOTED_NAME.test(word)) return word.replaceAll(QUOTED_NAMES, `$1${below}/$2$1`);
		return isFile(word, index) ? `${below}/${word}` : word;
	});
	return [[program, ...operands].join(' '), [program, ...absolute].join(' ')];
}

/** proc(5) calls processes and descriptors by numbers: `ls 7` in /proc/self/fd, and not `head -n 7`. */
const isNumberedFile = (directory: string, before = ''): boolean =>
	/^\/proc(\/|$)/.test(directory) && !before.startsWith('-');

/**
 * The command of this line that a pattern matches, with the status it had. Where the shell did not
 * tell what it executed, the line and its parts stand in for it: a weaker claim, since the status is
 * that of the last command, and an echo may look like one; a shell without marks tells no status, and
 * any may be meant, but for `onlySeen`. Where a pipe hides how its parts ended,
 * that a part was executed has to do. No shell tells its redirections, so that
 * a file read by one is taken from the line: `< /proc/uptime` is as good as `cat /proc/uptime`.
 */
export function findExecuted(
	run: CommandRun,
	isIt: (text: string) => boolean,
	wanted: WantedStatus,
): {readonly text: string; readonly status: number | undefined} | undefined {
	const candidates = [...told(run), ...readFrom(run)].filter(({texts}) => texts.some(isIt));
	return candidates.find(
		({status, isKnown}) => wanted === undefined || !isKnown || hasStatus(status, wanted),
	);
}

interface Stated {
	readonly text: string;
	/** What a pattern may match. */
	readonly texts: readonly string[];
	readonly status: number | undefined;
	/** Whether anybody could tell how it ended. */
	readonly isKnown: boolean;
}

function told({executed, line, status, marked, onlySeen = false}: CommandRun): readonly Stated[] {
	const leavesJob = /(?:^|[^&>|])&(?![&>\d])/.test(line);
	return executed === undefined
		? [line, ...partsOf(line)].map((text) => ({
				text: line,
				texts: [text, atHome(text)],
				status,
				isKnown: marked || onlySeen,
			}))
		: executed.map((one) => ({
				text: one.words.join(' '),
				texts: textsOf(one),
				status: one.status,
				// A pipe in a function, or in another pipe, hides how its parts ended.
				isKnown: one.status !== undefined || status === undefined || !one.isForked || leavesJob,
			}));
}

/** A line with its names of the home directory written out, as a shell that tells nothing reads them. */
const atHome = (line: string): string =>
	line
		.replaceAll(/(^|[\s=:"])~(?=[/\s]|$)/g, `$1${LEARNER_HOME}`)
		.replaceAll(/\$(?:HOME\b|\{HOME\})/g, LEARNER_HOME);

/** The parts of a line between `;`, `|`, `&` and line ends, but for those in quotes. */
const partsOf = (line: string): readonly string[] =>
	(line.match(/(?:'[^']*'|"[^"]*"|[^;&|\n])+/g) ?? []).map((part) => part.trim());

/** The files that the line reads by a redirection, `< FILE`; not `<<`, `<(` or a comment. */
const readFrom = ({line, executed, status}: CommandRun): readonly Stated[] =>
	[...line.replaceAll(/(^|\s)#.*$/gm, '').matchAll(/(?:^|[^<0-9&])<\s*["']?([^\s<>&|;()"']+)/g)]
		.map(([, file = '']) => ['<', atHome(file)])
		.map((words) => ({
			text: words.join(' '),
			texts: textsOf({words, directory: executed?.at(-1)?.directory ?? '', status}),
			status: undefined,
			isKnown: true,
		}));

/** Whether a command ended as wanted; one that still runs, or whose end nobody told, did not. */
export function hasStatus(status: number | undefined, wanted: WantedStatus): boolean {
	if (wanted === undefined) return true;
	if (status === undefined) return false;
	return wanted === 'nonzero' ? status !== 0 : status === wanted;
}

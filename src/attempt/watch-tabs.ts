// Lets a script wait for what a learner would wait for: a prompt, or a text on the terminal.
import {stripVTControlCharacters} from 'node:util';
import type {TabEvent} from '../domain/ports.js';
import type {TerminalSize} from '../domain/sandbox.js';
import {withoutMarks} from '../domain/shell-mark.js';
import {UserError} from '../domain/user-error.js';
import type {Attempt} from './attempt.js';

/** An action that takes longer has hung: no command of the course needs this much time. */
const PATIENCE_MS = 20_000;

/**
 * How much of a tab's output is kept to be searched: many times what a terminal shows. A program may
 * print without end, and a line of it may be as long.
 */
const MOST_OUTPUT = 256 * 1024;
/** How much of it a reason quotes. */
const MOST_QUOTED = 400;

/**
 * The prompt of `sh` in a chroot, which no mark announces: the command that started it still runs.
 */
const INNER_PROMPT = /[#$] $/;

/** What a tab has shown of late, and how often its shell was ready for more. */
interface Shown {
	output: string;
	/** How much of `output`, as plain text, earlier waits have used up. */
	read: number;
	ready: number;
	/** A shell without marks runs inside the tab's own; its first prompt has been counted as ready. */
	inner: boolean;
}

/** Output as plain text, without marks and escape sequences. */
export const textOf = (output: string): string => stripVTControlCharacters(withoutMarks(output));

/** Waits for what the shells of an attempt show. Whoever creates it closes it. */
export interface TabWatch {
	/** Throws a UserError for a tab that the exercise does not have. */
	shown(tab: string): Shown;
	/** Resolves when it is so; throws a UserError when it takes too long or the sandbox ends. */
	until(isSo: () => boolean, what: string, tab: string): Promise<void>;
	close(): void;
}

/**
 * Watches every tab of the attempt. With a size it opens them itself; without one it waits until
 * whoever shows them has done so.
 */
export function watchTabs(
	attempt: Attempt,
	size: TerminalSize | undefined,
	patienceMs = PATIENCE_MS,
): TabWatch {
	const shown = new Map<string, Shown>(
		attempt.tabs.map(({name}) => [name, {output: '', read: 0, ready: 0, inner: false}]),
	);
	const waiting = new Set<() => void>();
	const stops: (() => void)[] = [];
	const attached = new Set<string>();
	const wake = (): void => {
		for (const retry of waiting) retry();
	};
	const attach = (tab: string, at: TerminalSize): void => {
		const tabShown = shown.get(tab);
		if (!tabShown || attached.has(tab)) return;
		attached.add(tab);
		const decoder = new TextDecoder();
		stops.push(
			attempt.openTab(tab, at).onOutput((bytes) => {
				add(tabShown, decoder.decode(bytes, {stream: true}));
				wake();
			}),
		);
	};

	stops.push(
		attempt.onTabEvent((event) => {
			// The terminal exists already, so this size is ignored.
			attach(event.tab, {columns: 80, rows: 24});
			const tabShown = shown.get(event.tab);
			if (tabShown) count(tabShown, event);
			wake();
		}),
		attempt.subscribe(wake),
	);
	if (size) for (const {name} of attempt.tabs) attach(name, size);

	return {
		shown(tab) {
			const tabShown = shown.get(tab);
			if (tabShown) return tabShown;
			throw new UserError(
				`The script names an unknown tab "${tab}".`,
				`This exercise has ${[...shown.keys()].join(' and ')}.`,
			);
		},
		until(isSo, what, tab) {
			return new Promise((resolve, reject) => {
				const settle = (error?: UserError): void => {
					clearTimeout(timer);
					waiting.delete(retry);
					if (error) reject(error);
					else resolve();
				};
				const retry = (): void => {
					const {end} = attempt.status();
					if (isSo()) settle();
					else if (end) settle(sandboxGone(end.kind === 'died' ? end.why : 'it was closed'));
				};
				const timer = setTimeout(
					() => settle(hung(what, tab, shown.get(tab)?.output ?? '', patienceMs)),
					patienceMs,
				);
				waiting.add(retry);
				retry();
			});
		},
		close() {
			for (const stop of stops) stop();
		},
	};
}

/** Adds output and, where that gets too long, drops the older half of it. */
function add(tabShown: Shown, text: string): void {
	tabShown.output += text;
	if (tabShown.output.length <= MOST_OUTPUT) return;
	const least = tabShown.output.length - MOST_OUTPUT / 2;
	// A mark or an escape sequence does not go on in another line.
	const cut = tabShown.output.indexOf('\n', least) + 1 || least;
	tabShown.read = Math.max(0, tabShown.read - textOf(tabShown.output.slice(0, cut)).length);
	tabShown.output = tabShown.output.slice(cut);
}

function count(tabShown: Shown, event: TabEvent): void {
	const entersInner =
		event.kind === 'running' && !tabShown.inner && INNER_PROMPT.test(event.command.output);
	if (event.kind === 'prompt' || event.kind === 'quiet' || entersInner) tabShown.ready += 1;
	tabShown.inner = event.kind !== 'prompt' && (tabShown.inner || entersInner);
}

const sandboxGone = (why: string): UserError =>
	new UserError(
		`The sandbox ended while the script ran: ${why}.`,
		'Run it once more, then "container-lessons doctor".',
		3,
	);

function hung(what: string, tab: string, output: string, patienceMs: number): UserError {
	const lines = textOf(output).trimEnd().split(/\r?\n/).slice(-3).join(' | ');
	const last = lines.length > MOST_QUOTED ? `… ${lines.slice(-MOST_QUOTED)}` : lines;
	return new UserError(
		`Tab "${tab}" did not show ${what} within ${patienceMs / 1000} s; it shows: ${last}`,
		'A program that stays in the foreground is started with :type and ":key Enter", and awaited with :wait.',
		3,
	);
}

// Finds out which command a tab runs and when it ends, even where the shell sends no marks.

import {stripVTControlCharacters} from 'node:util';
import type {CommandRun} from '../domain/evidence.js';
import {createMarkParser} from '../domain/parse-marks.js';
import type {TabEvent} from '../domain/ports.js';
import type {ShellMark} from '../domain/shell-mark.js';
import {createTypingFollower, type TypedLine} from './follow-typing.js';
import {createKeptOutput, type KeptOutput, readable} from './keep-output.js';
import type {Foreground} from './read-foreground.door.js';

/** Calls back once after so many milliseconds, unless cancelled first. */
type Timer = (milliseconds: number, ring: () => void) => () => void;

const systemTimer: Timer = (milliseconds, ring) => {
	const timeout = setTimeout(ring, milliseconds);
	timeout.unref();
	return () => clearTimeout(timeout);
};

export interface CommandFollower {
	/** Bytes from the terminal. */
	output(bytes: Uint8Array): void;
	/** Bytes the learner typed. */
	typed(bytes: Uint8Array): void;
	close(): void;
}

const NEWLINE = 10;

/**
 * Milliseconds of silence that complete output ending like a prompt, if the keyboard is waited for.
 */
const SETTLED = 30;
/** Milliseconds of silence that complete output where no mark says so and nothing is at work. */
const QUIET = 300;
/** When a running command is first reported, and how often after that. */
const RUNNING_FIRST = 250;
const RUNNING_AGAIN = 500;
/** After this many reports they become rarer: it may run for the rest of the lesson. */
const RUNNING_OFTEN = 20;
const RUNNING_SELDOM = 2000;

/** A command whose output began with a mark. */
interface Running {
	readonly shellPid: number;
	readonly line: string;
	readonly output: KeptOutput;
	readonly typed: KeptOutput;
	told: number;
	/** Its output ends like a prompt: a shell without marks is waiting for input. */
	idle: boolean;
}

/** A line that was entered and that no mark has answered yet. */
interface Unanswered {
	readonly line: TypedLine;
	readonly output: KeptOutput;
	/** A line has ended on the screen since, so whoever reads the keyboard has taken the Enter. */
	isRead: boolean;
}

/** What a follower asks of its surroundings. */
export interface Surroundings {
	/** What the tab's foreground is doing now. */
	readonly foreground: () => Foreground;
	/** Called before the event, so that the shell that sent the mark can be found. */
	readonly tellMark?: (mark: ShellMark) => void;
	readonly timer?: Timer;
}

/**
 * Follows one tab: marks and typing in, commands out.
 *
 * A shell inside the shell sends marks of its own: its prompts are prompts, and the command that
 * started it has not ended by then. Where no marks come (`sh` in a chroot), a command is the line
 * entered last and the output since, once that is quiet and nothing in the foreground is at work.
 * Such a shell's first prompt is reported as the command that started it going quiet or, if it is
 * the tab's first shell, as any first prompt.
 */
export function createCommandFollower(
	tab: string,
	key: string,
	tell: (event: TabEvent) => void,
	{foreground, tellMark, timer = systemTimer}: Surroundings,
): CommandFollower {
	const parse = createMarkParser(key);
	const typing = createTypingFollower();
	/** `$BASHPID` of the shells that have shown a prompt, outermost first. */
	let shells: number[] = [];
	let running: Running | undefined;
	let unanswered: Unanswered | undefined;
	/** Output since the prompt: the echo of the line being typed. */
	let echo = createKeptOutput();
	/** The latest output ends like a prompt. */
	let showsPrompt = false;
	/** No shell of this tab has shown a prompt yet. */
	let isStarting = true;
	let stopRunning: (() => void) | undefined;
	let stopQuiet: (() => void) | undefined;

	const tellRunning = (milliseconds: number): void => {
		stopRunning = timer(milliseconds, () => {
			if (!running) return;
			running.told += 1;
			tellRunning(running.told < RUNNING_OFTEN ? RUNNING_AGAIN : RUNNING_SELDOM);
			if (running.idle) return;
			tell({kind: 'running', tab, command: commandOf(running, running.line, undefined)});
		});
	};
	const tellUnmarked = (event: 'quiet' | 'running'): void => {
		if (unanswered) tell({kind: event, tab, command: unmarked(tab, unanswered)});
		else if (running && event === 'quiet')
			tell({kind: event, tab, command: commandOf(running, running.line, undefined)});
		else if (isStarting && event === 'quiet') {
			isStarting = false;
			tell({kind: 'prompt', tab, command: undefined});
		}
	};
	const awaitEnd = (milliseconds: number): void => {
		stopQuiet = timer(milliseconds, () => {
			const isAtWork = foreground() === 'works';
			// On a busy host the shell may not have run yet, and still waits as it did before the Enter.
			const isUnread = unanswered?.isRead === false && milliseconds < RUNNING_SELDOM;
			if (!isUnread) tellUnmarked(isAtWork ? 'running' : 'quiet');
			if (isAtWork || isUnread) awaitEnd(Math.min(2 * milliseconds, RUNNING_SELDOM));
		});
	};
	const awaitQuiet = (): void => {
		stopQuiet?.();
		stopQuiet = timer(SETTLED, () => {
			if (showsPrompt && foreground() === 'waits') tellUnmarked('quiet');
			else awaitEnd(QUIET - SETTLED);
		});
	};
	const settle = (): void => {
		stopQuiet?.();
		unanswered = undefined;
	};
	const commandOf = (of: Running, line: string, status: number | undefined): CommandRun => ({
		tab,
		line,
		status,
		output: of.output.text(),
		typed: of.typed.text(),
		shellPid: of.shellPid,
		marked: true,
	});
	const atRun = (shellPid: number): void => {
		const line = unanswered ? lineOf(unanswered.line, echo.text()) : '';
		settle();
		stopRunning?.();
		running = {
			shellPid,
			line,
			output: createKeptOutput(),
			typed: createKeptOutput(),
			told: 0,
			idle: false,
		};
		tellRunning(RUNNING_FIRST);
	};
	const atPrompt = (mark: Extract<ShellMark, {kind: 'prompt'}>): void => {
		const ran = running;
		running = undefined;
		stopRunning?.();
		settle();
		isStarting = false;
		typing.clear();
		echo = createKeptOutput();
		// HISTFILE is unset, so a shell without a last line has run nothing: it is new, even if its pid
		// is known.
		const isNew = !shells.includes(mark.shellPid) || (ran !== undefined && mark.line === '');
		if (isNew) shells.push(mark.shellPid);
		else shells = shells.slice(0, shells.lastIndexOf(mark.shellPid) + 1);
		const command =
			ran &&
			(isNew
				? commandOf(ran, ran.line, undefined)
				: {...commandOf(ran, mark.line, mark.status), shellPid: mark.shellPid});
		tell({kind: 'prompt', tab, command});
	};
	const atMark = (mark: ShellMark): void => {
		tellMark?.(mark);
		switch (mark.kind) {
			case 'run':
				atRun(mark.shellPid);
				break;
			case 'prompt':
				atPrompt(mark);
				break;
			case 'ended':
				stopRunning?.();
				settle();
				typing.clear();
				shells = [];
				isStarting = true;
				running = undefined;
				tell({kind: 'ended', tab, status: mark.status});
		}
	};
	const atOutput = (bytes: Uint8Array): void => {
		(running?.output ?? echo).add(bytes);
		if (unanswered) {
			unanswered.output.add(bytes);
			unanswered.isRead ||= bytes.includes(NEWLINE);
		}
		showsPrompt = endsLikePrompt(bytes);
		if (running) running.idle = showsPrompt;
		if (unanswered || running?.idle || (isStarting && showsPrompt)) awaitQuiet();
		else stopQuiet?.();
	};
	return {
		output(bytes) {
			for (const piece of parse(bytes)) {
				if (piece.kind === 'mark') atMark(piece.mark);
				else atOutput(piece.bytes);
			}
		},
		typed(bytes) {
			running?.typed.add(bytes);
			const last = typing.type(bytes).at(-1);
			if (!last) return;
			unanswered = {line: last, output: createKeptOutput(), isRead: false};
			showsPrompt = false;
			awaitQuiet();
		},
		close() {
			stopRunning?.();
			stopQuiet?.();
		},
	};
}

/** `$ ` or `# ` at the very end, perhaps with a colour reset behind it. */
const endsLikePrompt = (bytes: Uint8Array): boolean =>
	/[$#] $/.test(stripVTControlCharacters(Buffer.from(bytes.subarray(-64)).toString('latin1')));

const unmarked = (tab: string, {line, output}: Unanswered): CommandRun => ({
	tab,
	// A recalled or completed line is not known, and no check may trust it.
	line: line.known ? line.text : '',
	status: undefined,
	// The prompt that follows is not output, and may contain the host name.
	output: output.text().replace(/\n[^\n]*[$#] $/, '\n'),
	typed: '',
	shellPid: undefined,
	marked: false,
});

/**
 * The line that was entered: as typed or, where typing does not tell, as echoed after the prompt.
 */
function lineOf(typed: TypedLine, echo: string): string {
	if (typed.known) return typed.text.trim();
	const last = readable(echo).trimEnd().split('\n').at(-1) ?? '';
	return last.replace(/^.*?[$#] /, '').trim();
}

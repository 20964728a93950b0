// Finds out which command a tab runs and when it ends, even where the shell sends no marks.

import type {CommandRun} from '../domain/evidence.js';
import type {Execution} from '../domain/execution.js';
import {createMarkParser} from '../domain/parse-marks.js';
import type {TabEvent} from '../domain/ports.js';
import type {ShellMark} from '../domain/shell-mark.js';
import type {TabTrace} from './follow-trace.js';
import {createTypingFollower} from './follow-typing.js';
import {createKeptOutput, type KeptOutput} from './keep-output.js';
import type {Foreground} from './read-foreground.door.js';
import {createRunningReports} from './report-running.js';
import {createTypedInput} from './typed-input.js';
import {endsLikePrompt, lineOf, type Unanswered, unmarked} from './unmarked-command.js';

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
/** Milliseconds after which what a job printed behind the prompt is looked at. */
const LATE = 100;
/** Milliseconds between looks at an unmarked command that is at work; it may run for the rest of the lesson. */
const SELDOM = 2000;

/** A command whose output began with a mark. */
interface Running {
	readonly id: number;
	readonly shellPid: number;
	readonly line: string;
	readonly output: KeptOutput;
	readonly typed: KeptOutput;
	/** Its output ends like a prompt: a shell without marks is waiting for input. */
	idle: boolean;
}

/** What a follower asks of its surroundings. */
export interface Surroundings {
	/** Tells what the tab's foreground is doing, at once or a little later. */
	readonly foreground: (tell: (doing: Foreground) => void) => void;
	/** Called before the event, so that the shell that sent the mark can be found. */
	readonly tellMark?: (mark: ShellMark) => void;
	/** What the tab's shells tell of what they execute. */
	readonly trace?: TabTrace;
	readonly timer?: Timer;
}

/** A command that has ended, and what has been printed since the prompt by what it left running. */
interface Ended {
	command: CommandRun;
	readonly output: KeptOutput;
	/** Its prompt is on the screen; what comes now is echo, or printed later. */
	isPrompted: boolean;
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
	{foreground, tellMark, trace, timer = systemTimer}: Surroundings,
): CommandFollower {
	const parse = createMarkParser(key);
	const typing = createTypingFollower();
	/** `$BASHPID` of the shells that have shown a prompt, outermost first. */
	let shells: number[] = [];
	const input = createTypedInput();
	let running: Running | undefined;
	let unanswered: Unanswered | undefined;
	/** Output since the prompt: the echo of the line being typed. */
	let echo = createKeptOutput();
	let showsPrompt = false;
	/** No shell of this tab has shown a prompt yet. */
	let isStarting = true;
	/** The latest command that has ended, until the next one begins. */
	let ended: Ended | undefined;
	let count = 0;
	let stopLate: (() => void) | undefined;
	let stopQuiet: (() => void) | undefined;

	const reports = createRunningReports(timer, () => {
		if (running && !running.idle) tell({kind: 'running', tab, command: commandNow(running)});
	});
	const tellUnmarked = (event: 'quiet' | 'running'): void => {
		if (unanswered) tell({kind: event, tab, command: unmarked(tab, unanswered)});
		else if (running && event === 'quiet') tell({kind: event, tab, command: commandNow(running)});
		else if (isStarting && event === 'quiet') {
			isStarting = false;
			tell({kind: 'prompt', tab, command: undefined});
		}
	};
	/** Hears after so much silence what the foreground does, unless it is cancelled before that. */
	const afterSilence = (milliseconds: number, hear: (doing: Foreground) => void): (() => void) => {
		let isAwaited = true;
		const stop = timer(milliseconds, () =>
			foreground((doing) => {
				if (isAwaited) hear(doing);
			}),
		);
		return () => {
			isAwaited = false;
			stop();
		};
	};
	const awaitEnd = (milliseconds: number): void => {
		stopQuiet = afterSilence(milliseconds, (doing) => {
			const isAtWork = doing === 'works';
			// On a busy host the shell may not have run yet, and still waits as it did before the Enter.
			const isUnread = unanswered?.isRead === false && milliseconds < SELDOM;
			if (!isUnread) tellUnmarked(isAtWork ? 'running' : 'quiet');
			if (isAtWork || isUnread) awaitEnd(Math.min(2 * milliseconds, SELDOM));
		});
	};
	const awaitQuiet = (): void => {
		stopQuiet?.();
		const goOn = (): void => awaitEnd(QUIET - SETTLED);
		stopQuiet = showsPrompt
			? afterSilence(SETTLED, (doing) => (doing === 'waits' ? tellUnmarked('quiet') : goOn()))
			: timer(SETTLED, goOn);
	};
	const settle = (): void => {
		stopQuiet?.();
		unanswered = undefined;
	};
	const commandOf = (of: Running, line: string, status: number | undefined): CommandRun => ({
		id: of.id,
		executed: undefined,
		tab,
		line,
		status,
		output: of.output.text(),
		typed: of.typed.text(),
		shellPid: of.shellPid,
		marked: true,
	});
	const commandNow = (of: Running): CommandRun => ({
		...commandOf(of, of.line, undefined),
		executed: trace?.soFar(),
	});
	const atRun = (shellPid: number): void => {
		const line = unanswered ? lineOf(unanswered.line, echo.text()) : '';
		settle();
		reports.stop();
		stopLate?.();
		ended = undefined;
		count += 1;
		running = {
			id: count,
			shellPid,
			line,
			output: createKeptOutput(),
			typed: input.begin(),
			idle: false,
		};
		reports.begin();
	};
	const atPrompt = (mark: Extract<ShellMark, {kind: 'prompt'}>): void => {
		const ran = running;
		running = undefined;
		reports.stop();
		settle();
		input.prompt();
		isStarting = false;
		typing.clear();
		echo = createKeptOutput();
		// HISTFILE is unset, so a shell without a last line has run nothing: it is new, even if its pid
		// is known. One that has told commands is not: it can't keep its line, as in a root of its own.
		const knowsNoLine = ran !== undefined && mark.line === '' && !mark.isTold;
		const isNew = !shells.includes(mark.shellPid) || knowsNoLine;
		if (isNew) shells.push(mark.shellPid);
		else shells = shells.slice(0, shells.lastIndexOf(mark.shellPid) + 1);
		const command =
			ran &&
			(isNew
				? commandNow(ran)
				: {...commandOf(ran, mark.line || ran.line, mark.status), shellPid: mark.shellPid});
		const after = command && {command, output: createKeptOutput(), isPrompted: false};
		ended = after;
		const tellPrompt = (executed: readonly Execution[] | undefined): void => {
			if (after && !isNew) after.command = {...after.command, executed};
			tell({kind: 'prompt', tab, command: after?.command});
		};
		if (trace) trace.until(mark, tellPrompt);
		else tellPrompt(undefined);
	};
	/** What a job prints after the prompt is the output of the command that started it. */
	const tellLate = (): void => {
		if (!ended) return;
		const {command, output} = ended;
		const late = output.text();
		// The line being typed is echoed behind the last one that has ended.
		const printed = late.slice(0, late.lastIndexOf('\n') + 1);
		if (printed === '') return;
		const whole = {...command, output: `${command.output}\n${printed}`};
		tell({kind: 'late', tab, command: whole});
	};
	const atMark = (mark: ShellMark): void => {
		tellMark?.(mark);
		switch (mark.kind) {
			case 'typing':
				if (ended) ended.isPrompted = true;
				break;
			case 'run':
				atRun(mark.shellPid);
				break;
			case 'prompt':
				atPrompt(mark);
				break;
			case 'ended':
				reports.stop();
				stopLate?.();
				settle();
				typing.clear();
				trace?.clear();
				ended = undefined;
				shells = [];
				isStarting = true;
				running = undefined;
				tell({kind: 'ended', tab, status: mark.status});
		}
	};
	const atOutput = (bytes: Uint8Array): void => {
		(running?.output ?? echo).add(bytes);
		reports.stir();
		if (ended?.isPrompted) {
			ended.output.add(bytes);
			stopLate?.();
			if (bytes.includes(NEWLINE)) stopLate = timer(LATE, tellLate);
		}
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
			input.add(bytes);
			reports.stir();
			const last = typing.type(bytes).at(-1);
			if (!last) return;
			count += 1;
			unanswered = {id: count, line: last, output: createKeptOutput(), isRead: false};
			showsPrompt = false;
			awaitQuiet();
		},
		close() {
			reports.stop();
			stopQuiet?.();
			stopLate?.();
		},
	};
}

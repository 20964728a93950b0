// The viewer's side of a tab: prompt, line and output, so that the rest of the program sees a
// shell.

import type {Facts} from '../domain/evidence.js';
import {fillTemplate} from '../domain/fact.js';
import {printable} from '../domain/printable.js';
import type {SandboxTerminal, TerminalSize} from '../domain/sandbox.js';
import {markPrefix} from '../domain/shell-mark.js';
import {wrapRuns} from '../domain/wrap-runs.js';
import {COMMAND_SHAPES} from './command-shapes.js';
import {createLineEditor, keysOf} from './line-editor.js';
import {type CommandPlan, planCommand} from './plan-command.js';

type RunPlan = Extract<CommandPlan, {kind: 'run'}>;

export interface ViewerTerminal extends SandboxTerminal {
	/** Ends the running command and falls silent; settles when the command is gone. */
	close(): Promise<void>;
}

/** Starts a command; has the shape of `runCommand`. */
export type StartCommand = (
	plan: RunPlan,
	columns: number,
	tell: (bytes: Uint8Array) => void,
) => {readonly ended: Promise<number>; readonly kill: () => void};

const VIEWER_PROMPT = 'observe$ ';
const BEL = '\u0007';
const CTRL_C = '\u0003';
/** The status of a command found but not run, and of one that was interrupted. */
const REFUSED = 126;
const INTERRUPTED = 130;

const GREETING = [
	'No sandbox can be had on this host, so there is no shell: this program runs',
	'single commands that only look. Where a task says "your shell", it is this',
	'program, number $$. help shows the list of commands.',
];
const HELP = [
	'These commands are run, one at a time, in the forms that only look:',
	`  ${Object.keys(COMMAND_SHAPES).join(' ')}`,
	'They are given files of the kernel: below /proc (self, $$ and your own processes,',
	'version, uptime, pressure, sys/kernel), below /sys/fs/cgroup, and /etc/os-release.',
	'There is no pipe, no redirection, no variable but $$, and nothing is changed.',
];

/** A sentence in rows of so many columns, broken between words. */
const wrapped = (text: string, columns: number): string =>
	wrapRuns([{text, look: undefined}], columns)
		.map((row) => row.map((run) => run.text).join(''))
		.join('\n');

/**
 * A terminal without a shell behind it: it reads a line, and runs it if it is on the list or says
 * why not. It announces commands by the marks of `domain/shell-mark`, as the shells of a sandbox
 * do.
 *
 * @param ownPid the process that runs the commands
 * @param facts what `{{name}}` stands for in what it says of itself
 */
export function createViewerTerminal(
	key: string,
	ownPid: number,
	first: TerminalSize,
	start: StartCommand,
	facts: Facts = new Map(),
): ViewerTerminal {
	const editor = createLineEditor(VIEWER_PROMPT);
	const listeners = new Set<(bytes: Uint8Array) => void>();
	const decoder = new TextDecoder();
	let columns = first.columns;
	/** Output that nobody was there to hear yet. */
	let held: Uint8Array[] = [];
	let isFlushing = false;
	/** Keys that arrived while a command was running. */
	let waiting: string[] = [];
	let running: ReturnType<StartCommand> | undefined;
	let isClosed = false;

	/** Later, as with a pipe: whoever was given the terminal may not be listening yet. */
	const flush = (): void => {
		if (isFlushing || held.length === 0) return;
		isFlushing = true;
		setImmediate(() => {
			isFlushing = false;
			if (listeners.size === 0) return;
			const bytes = Buffer.concat(held);
			held = [];
			for (const listen of listeners) listen(bytes);
		});
	};
	const write = (text: string): void => {
		if (isClosed) return;
		held.push(Buffer.from(text, 'utf8'));
		flush();
	};
	const mark = (text: string): void => write(`${markPrefix(key)}${text}${BEL}`);
	const show = (text: string): void => write(printable(text).replaceAll(/\r?\n/g, '\r\n'));
	const prompt = (status: number, line: string): void => {
		mark(`prompt;${status};${ownPid};${Buffer.from(line).toString('base64')}`);
		write(VIEWER_PROMPT);
	};

	let last = '';
	const enter = (line: string): void => {
		const plan = planCommand(line, ownPid);
		if (plan.kind === 'nothing') {
			prompt(0, last);
			return;
		}
		last = line.trim();
		mark(`run;${ownPid}`);
		switch (plan.kind) {
			case 'help':
				show(`${HELP.join('\n')}\n`);
				prompt(0, last);
				break;
			case 'clear':
				write('\u001b[H\u001b[2J');
				prompt(0, last);
				break;
			case 'refuse':
				show(`${wrapped(fillTemplate(plan.why, facts), columns)}\n`);
				prompt(REFUSED, last);
				break;
			case 'run':
				runPlanned(plan);
		}
	};
	const runPlanned = (plan: RunPlan): void => {
		const output = new TextDecoder();
		let isLineOpen = false;
		const begun = start(plan, columns, (bytes) => {
			const text = output.decode(bytes, {stream: true});
			if (text === '') return;
			isLineOpen = !text.endsWith('\n');
			show(text);
		});
		running = begun;
		void begun.ended.then((status) => {
			running = undefined;
			if (isLineOpen) show('\n');
			prompt(status, last);
			const keys = waiting.splice(0);
			for (const [index, typed] of keys.entries()) {
				if (running !== undefined) {
					waiting = keys.slice(index);
					return;
				}
				press(typed);
			}
		});
	};
	const press = (typed: string): void => {
		const {echo, event} = editor.press(typed, columns);
		write(echo);
		if (event?.kind === 'entered') enter(event.line);
		else if (event?.kind === 'interrupted') prompt(INTERRUPTED, last);
	};

	show(`${GREETING.join('\n')}\n`);
	prompt(0, '');
	return {
		write(bytes) {
			for (const typed of keysOf(decoder.decode(bytes, {stream: true}))) {
				if (running === undefined) press(typed);
				else if (typed === CTRL_C) running.kill();
				else waiting.push(typed);
			}
		},
		onOutput(listener) {
			listeners.add(listener);
			flush();
			return () => listeners.delete(listener);
		},
		async resize(size) {
			columns = size.columns;
		},
		async close() {
			isClosed = true;
			running?.kill();
			await running?.ended;
		},
	};
}

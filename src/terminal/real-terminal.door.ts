// Takes over the learner's terminal and gives it back as it was, however the program ends.
import type {EventEmitter} from 'node:events';
import {writeSync} from 'node:fs';
import type {ReadStream, WriteStream} from 'node:tty';
import type {TerminalSize} from '../domain/sandbox.js';
import {UserError} from '../domain/user-error.js';

/** The terminal the program was started on, taken over for a full-screen display. */
export interface RealTerminal {
	/** Everything is drawn to this. What is written while the terminal is lent is not shown. */
	readonly output: TerminalOutput;
	size(): TerminalSize;
	/** Raw bytes, with pastes in brackets (ESC [200~). Each of these returns how to stop listening. */
	onInput(listener: (bytes: Uint8Array) => void): () => void;
	onResize(listener: (size: TerminalSize) => void): () => void;
	/** The program was stopped (SIGTSTP) or the terminal lent, and it continues; the display is blank. */
	onResume(listener: () => void): () => void;
	/** Whether the mouse is told of; off, and in the beginning, it is the terminal's own. */
	setMouse(isOn: boolean): void;
	/** Gives the terminal back as it was, meanwhile. */
	lend<T>(use: () => Promise<T>): Promise<T>;
	/** Gives the terminal back as it was. May be called twice. */
	close(): void;
}

type TerminalOutput = Pick<WriteStream, 'columns' | 'rows' | 'on' | 'off'> & {
	write(text: string): boolean;
};

export interface RealTerminalOptions {
	readonly input: ReadStream;
	readonly output: WriteStream & {readonly fd: number};
	/** Runs when a signal ends the program, once the terminal is restored, for up to a second. */
	readonly cleanUp: () => Promise<void>;
}

// Empty alternate screen; normal cursor keys and keypad, as the input adjuster expects; bracketed
// paste; no arrow keys in place of the mouse wheel (1007), which would change the shell's line.
const ENTER =
	'\u001b[?1049h\u001b[2J\u001b[H\u001b[?1l\u001b>\u001b[?2004h\u001b[?1007s\u001b[?1007l';
// Ends an open synchronized update first; then attributes off, cursor and wrapping on, main screen.
const LEAVE = '\u001b[?2026l\u001b[0m\u001b[?1007r\u001b[?2004l\u001b[?7h\u001b[?25h\u001b[?1049l';
/** Buttons, drags and the wheel, in the form that names any column (SGR). */
const MOUSE_ON = '\u001b[?1000h\u001b[?1002h\u001b[?1006h';
const MOUSE_OFF = '\u001b[?1006l\u001b[?1002l\u001b[?1000l';
/** The Linux console has no shapes, and old ones show the end of the sequence as a letter. */
const USUAL_SHAPE = process.env['TERM'] === 'linux' ? '' : '\u001b[0 q';

const ENDING_SIGNALS = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const;
const CLEAN_UP_MILLISECONDS = 1000;

/**
 * Takes over the terminal: raw mode, alternate screen. However the program ends, except by SIGKILL,
 * the terminal is given back first; a signal still ends the program as that signal does.
 * Throws a UserError when there is no terminal.
 */
export function openRealTerminal({input, output, cleanUp}: RealTerminalOptions): RealTerminal {
	if (!input.isTTY || !output.isTTY) {
		throw new UserError(
			'This is not a terminal.',
			'Start it in a terminal window, or with --plain to go through the course line by line.',
		);
	}
	const inputListeners = new Set<(bytes: Uint8Array) => void>();
	const resizeListeners = new Set<(size: TerminalSize) => void>();
	const resumeListeners = new Set<() => void>();
	let isEntered = false;
	let isLent = false;
	let hasMouse = false;

	// A serial line may not know its size and report 0.
	const size = (): TerminalSize => ({columns: output.columns || 80, rows: output.rows || 24});

	const enter = (): void => {
		isEntered = true;
		input.setRawMode(true);
		writeNow(output.fd, ENTER + (hasMouse ? MOUSE_ON : ''));
	};
	const leave = (): void => {
		if (!isEntered) return;
		isEntered = false;
		writeNow(output.fd, MOUSE_OFF + USUAL_SHAPE + LEAVE);
		try {
			input.setRawMode(false);
		} catch {
			// The terminal is gone; there is nothing to restore.
		}
	};

	let isEnding = false;
	const end = (signal: NodeJS.Signals): void => {
		leave();
		const die = (): void => {
			// Without a listener the signal has its default effect, and the parent sees which one it was.
			process.removeAllListeners(signal);
			process.kill(process.pid, signal);
		};
		if (isEnding) {
			// A lost terminal says so again and again: by SIGHUP, on both streams, at every write.
			if (signal !== 'SIGHUP') die();
			return;
		}
		isEnding = true;
		const deadline = new Promise((resolve) => setTimeout(resolve, CLEAN_UP_MILLISECONDS));
		void Promise.race([cleanUp(), deadline]).then(die, die);
	};
	const lost = (): void => end('SIGHUP');
	const stop = (): void => {
		leave();
		process.kill(process.pid, 'SIGSTOP');
	};
	const resume = (): void => {
		if (isLent) return;
		enter();
		for (const listener of resumeListeners) listener();
	};
	const read = (bytes: Buffer): void => {
		if (isLent) return;
		for (const listener of inputListeners) listener(bytes);
	};
	const resized = (): void => {
		for (const listener of resizeListeners) listener(size());
	};

	const listening = [
		...ENDING_SIGNALS.map((signal) => on(process, signal, end)),
		on(process, 'SIGTSTP', stop),
		on(process, 'SIGCONT', resume),
		on(process, 'exit', leave),
		// Comes before the error is printed, which then appears on the learner's own screen.
		on(process, 'uncaughtExceptionMonitor', leave),
		on(input, 'data', read),
		on(input, 'end', lost),
		on(input, 'error', lost),
		on(output, 'error', lost),
		on(output, 'resize', resized),
	];
	// Whoever asked a question before has paused it, and a listener alone does not end that.
	input.resume();
	enter();

	return {
		output: {
			get columns() {
				return output.columns;
			},
			get rows() {
				return output.rows;
			},
			on: output.on.bind(output),
			off: output.off.bind(output),
			write: (text) => isLent || output.write(text),
		},
		size,
		onInput: (listener) => listen(inputListeners, listener),
		onResize: (listener) => listen(resizeListeners, listener),
		onResume: (listener) => listen(resumeListeners, listener),
		setMouse(isOn) {
			hasMouse = isOn;
			if (isEntered) writeNow(output.fd, isOn ? MOUSE_ON : MOUSE_OFF);
		},
		async lend(use) {
			leave();
			isLent = true;
			try {
				return await use();
			} finally {
				isLent = false;
				input.resume();
				resume();
			}
		},
		close() {
			leave();
			for (const off of listening) off();
			// A paused terminal does not keep the program running.
			input.pause();
		},
	};
}

/** Listens to a Node event. Returns how to stop, as `listen` does. */
function on<Args extends readonly unknown[]>(
	emitter: EventEmitter,
	event: string,
	listener: (...args: Args) => void,
): () => void {
	emitter.on(event, listener);
	return () => {
		emitter.off(event, listener);
	};
}

function listen<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
	listeners.add(listener);
	return () => {
		listeners.delete(listener);
	};
}

/** Writes synchronously, because the program may end right after. */
function writeNow(fd: number, text: string): void {
	let rest = Buffer.from(text);
	// A terminal that has refused this many times won't take it at all.
	for (let tries = 0; tries < 100 && rest.length > 0; tries++) {
		try {
			rest = rest.subarray(writeSync(fd, rest));
		} catch (error) {
			if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return;
		}
	}
}

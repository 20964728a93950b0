// The terminal for --plain: the program talks line by line, and lends it to a shell in between.
import {createInterface, type Interface} from 'node:readline';
import type {ReadStream, WriteStream} from 'node:tty';
import {printable} from '../domain/printable.js';
import type {TerminalSize} from '../domain/sandbox.js';

/** The outcome of asking for a line. */
type LineRead =
	| {readonly kind: 'line'; readonly text: string}
	/** Ctrl-C: this line is dropped; the learner may still type another. */
	| {readonly kind: 'cancelled'}
	/** Ctrl-D on an empty line, or the terminal is gone. */
	| {readonly kind: 'ended'};

/** The terminal the program was started on, used line by line or lent to a shell. */
export interface LineTerminal {
	size(): TerminalSize;
	/** Bytes are a shell's and pass unchanged; text is the program's own and is made printable. */
	write(text: string | Uint8Array): void;
	readLine(prompt: string): Promise<LineRead>;
	/** Shows the question once more, and what was typed of the answer, below what was written meanwhile. */
	askAgain(): void;
	/**
	 * Every byte typed goes to the listener, beginning with what was typed ahead of the last line
	 * read, until the returned function takes the terminal back.
	 */
	lend(onInput: (bytes: Uint8Array) => void): () => void;
	onResize(listener: (size: TerminalSize) => void): () => void;
	close(): void;
}

/**
 * Undoes what the shell's programs may have set: attributes off, cursor on, normal keys, no mouse.
 */
const TIDY = '\u001b[0m\u001b[?25h\u001b[?1l\u001b>\u001b[?2004l\u001b[?1000l';

/** Wraps the program's own streams, which must be terminals. Whoever creates it closes it. */
export function createLineTerminal(input: ReadStream, output: WriteStream): LineTerminal {
	const isDumb = process.env['TERM'] === 'dumb';
	let isLent = false;
	const takeBack = (): void => {
		if (!isLent) return;
		isLent = false;
		input.setRawMode(false);
		input.pause();
		if (!isDumb) output.write(TIDY);
	};
	const reader = createLineReader(
		() => createInterface({input, output, terminal: !isDumb}),
		(text) => output.write(text),
	);
	// A signal or a crash must not leave the terminal raw.
	process.on('exit', takeBack);
	return {
		size: () => ({columns: output.columns || 80, rows: output.rows || 24}),
		write(text) {
			output.write(typeof text === 'string' ? printable(text) : text);
		},
		readLine: reader.read,
		askAgain: reader.askAgain,
		lend(onInput) {
			const typedAhead = reader.close();
			isLent = true;
			input.setRawMode(true);
			input.on('data', onInput);
			input.resume();
			if (typedAhead !== '') onInput(Buffer.from(typedAhead));
			return () => {
				input.off('data', onInput);
				takeBack();
			};
		},
		onResize(listener) {
			const resized = (): void =>
				listener({columns: output.columns || 80, rows: output.rows || 24});
			output.on('resize', resized);
			return () => output.off('resize', resized);
		},
		close() {
			takeBack();
			reader.close();
			process.off('exit', takeBack);
			input.pause();
		},
	};
}

/** Reads line by line and keeps what was typed ahead; its interface is open only when needed. */
function createLineReader(open: () => Interface, write: (text: string) => void) {
	let lines: Interface | undefined;
	let typedAhead: LineRead[] = [];
	let wanted: ((read: LineRead) => void) | undefined;

	const give = (read: LineRead): void => {
		const resolve = wanted;
		wanted = undefined;
		if (resolve) resolve(read);
		else typedAhead.push(read);
	};
	/** Closes the interface and reports why; a fresh one opens for the next line. */
	const drop = (read: LineRead): void => {
		const opened = lines;
		lines = undefined;
		opened?.close();
		give(read);
	};
	const cancel = (): void => {
		if (lines !== undefined) drop({kind: 'cancelled'});
	};
	const start = (): Interface => {
		const opened = open();
		opened.on('line', (text) => give({kind: 'line', text}));
		opened.on('SIGINT', cancel);
		// Where the terminal itself edits the line, Ctrl-C comes as a signal.
		process.on('SIGINT', cancel);
		opened.on('close', () => {
			process.off('SIGINT', cancel);
			if (lines === opened) drop({kind: 'ended'});
		});
		return opened;
	};

	return {
		read(prompt: string): Promise<LineRead> {
			lines ??= start();
			lines.setPrompt(prompt);
			lines.prompt();
			const [read, ...rest] = typedAhead;
			typedAhead = rest;
			if (read !== undefined) {
				// What was typed ahead was echoed above; it stands behind its question, too, and what follows below.
				write(`${read.kind === 'line' ? printable(read.text) : ''}\n`);
				return Promise.resolve(read);
			}
			return new Promise((resolve) => {
				wanted = resolve;
			});
		},
		askAgain() {
			if (wanted !== undefined) lines?.prompt(true);
		},
		/** Returns what was typed and not read yet, as keys. */
		close(): string {
			const whole = typedAhead.map((read) => (read.kind === 'line' ? `${read.text}\r` : ''));
			const opened = lines;
			lines = undefined;
			typedAhead = [];
			const begun = opened?.line ?? '';
			opened?.close();
			return whole.join('') + begun;
		},
	};
}

import {createInterface, type Interface} from 'node:readline';
import type {ReadStream, WriteStream} from 'node:tty';
import {printable} from '../domain/printable.js';
import type {TerminalSize} from '../domain/sandbox.js';

/** The terminal the program was started on, used line by line, and lent to a shell for a while. */
export interface LineTerminal {
	size(): TerminalSize;
	/** Bytes are a shell's and pass as they are; text is the program's own and only shows. */
	write(text: string | Uint8Array): void;
	/** Asks for a line; undefined when the input has ended or Ctrl-C was pressed. */
	readLine(prompt: string): Promise<string | undefined>;
	/** Every byte typed goes to the listener, until the returned function gives the terminal back. */
	lend(onInput: (bytes: Uint8Array) => void): () => void;
	onResize(listener: (size: TerminalSize) => void): () => void;
	close(): void;
}

/** Programs in the shell may have changed modes: attributes off, cursor on, normal keys, no mouse. */
const TIDY = '\u001b[0m\u001b[?25h\u001b[?1l\u001b>\u001b[?2004l\u001b[?1000l';

/** Wraps the program's own streams, which must be a terminal. Whoever creates it closes it. */
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
	const reader = createLineReader(() => createInterface({input, output, terminal: !isDumb}));
	// A signal or a crash must not leave the terminal raw.
	process.on('exit', takeBack);
	return {
		size: () => ({columns: output.columns || 80, rows: output.rows || 24}),
		write(text) {
			output.write(typeof text === 'string' ? printable(text) : text);
		},
		readLine: reader.read,
		lend(onInput) {
			reader.close();
			isLent = true;
			input.setRawMode(true);
			input.on('data', onInput);
			input.resume();
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

/** Reads line by line and keeps what was typed ahead; opens its interface only while lines are wanted. */
function createLineReader(open: () => Interface) {
	let lines: Interface | undefined;
	let typedAhead: string[] = [];
	let wanted: ((line: string | undefined) => void) | undefined;
	let hasEnded = false;

	const give = (line: string | undefined): void => {
		const resolve = wanted;
		wanted = undefined;
		resolve?.(line);
	};
	const start = (): Interface => {
		const opened = open();
		opened.on('line', (line) => {
			if (wanted) give(line);
			else typedAhead.push(line);
		});
		opened.on('SIGINT', () => opened.close());
		opened.on('close', () => {
			if (lines !== opened) return;
			hasEnded = true;
			give(undefined);
		});
		return opened;
	};

	return {
		read(prompt: string): Promise<string | undefined> {
			lines ??= start();
			lines.setPrompt(prompt);
			lines.prompt();
			const [line, ...rest] = typedAhead;
			typedAhead = rest;
			if (line !== undefined || hasEnded) return Promise.resolve(line);
			return new Promise((resolve) => {
				wanted = resolve;
			});
		},
		close(): void {
			const opened = lines;
			lines = undefined;
			typedAhead = [];
			opened?.close();
		},
	};
}

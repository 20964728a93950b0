import {createInterface} from 'node:readline/promises';
import type {ReadStream, WriteStream} from 'node:tty';
import type {TerminalSize} from '../domain/box.js';

/** The terminal the program was started on, used line by line, and lent to a shell for a while. */
export interface LineTerminal {
	size(): TerminalSize;
	write(text: string | Uint8Array): void;
	/** Asks for a line; undefined when the input has ended or Ctrl-C was pressed. */
	readLine(prompt: string): Promise<string | undefined>;
	/** Every byte typed goes to the listener, until the returned function gives the terminal back. */
	lend(onInput: (bytes: Uint8Array) => void): () => void;
	onResize(listener: (size: TerminalSize) => void): () => void;
	close(): void;
}

/** Programs in the shell may have changed modes; attributes off, cursor on, normal keys, no mouse. */
const TIDY = '\u001b[0m\u001b[?25h\u001b[?1l\u001b>\u001b[?2004l\u001b[?1000l\u001b[?1049l';

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
	// A signal or a crash must not leave the terminal raw.
	process.on('exit', takeBack);
	return {
		size: () => ({columns: output.columns || 80, rows: output.rows || 24}),
		write(text) {
			output.write(text);
		},
		async readLine(prompt) {
			const lines = createInterface({input, output, terminal: !isDumb});
			const ended = new Promise<undefined>((resolve) => {
				lines.once('SIGINT', () => resolve(undefined));
				lines.once('close', () => resolve(undefined));
			});
			try {
				return await Promise.race([lines.question(prompt), ended]);
			} finally {
				lines.close();
			}
		},
		lend(onInput) {
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
			process.off('exit', takeBack);
			input.pause();
		},
	};
}

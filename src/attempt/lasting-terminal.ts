// Gives a tab one terminal for the whole attempt, although its shell may end and be started again.
import type {SandboxTerminal, TerminalSize} from '../domain/sandbox.js';

/** A terminal that outlives its shell. */
export interface LastingTerminal extends SandboxTerminal {
	/** Starts another shell at the terminal's current size; listeners stay. */
	restart(): void;
	/** As onOutput, once all of those have heard: a screen is waited for. */
	afterOutput(listener: (bytes: Uint8Array) => void): () => void;
}

/** Starts the first shell. `start` returns a new shell's terminal; the one before falls silent. */
export function createLastingTerminal(
	start: (size: TerminalSize) => SandboxTerminal,
	first: TerminalSize,
): LastingTerminal {
	const listeners = new Set<(bytes: Uint8Array) => void>();
	const later = new Set<(bytes: Uint8Array) => void>();
	let size = first;
	const open = (): SandboxTerminal => {
		const terminal = start(size);
		terminal.onOutput((bytes) => {
			for (const listener of listeners) listener(bytes);
			for (const listener of later) listener(bytes);
		});
		return terminal;
	};
	let terminal = open();
	return {
		write: (bytes) => terminal.write(bytes),
		onOutput(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		afterOutput(listener) {
			later.add(listener);
			return () => later.delete(listener);
		},
		resize(next) {
			size = next;
			return terminal.resize(next);
		},
		restart() {
			terminal = open();
		},
	};
}

// Gives a tab one terminal for the whole attempt, although its shell may end and be started again.
import type {SandboxTerminal, TerminalSize} from '../domain/sandbox.js';

/** A terminal that outlives its shell. */
export interface LastingTerminal extends SandboxTerminal {
	/** Starts another shell at the terminal's current size; listeners stay. */
	restart(): void;
}

/** Starts the first shell. `start` returns a new shell's terminal; the one before falls silent. */
export function createLastingTerminal(
	start: (size: TerminalSize) => SandboxTerminal,
	first: TerminalSize,
): LastingTerminal {
	const listeners = new Set<(bytes: Uint8Array) => void>();
	let size = first;
	const open = (): SandboxTerminal => {
		const terminal = start(size);
		terminal.onOutput((bytes) => {
			for (const listener of listeners) listener(bytes);
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
		resize(next) {
			size = next;
			return terminal.resize(next);
		},
		restart() {
			terminal = open();
		},
	};
}

import type {SandboxTerminal, TerminalSize} from '../domain/sandbox.js';

/** A terminal that stays when the shell on it is replaced by a new one. */
export interface LastingTerminal extends SandboxTerminal {
	/** Starts another shell, at the size the terminal has by now; whoever listens goes on listening. */
	restart(): void;
}

/** Starts the first shell. `start` gives the terminal of a new one, and the one before falls silent. */
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

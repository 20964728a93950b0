// Makes a tab's one socket into a terminal for each shell that is started in the tab.

import type {Duplex} from 'node:stream';
import type {TabView} from '../domain/exercise.js';
import type {SandboxTerminal, TerminalSize} from '../domain/sandbox.js';

/** One of the sandbox's tabs: a socket, at the other end of which a loop waits to start a shell. */
export interface TabSocket {
	/** Starts a shell and returns its terminal; the terminal before it falls silent. */
	start(view: TabView, size: TerminalSize): SandboxTerminal;
	/** The sandbox reports which pseudo-terminal the shell is on. */
	terminalIs(number: number): void;
}

/** `setSize` gets the number of the pseudo-terminal, as in /dev/pts. */
export function createTabSocket(
	key: string,
	socket: Duplex,
	setSize: (terminal: number, size: TerminalSize) => Promise<void>,
): TabSocket {
	let current: symbol | undefined;
	let known = createKnown();
	return {
		start(view, size) {
			const self = Symbol(view);
			current = self;
			known = createKnown();
			socket.removeAllListeners('data');
			socket.write(`\n${key} ${view} ${size.rows} ${size.columns}\n`);
			const listeners = new Set<(bytes: Uint8Array) => void>();
			let wanted = size;
			let resizing: Promise<void> | undefined;
			return {
				write(bytes) {
					if (current === self) socket.write(bytes);
				},
				onOutput(listener) {
					if (current !== self) return () => {};
					listeners.add(listener);
					if (listeners.size === 1 && socket.listenerCount('data') === 0) {
						socket.on('data', (bytes: Uint8Array) => {
							for (const listen of listeners) listen(bytes);
						});
					}
					return () => listeners.delete(listener);
				},
				resize(next) {
					wanted = next;
					// Of the sizes that arrive while one is being set, only the last counts.
					resizing ??= known.promise.then(async (terminal) => {
						resizing = undefined;
						if (current === self) await setSize(terminal, wanted);
					});
					return resizing;
				},
			};
		},
		terminalIs(number) {
			known.resolve(number);
		},
	};
}

/** A number still to come. Promise.withResolvers is younger than Node 20. */
function createKnown() {
	let resolve: (number: number) => void = () => {};
	const promise = new Promise<number>((settle) => {
		resolve = settle;
	});
	return {promise, resolve};
}

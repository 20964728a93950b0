import type {Attempt} from '../../attempt/attempt.js';
import {createPromptFinder} from '../../domain/parse-marks.js';
import type {SandboxTerminal, TerminalSize} from '../../domain/sandbox.js';

/** What the shells of an exercise print, passed on to one terminal with verdicts between the prompts. */
export interface ShellOutput {
	/** Shows this tab from now on, or again: what it printed meanwhile, and the line that it is in. */
	show(tab: string): void;
	shown(): string;
	/** The shown tab's prompt is held back until what was done is judged. */
	isWaiting(): boolean;
	resize(size: TerminalSize): void;
	close(): void;
}

interface TabOutput {
	readonly terminal: SandboxTerminal;
	/** Not yet written: the tab is not shown, or its prompt waits for a verdict. */
	held: Uint8Array[];
	isWaiting: boolean;
	/** The line that the cursor is in: the prompt and what was typed after it. */
	line: Buffer;
}

const LINE_FEED = 0x0a;

/** A hidden tab keeps about a screenful. */
const MOST_HELD = 200;

/**
 * Opens every tab of the attempt. Before a prompt is passed on, what was done is judged and `beforePrompt`
 * is called, so that a verdict stands above the prompt and not in the line being typed.
 */
export function createShellOutput(
	attempt: Attempt,
	on: {
		readonly size: TerminalSize;
		readonly write: (bytes: Uint8Array) => void;
		readonly beforePrompt: () => void;
		/** What is printed now was not asked for by the learner, and is only kept. */
		readonly isQuiet: () => boolean;
	},
): ShellOutput {
	let shown = '';
	const tabs = new Map<string, TabOutput>();
	const stops: (() => void)[] = [];

	const flush = (name: string, tab: TabOutput): void => {
		if (name !== shown || tab.isWaiting) return;
		for (const bytes of tab.held.splice(0)) {
			if (!on.isQuiet()) on.write(bytes);
			const end = bytes.lastIndexOf(LINE_FEED);
			tab.line =
				end === -1 ? Buffer.concat([tab.line, bytes]) : Buffer.from(bytes.subarray(end + 1));
		}
	};
	const awaitVerdict = (name: string, tab: TabOutput): void => {
		tab.isWaiting = true;
		void attempt.settled().finally(() => {
			tab.isWaiting = false;
			if (name === shown) on.beforePrompt();
			flush(name, tab);
		});
	};

	for (const {name} of attempt.tabs) {
		const terminal = attempt.openTab(name, on.size);
		const tab: TabOutput = {terminal, held: [], isWaiting: false, line: Buffer.alloc(0)};
		tabs.set(name, tab);
		const split = createPromptFinder();
		stops.push(
			terminal.onOutput((chunk) => {
				for (const part of split(chunk)) {
					if (part.kind === 'prompt') awaitVerdict(name, tab);
					else tab.held.push(part.bytes);
					flush(name, tab);
				}
				if (name !== shown && tab.held.length > MOST_HELD)
					tab.held.splice(0, tab.held.length - MOST_HELD);
			}),
		);
	}

	return {
		show(name) {
			shown = name;
			const tab = tabs.get(name);
			if (!tab) return;
			on.write(tab.line);
			flush(name, tab);
		},
		shown: () => shown,
		isWaiting: () => tabs.get(shown)?.isWaiting ?? false,
		resize(size) {
			for (const {terminal} of tabs.values()) void terminal.resize(size);
		},
		close() {
			for (const stop of stops) stop();
		},
	};
}

/**
 * Keeps what is typed to a tab until its shell reads its keyboard. Before that there is nobody to take it: what
 * starts the shell reads the same line, and a key such as Ctrl-C would end the start. Whoever creates it closes it.
 */
export interface TypeAhead {
	type(tab: string, bytes: Uint8Array): void;
	/** The tab's shell is being started: what is typed waits for it, though not for ever. */
	starts(tab: string): void;
	/** The tab's shell is about to show a prompt. */
	prompts(tab: string): void;
	/** The tab's terminal gave these bytes; told after what they mean. */
	prints(tab: string, bytes: Uint8Array): void;
	close(): void;
}

/** A shell that has shown no prompt for so long hangs in what it does first, and Ctrl-C has to reach it. */
const START_MS = 10_000;
/** The same after a Ctrl-C: a shell that tells nothing shows its next prompt unheard. */
const INTERRUPTED_MS = 1000;
/** A prompt that shows nothing by then is an empty one. */
const PROMPT_MS = 200;

/** The terminal flushes its input at Ctrl-C (termios(3): INTR, NOFLSH), and a shell that is interrupted may do so too. */
const INTERRUPT = 0x03;
/** Every mark ends so (domain/shell-mark): what ends like this has shown no prompt yet. */
const BEL = 0x07;

interface Waiting {
	/** `start`: there is no shell yet; `prompt`: its mark came, its prompt did not. */
	for: 'start' | 'prompt';
	typed: Buffer;
	timer: NodeJS.Timeout | undefined;
}

/** `send` is told what is typed when it is time to, in the order in which it was typed. */
export function createTypeAhead(send: (tab: string, bytes: Uint8Array) => void): TypeAhead {
	/** The tabs whose shell does not read yet. A tab that has not been opened is not known here, and waits as well. */
	const waiting = new Map<string, Waiting>();
	const ready = new Set<string>();

	const waitingFor = (tab: string): Waiting => {
		const known = waiting.get(tab);
		if (known) return known;
		const fresh: Waiting = {for: 'start', typed: Buffer.alloc(0), timer: undefined};
		waiting.set(tab, fresh);
		return fresh;
	};
	const wait = (tab: string, what: Waiting['for'], milliseconds: number): void => {
		const entry = waitingFor(tab);
		clearTimeout(entry.timer);
		entry.for = what;
		entry.timer = setTimeout(() => release(tab), milliseconds).unref();
	};
	/** Sends what waits, down to a Ctrl-C: what comes after that is for the prompt that follows it. */
	const release = (tab: string): void => {
		const entry = waiting.get(tab);
		if (!entry) return;
		const interrupt = entry.typed.indexOf(INTERRUPT);
		const end = interrupt === -1 ? entry.typed.length : interrupt + 1;
		const now = entry.typed.subarray(0, end);
		entry.typed = entry.typed.subarray(end);
		if (entry.typed.length > 0) wait(tab, 'start', INTERRUPTED_MS);
		else {
			clearTimeout(entry.timer);
			waiting.delete(tab);
			ready.add(tab);
		}
		if (now.length > 0) send(tab, now);
	};
	return {
		type(tab, bytes) {
			if (ready.has(tab)) {
				send(tab, bytes);
				return;
			}
			const entry = waitingFor(tab);
			entry.typed = Buffer.concat([entry.typed, bytes]);
		},
		starts(tab) {
			ready.delete(tab);
			wait(tab, 'start', START_MS);
		},
		prompts(tab) {
			if (!ready.has(tab)) wait(tab, 'prompt', PROMPT_MS);
		},
		prints(tab, bytes) {
			if (waiting.get(tab)?.for === 'prompt' && bytes.at(-1) !== BEL) release(tab);
		},
		close() {
			for (const {timer} of waiting.values()) clearTimeout(timer);
		},
	};
}

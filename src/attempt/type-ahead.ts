/**
 * Keeps what is typed into a tab until its shell reads the keyboard. Sent earlier it would go to
 * whatever starts the shell on the same terminal, and Ctrl-C would kill that. Whoever creates it
 * closes it.
 */
export interface TypeAhead {
	type(tab: string, bytes: Uint8Array): void;
	/** The tab's shell is being started: typing waits for it, though not forever. */
	starts(tab: string): void;
	/** The tab's shell is about to show a prompt. */
	prompts(tab: string): void;
	/** The tab's terminal printed these bytes, whose marks have been reported already. */
	prints(tab: string, bytes: Uint8Array): void;
	close(): void;
}

/**
 * A shell without a prompt after this long hangs in its start-up files, and Ctrl-C has to reach it.
 */
const START_MS = 10_000;
/**
 * After a Ctrl-C: a shell without marks shows its next prompt unannounced, and one with marks may have been
 * about to read, and then sees the signal only with the next key (readline looks for signals, then waits).
 */
const INTERRUPTED_MS = 1000;
/** A prompt that has printed nothing by then is empty. */
const PROMPT_MS = 200;

/**
 * Ctrl-C makes the terminal flush its input (termios(3): INTR, NOFLSH), and the shell perhaps too.
 */
const INTERRUPT = 0x03;
/** Ends every mark (domain/shell-mark): output that ends in a mark has shown no prompt yet. */
const BEL = 0x07;

interface Waiting {
	/** `start`: there is no shell yet; `prompt`: its mark came, but not its prompt. */
	for: 'start' | 'prompt';
	typed: Buffer;
	timer: NodeJS.Timeout | undefined;
}

/** `send` gets what was typed, in order, as soon as the shell can take it. */
export function createTypeAhead(send: (tab: string, bytes: Uint8Array) => void): TypeAhead {
	/** The tabs whose shell does not read yet; one that was never opened is added when typed into. */
	const waiting = new Map<string, Waiting>();
	const ready = new Set<string>();

	const waitingFor = (tab: string): Waiting => {
		const known = waiting.get(tab);
		if (known) return known;
		const fresh: Waiting = {for: 'start', typed: Buffer.alloc(0), timer: undefined};
		waiting.set(tab, fresh);
		return fresh;
	};
	const wait = (
		tab: string,
		what: Waiting['for'],
		milliseconds: number,
		then: (tab: string) => void = release,
	): void => {
		const entry = waitingFor(tab);
		clearTimeout(entry.timer);
		entry.for = what;
		entry.timer = setTimeout(() => then(tab), milliseconds).unref();
	};
	/** A busy host may take seconds for the prompt that a shell with marks is sure to announce. */
	const interruptAgain = (tab: string): void => {
		send(tab, Buffer.of(INTERRUPT));
		wait(tab, 'start', START_MS);
	};
	/** Sends what waits, up to a Ctrl-C: the rest is for the prompt that follows it. */
	const release = (tab: string): void => {
		const entry = waiting.get(tab);
		if (!entry) return;
		const interrupt = entry.typed.indexOf(INTERRUPT);
		const end = interrupt === -1 ? entry.typed.length : interrupt + 1;
		const now = entry.typed.subarray(0, end);
		entry.typed = entry.typed.subarray(end);
		const isAnnounced = entry.for === 'prompt';
		if (entry.typed.length > 0) {
			wait(tab, 'start', INTERRUPTED_MS, isAnnounced ? interruptAgain : release);
		} else {
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

import type {Attempt, AttemptStatus} from '../../src/attempt/attempt.js';
import type {Exercise, Tab} from '../../src/domain/exercise.js';
import type {TabEvent} from '../../src/domain/ports.js';
import type {SandboxTerminal, TerminalSize} from '../../src/domain/sandbox.js';
import type {Verdict} from '../../src/domain/verdict.js';
import type {Xray} from '../../src/domain/xray.js';

/** The terminal of a tab, without a shell behind it: what is written to it is kept. */
export interface FakeTerminal extends SandboxTerminal {
	readonly written: string;
	readonly sizes: TerminalSize[];
	print(text: string): void;
}

/** An attempt that a test conducts by hand. */
export interface FakeAttempt extends Attempt {
	readonly answered: readonly string[];
	readonly isClosed: boolean;
	terminal(tab: string): FakeTerminal;
	change(part: Partial<AttemptStatus>): void;
	/** Gives the open step a verdict; a pass opens the next. */
	judge(verdict: Verdict): void;
	/** A tab's shell shows its prompt. */
	prompt(tab: string): void;
	end(why: string): void;
	/** What an X-ray sees from now on. */
	xrayShows(xray: Xray): void;
	/** How often an X-ray has looked. */
	readonly looks: number;
}

export function createFakeTerminal(first: TerminalSize): FakeTerminal {
	const listeners = new Set<(bytes: Uint8Array) => void>();
	const sizes = [first];
	let written = '';
	/** Printed while nobody listened: a socket keeps that, too. */
	let unheard = '';
	return {
		get written() {
			return written;
		},
		sizes,
		write: (bytes) => {
			written += Buffer.from(bytes).toString();
		},
		onOutput(listener) {
			listeners.add(listener);
			const kept = unheard;
			unheard = '';
			if (kept !== '') queueMicrotask(() => listener(Buffer.from(kept)));
			return () => listeners.delete(listener);
		},
		async resize(size) {
			sizes.push(size);
		},
		print(text) {
			if (listeners.size === 0) unheard += text;
			for (const listener of listeners) listener(Buffer.from(text));
		},
	};
}

/** A sandbox in which nothing runs. */
export const NO_XRAY: Xray = {
	processes: [],
	sandbox: {namespaces: {}, uidMap: [], uids: [], root: ''},
	host: {},
	groups: undefined,
	kernel: '6.1.0-example',
};

export const passed: Verdict = {
	kind: 'passed',
	reason: '`uname -r` printed 6.1.0-example.',
	seen: [{what: 'the kernel release', value: '6.1.0-example'}],
};

export const notYet: Verdict = {
	kind: 'not-yet',
	reason: 'No command has printed the release yet.',
	look: 'man uname lists the options.',
	seen: [],
};

export function createFakeAttempt(exercise: Exercise): FakeAttempt {
	const tabs: readonly Tab[] = exercise.tabs;
	const listeners = new Set<(status: AttemptStatus) => void>();
	const events = new Set<(event: TabEvent) => void>();
	const terminals = new Map<string, FakeTerminal>();
	const opened = new Set<string>();
	const answered: string[] = [];
	let isClosed = false;
	let shownByXray = NO_XRAY;
	let looks = 0;
	let status: AttemptStatus = {
		phase: 'open',
		steps: exercise.steps.map((step) => ({
			id: step.id,
			title: step.title,
			task: step,
			missing: [],
			verdict: undefined,
		})),
		current: 0,
		facts: new Map([['kernel.release', '6.1.0-example']]),
		question: undefined,
		end: undefined,
	};
	const change = (part: Partial<AttemptStatus>): void => {
		status = {...status, ...part};
		for (const listener of listeners) listener(status);
	};
	const terminal = (tab: string, size = {columns: 80, rows: 24}): FakeTerminal => {
		const open = terminals.get(tab) ?? createFakeTerminal(size);
		terminals.set(tab, open);
		return open;
	};
	/** What the app opens has the app's size, whoever asked for the terminal before. */
	const openTab = (tab: string, size: TerminalSize): FakeTerminal => {
		const {sizes} = terminal(tab, size);
		if (!opened.has(tab)) sizes.splice(0, sizes.length, size);
		opened.add(tab);
		return terminal(tab);
	};
	return {
		tabs,
		answered,
		get isClosed() {
			return isClosed;
		},
		status: () => status,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		onTabEvent(listener) {
			events.add(listener);
			return () => events.delete(listener);
		},
		prompt(tab) {
			for (const listener of events) listener({kind: 'prompt', tab, command: undefined});
		},
		openTab,
		type: (tab, bytes) => terminal(tab).write(bytes),
		answer: (text) => {
			answered.push(text);
		},
		get looks() {
			return looks;
		},
		async xray() {
			looks += 1;
			return shownByXray;
		},
		xrayShows(xray) {
			shownByXray = xray;
		},
		async settled() {},
		async close() {
			isClosed = true;
		},
		terminal,
		change,
		judge(verdict) {
			const {current, steps} = status;
			change({
				steps: steps.map((step, index) => (index === current ? {...step, verdict} : step)),
				current: verdict.kind === 'passed' ? current + 1 : current,
			});
		},
		end(why) {
			change({phase: 'ended', end: {kind: 'died', why, nextStep: 'Start over.'}});
		},
	};
}

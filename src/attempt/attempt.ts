// What the session, the screens and the gates may know of a running exercise and do to it.
import type {Facts, Unread} from '../domain/evidence.js';
import type {Tab, Task} from '../domain/exercise.js';
import type {TabEvent} from '../domain/ports.js';
import type {SandboxEnd, SandboxTerminal, TerminalSize} from '../domain/sandbox.js';
import type {Verdict} from '../domain/verdict.js';
import type {Xray} from '../domain/xray.js';

/** One step as this attempt runs it: the step itself or its `observe` form. */
export interface AttemptStep {
	readonly id: string;
	readonly title: string;
	/** Its templates are filled in as far as the facts are known. */
	readonly task: Task;
	/** The unmet needs; with any, a pass is recorded as `seen` instead of `done`. */
	readonly missing: readonly string[];
	/** This host can't run the step, and there is nothing to observe in its place: it is passed over. */
	readonly isPassedOver?: true;
	readonly verdict: Verdict | undefined;
}

export interface AttemptStatus {
	/** `starting`: the open step waits for its shell or, after a pass, for the facts that its task names. */
	readonly phase: 'starting' | 'open' | 'ended';
	readonly steps: readonly AttemptStep[];
	/** The open step; `steps.length` when all have passed. */
	readonly current: number;
	readonly facts: Facts;
	/** The question that the open step asks, and its options if it is a choice. */
	readonly question:
		| {
				readonly text: string;
				readonly options: readonly {readonly id: string; readonly text: string}[];
		  }
		| undefined;
	/** Why the sandbox is gone; only when `phase` is `ended`. */
	readonly end: SandboxEnd | undefined;
}

/** One run of an exercise in one sandbox. Whoever runs it closes it. */
export interface Attempt {
	readonly tabs: readonly Tab[];
	status(): AttemptStatus;
	subscribe(listener: (status: AttemptStatus) => void): () => void;
	/** Reports what the shells do, before it is judged. */
	onTabEvent(listener: (event: TabEvent) => void): () => void;
	/**
	 * Starts a tab's shell at this size, or returns its terminal if it has been started. Open all tabs
	 * at once: the facts about the shells are read at the first tab's first prompt. A shell that ends
	 * is started again in the same terminal.
	 */
	openTab(tab: string, size: TerminalSize): SandboxTerminal;
	/**
	 * Sends what the learner types to the tab's shell, or keeps it until the shell shows its prompt.
	 */
	type(tab: string, bytes: Uint8Array): void;
	/** Answers the open question with text or an option's id. */
	answer(text: string): void;
	/**
	 * The processes now, seen from outside; undefined once the sandbox has ended. The X-ray asks for
	 * this while it is drawn: it is live, and not part of the status.
	 */
	xray(): Promise<Xray | Unread | undefined>;
	/** Resolves when all that has happened so far is judged. */
	settled(): Promise<void>;
	close(): Promise<void>;
}

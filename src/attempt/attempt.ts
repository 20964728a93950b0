import type {Facts} from '../domain/evidence.js';
import type {Tab, Task} from '../domain/exercise.js';
import type {TabEvent} from '../domain/ports.js';
import type {SandboxEnd, SandboxTerminal, TerminalSize} from '../domain/sandbox.js';
import type {Verdict} from '../domain/verdict.js';
import type {Xray} from '../domain/xray.js';

/** One step as this attempt runs it: the step itself or its observation variant. */
export interface AttemptStep {
	readonly id: string;
	readonly title: string;
	/** Templates filled in as far as facts are known. */
	readonly task: Task;
	/** Recorded as `seen` instead of `done`, because these needs are not met. */
	readonly missing: readonly string[];
	/** No sandbox can be had here, and nothing of the step can be observed without one: it is passed over. */
	readonly needsSandbox?: true;
	readonly verdict: Verdict | undefined;
}

export interface AttemptStatus {
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

/** One run of an exercise in one sandbox. Whoever conducts it closes it. */
export interface Attempt {
	readonly tabs: readonly Tab[];
	status(): AttemptStatus;
	subscribe(listener: (status: AttemptStatus) => void): () => void;
	/** Is told what the shells do, before it is judged. */
	onTabEvent(listener: (event: TabEvent) => void): () => void;
	/**
	 * Starts a tab's shell at this size, or gives its terminal if it was started. Open every tab at once:
	 * facts about the shells are known when the first prompt of the first tab is there. A shell that ends is
	 * started again in the same terminal.
	 */
	openTab(tab: string, size: TerminalSize): SandboxTerminal;
	/** Sends what the learner types to the tab's shell; what comes before its prompt waits for that. */
	type(tab: string, bytes: Uint8Array): void;
	/** Answers the open question with a text or an option's id. */
	answer(text: string): void;
	/**
	 * How the processes stand now, from outside; undefined when the sandbox has ended. A picture of that is
	 * live, and no part of the state.
	 */
	xray(): Xray | undefined;
	/** Resolves when nothing that has happened so far is left to judge. */
	settled(): Promise<void>;
	close(): Promise<void>;
}

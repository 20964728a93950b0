// What the attempt and the session ask of the world; `cli/compose` decides who answers.
import type {CommandRun, Facts, Moment, Probe, Unread} from './evidence.js';
import type {Tab} from './exercise.js';
import type {Progress} from './progress.js';
import type {Sandbox, SandboxTerminal} from './sandbox.js';
import type {Xray} from './xray.js';

/** Starts sandboxes. */
export interface SandboxPort {
	/** Gets one ready ahead of need. Never throws: `open` reports what went wrong. */
	prepare(): void;
	/**
	 * Hands out the sandbox that is ready, or starts one. Throws a UserError where this host can't.
	 */
	open(): Promise<Sandbox>;
}

/** What an observer reports of a tab. */
export type TabEvent =
	/** The shell shows a prompt: `command` just ended; undefined at its first prompt. */
	| {readonly kind: 'prompt'; readonly tab: string; readonly command: CommandRun | undefined}
	/** A command is still running; reported now and then until it ends. */
	| {readonly kind: 'running'; readonly tab: string; readonly command: CommandRun}
	/** No mark came, but the output has been quiet since the last Enter. */
	| {readonly kind: 'quiet'; readonly tab: string; readonly command: CommandRun}
	/** A command that has ended left something running, and that has printed more since. */
	| {readonly kind: 'late'; readonly tab: string; readonly command: CommandRun}
	/** The tab's shell has ended. */
	| {readonly kind: 'ended'; readonly tab: string; readonly status: number};

/** Watches one sandbox from outside. Whoever created it closes it. */
export interface Observer {
	/** Follows the terminal of a tab from its first byte. */
	follow(tab: Tab, terminal: Pick<SandboxTerminal, 'onOutput'>): void;
	/** Takes note of what the learner types, so that commands are known where marks are lost. */
	typed(tab: string, bytes: Uint8Array): void;
	onEvent(listener: (event: TabEvent) => void): () => void;
	/** Resolves when every prompt that the terminals have shown so far has become an event. */
	told(): Promise<void>;
	/**
	 * Looks at the processes and answers the probes. Never throws: what can't be read is
	 * `unreadable`.
	 */
	snapshot(tab: string, command: CommandRun | undefined, probes: readonly Probe[]): Promise<Moment>;
	/**
	 * The facts of FACT_NAMES that this host has; those of `shell.` once the first tab's shell runs.
	 */
	facts(): Promise<Facts>;
	/**
	 * Looks at everything an X-ray shows; cheap enough to be called a few times a second. Undefined
	 * where there is no sandbox. Never throws.
	 */
	xray(): Promise<Xray | Unread | undefined>;
	close(): void;
}

export interface EvidencePort {
	observe(sandbox: Sandbox): Observer;
}

/** Keeps progress. */
export interface ProgressPort {
	read(): Progress;
	/** Applies a change to what is stored now, so that two programs don't lose each other's steps. */
	update(change: (progress: Progress) => Progress): Progress;
	/** The file's absolute path. */
	readonly file: string;
	/** Whether every change is in the file. */
	readonly isSaved: boolean;
	/** Why nothing can be saved, in a sentence for the learner; undefined when all is well. */
	readonly warning: string | undefined;
}

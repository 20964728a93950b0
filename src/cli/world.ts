// The world as a command sees it: ports and streams, and nothing of what stands behind them.

import type {ViewerRules} from '../attempt/judge-steps.js';
import type {Course} from '../domain/course.js';
import type {Exercise} from '../domain/exercise.js';
import type {HostReport} from '../domain/host.js';
import type {EvidencePort, ProgressPort, SandboxPort} from '../domain/ports.js';
import type {Sandbox} from '../domain/sandbox.js';
import type {Inspector} from './create-inspector.js';

/** A sandbox port to be closed: it may hold a sandbox ready. */
export interface WorldSandboxes extends SandboxPort {
	/** `signal` ends the wait for one that does not come up. */
	open(signal?: AbortSignal): Promise<Sandbox>;
	/** Why sandboxes have no control group of their own though the host seemed to offer one. */
	readonly groupRefused: string | undefined;
	close(): Promise<void>;
}

/** A pack as it stands in its folder now, or what is wrong with it, a line each. */
export type PackRead = {readonly course: Course} | {readonly problems: readonly string[]};

/**
 * Everything a command may use, each opened at its first use, so that `list` starts no sandbox and
 * `--help` reads no course.
 */
export interface World {
	/** The course that ships with the program, or the pack that `--pack` names. */
	course(): Promise<Course>;
	/**
	 * Reads the pack anew whenever a file of it is saved, and tells what was read, until the world is closed.
	 * Never tells anything where `--pack` names none.
	 */
	onPackSaved(listener: (read: PackRead) => void): Promise<void>;
	/**
	 * Tries this host with a real sandbox; takes a fifth of a second, on a slow host `seconds` at most. A
	 * second call gives what the first one found.
	 */
	host(seconds?: number): Promise<HostReport>;
	progress(): Promise<ProgressPort>;
	sandboxes(): Promise<WorldSandboxes>;
	/**
	 * The sandboxes that are started from now on are for whoever has lines instead of a full screen: manual pages are
	 * printed, and their shells are on the learner's own terminal.
	 */
	speakInLines(): void;
	evidence(): Promise<EvidencePort>;
	/** Looks at single processes of this host. */
	inspector(): Promise<Inspector>;
	/** The viewer, which stands in for both where no sandbox can be had. */
	viewer(): Promise<{
		readonly sandbox: SandboxPort;
		readonly evidence: EvidencePort;
		/** What the viewer can show on this host. */
		readonly rules: ViewerRules;
	}>;
	/** Makes up an attempt's values; the same seed gives the same values. */
	makeValues(): Promise<(exercise: Exercise, seed?: number) => ReadonlyMap<string, string>>;
	/** The text of a file; `-` is standard input. Throws a UserError when it can't be read. */
	readText(file: string): Promise<string>;
	/** Writes a new file; `-` is standard output. Throws a UserError when it can't. */
	writeText(file: string, content: string): Promise<void>;
	/** Writes files that are not there yet, by their paths in a folder. Throws a UserError when one is. */
	writeNewFiles(
		folder: string,
		files: Readonly<Record<string, string>>,
		mode?: number,
	): Promise<void>;
	/** Writes lines to standard output. */
	print(text: string): void;
	/** Writes lines to standard error. */
	warn(text: string): void;
	/** Asks a yes-or-no question on the terminal; throws a UserError where there is none. */
	confirm(question: string): Promise<boolean>;
	/** Closes what was opened, last first. */
	close(): Promise<void>;
}

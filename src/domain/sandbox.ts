// A running sandbox as the rest of the program sees it, whatever it was built with.
import type {TabView} from './exercise.js';

/** Columns and rows of a terminal, each at least 1. */
export interface TerminalSize {
	readonly columns: number;
	readonly rows: number;
}

/** A pseudo-terminal inside the sandbox with a shell on it. */
export interface SandboxTerminal {
	write(bytes: Uint8Array): void;
	/** Raw bytes as the terminal prints them, shell marks included. Returns how to stop listening. */
	onOutput(listener: (bytes: Uint8Array) => void): () => void;
	resize(size: TerminalSize): Promise<void>;
}

/** The outcome of a script run inside the sandbox. */
export interface ScriptResult {
	/** Exit status; 128 + signal when it was killed, as shells report it. */
	readonly status: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** Why a sandbox is gone: it was closed, or it died. */
export type SandboxEnd =
	| {readonly kind: 'closed'}
	| {readonly kind: 'died'; readonly why: string; readonly nextStep: string};

/** A user and a group of the host. */
export interface HostIds {
	readonly uid: number;
	readonly gid: number;
}

/** A running sandbox. Whoever opened it closes it. */
export interface Sandbox {
	/** The host pid of the sandbox's first process, which is pid 1 in its PID namespace. */
	readonly initPid: number;
	/** The ids that its processes have on the host; undefined where those are this program's own. */
	readonly owner: HostIds | undefined;
	/**
	 * The secret that this sandbox's shell marks carry, so that no program's output passes for one.
	 */
	readonly markKey: string;
	/**
	 * Its own control group on the host: a path per v1 controller, or one for v2. A sandbox that was
	 * given none sees this program's own group, read-only; empty where it sees nothing.
	 */
	readonly cgroups: readonly SandboxCgroup[];
	/** Starts a tab's shell, or starts it again once it has ended. At most three tabs. */
	startTerminal(slot: number, view: TabView, size: TerminalSize): SandboxTerminal;
	/** What the shells of all tabs tell of what they execute, by lines of `domain/execution.ts`. */
	onTrace(listener: (bytes: Uint8Array) => void): () => void;
	/**
	 * Runs POSIX sh inside the sandbox as the learner, outside every tab; killed after `timeoutMs`.
	 */
	run(script: string, timeoutMs?: number): Promise<ScriptResult>;
	/**
	 * Present only in the viewer, where no sandbox can be had: whether its terminals run this line.
	 * No exercise is laid out there.
	 */
	readonly allows?: (line: string) => boolean;
	/** Settles when no process of the sandbox is left. */
	readonly ended: Promise<SandboxEnd>;
	/** Ends every process of the sandbox and removes what it made on the host. May be called twice. */
	close(): Promise<void>;
}

export interface SandboxCgroup {
	/** The v1 controller (memory, pids, cpu); `''` for v2. */
	readonly controller: string;
	/** Absolute path on the host. */
	readonly path: string;
	/** Where it is mounted inside the sandbox. */
	readonly mountPoint: string;
	/** Whether it is the sandbox's own, and not one that this program is in itself. */
	readonly isOwn: boolean;
}

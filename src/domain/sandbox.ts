import type {TabView} from './exercise.js';

/** Columns and rows of a terminal, each at least 1. */
export interface TerminalSize {
	readonly columns: number;
	readonly rows: number;
}

/** A pseudo-terminal inside the sandbox with a shell on it, spoken to through pipes. */
export interface SandboxTerminal {
	write(bytes: Uint8Array): void;
	/** Raw bytes as the terminal gives them, shell marks included. Returns how to stop listening. */
	onOutput(listener: (bytes: Uint8Array) => void): () => void;
	resize(size: TerminalSize): Promise<void>;
}

/** What a script run inside the sandbox gave back. */
export interface ScriptResult {
	/** Exit status; 128 + signal when it was killed, as a shell reports it. */
	readonly status: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** Why a sandbox is no longer there: it was closed, or it died. */
export type SandboxEnd =
	| {readonly kind: 'closed'}
	| {readonly kind: 'died'; readonly why: string; readonly nextStep: string};

/** A running sandbox, as the rest of the program sees it. Whoever opened it closes it. */
export interface Sandbox {
	/** Pid, on the host, of the first process of the sandbox: pid 1 of its PID namespace. */
	readonly initPid: number;
	/** The secret that this sandbox's shell marks carry. */
	readonly markKey: string;
	/**
	 * Where its own control group stands on the host, a path per v1 controller or one for v2. A sandbox
	 * that was given none sees this program's own group, read-only; empty where it sees nothing.
	 */
	readonly cgroups: readonly SandboxCgroup[];
	/** Starts the shell of a tab. A tab whose shell has ended may be started again. At most three tabs. */
	startTerminal(slot: number, view: TabView, size: TerminalSize): SandboxTerminal;
	/** Runs POSIX sh inside the sandbox as the learner, outside every tab; killed after `timeoutMs`. */
	run(script: string, timeoutMs?: number): Promise<ScriptResult>;
	/**
	 * Only of the viewer, where no sandbox can be had: whether its terminals run this line.
	 * Nothing is laid out there.
	 */
	readonly allows?: (line: string) => boolean;
	/** Settles once, when no process of the sandbox is left. */
	readonly ended: Promise<SandboxEnd>;
	/** Ends every process of the sandbox and removes what it made on the host. May be called twice. */
	close(): Promise<void>;
}

export interface SandboxCgroup {
	/** `''` for v2, else the v1 controller: memory, pids, cpu. */
	readonly controller: string;
	/** Absolute path on the host. */
	readonly path: string;
	/** Where it is mounted inside the sandbox. */
	readonly mountPoint: string;
}

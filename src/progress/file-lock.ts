// Decides what to do about a lock on the progress file that is in the way, without touching it and by no clock.

/** Who holds a lock, according to the lock itself. */
export interface LockHolder {
	readonly pid: number;
	/** When that process started, as this kernel counts it; undefined where the kernel does not tell. */
	readonly started: number | undefined;
	/** Where that pid means something: the boot of a kernel, and a PID namespace of it. */
	readonly where: string;
	/** No lock was ever taken with the same one. */
	readonly id: string;
}

/** When a process started; `gone` where there is none, undefined where that can't be told. */
export type Started = number | 'gone' | undefined;

/** How long to wait for a program that is there, before going on without saving. */
const PATIENCE_MS = 2000;

/**
 * Far longer than any save takes. After that the lock is taken away, also from a holder that is only
 * stopped: it finds out before it writes (progress-store.door).
 */
const SILENCE_MS = 10_000;

export const formatHolder = (holder: LockHolder): string => JSON.stringify(holder);

/** The holder that a lock names; undefined where it is not readable, as on another version's. */
export function parseHolder(text: string): LockHolder | undefined {
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value !== 'object' || value === null) return undefined;
		const {pid, started, where, id} = value as Record<string, unknown>;
		if (typeof pid !== 'number' || typeof where !== 'string' || typeof id !== 'string') {
			return undefined;
		}
		return {pid, started: typeof started === 'number' ? started : undefined, where, id};
	} catch {
		return undefined;
	}
}

/** What became of a holder: of another host's, or of one that can't be read, nothing is known. */
export type Fate = 'alive' | 'dead' | 'unknown';

export function fateOf(
	holder: LockHolder | undefined,
	where: string,
	startOf: (pid: number) => Started,
): Fate {
	if (holder?.where !== where) return 'unknown';
	const started = startOf(holder.pid);
	if (started === 'gone') return 'dead';
	// Pids are used again: another process has it now.
	const isAnother = started !== undefined && holder.started !== undefined;
	return isAnother && started !== holder.started ? 'dead' : 'alive';
}

/**
 * What to do about a lock that has been seen with the same text for `unchangedMs`, after waiting
 * `waitedMs` for it. Only a holder that is known to live is worth giving up for: in any other case
 * the wait ends with the lock.
 */
export function decideWait(
	fate: Fate,
	unchangedMs: number,
	waitedMs: number,
): 'take-away' | 'wait' | 'give-up' {
	if (fate === 'dead' || unchangedMs > SILENCE_MS) return 'take-away';
	return waitedMs > (fate === 'alive' ? PATIENCE_MS : SILENCE_MS + PATIENCE_MS)
		? 'give-up'
		: 'wait';
}

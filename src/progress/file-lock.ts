// When a lock on the progress file counts as abandoned, decided without touching the file.

/** Who holds a lock, according to its file. */
export interface LockHolder {
	readonly pid: number;
	readonly host: string;
	/** When it was taken, in milliseconds since 1970. */
	readonly at: number;
}

/** Longer than any write takes: the holder of an older lock has died, or its host has. */
const STALE_AFTER_MS = 10_000;

/** How long to wait for another program's write before going on without saving. */
export const WAIT_AT_MOST_MS = 2000;

export const formatHolder = (holder: LockHolder): string => JSON.stringify(holder);

/** The holder that a lock file names; undefined where the file is incomplete, as while written. */
export function parseHolder(text: string): LockHolder | undefined {
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value !== 'object' || value === null) return undefined;
		const {pid, host, at} = value as Record<string, unknown>;
		if (typeof pid !== 'number' || typeof host !== 'string' || typeof at !== 'number') {
			return undefined;
		}
		return {pid, host, at};
	} catch {
		return undefined;
	}
}

/** What is known of a lock that is in the way. */
export interface LockSeen {
	readonly holder: LockHolder | undefined;
	/** Milliseconds since the file was written. */
	readonly age: number;
	/** This host's host name. */
	readonly host: string;
	readonly isAlive: (pid: number) => boolean;
}

/** Whether nobody will ever release this lock. In a shared home another host's pid says nothing. */
export function isStale({holder, age, host, isAlive}: LockSeen): boolean {
	if (age > STALE_AFTER_MS) return true;
	return holder !== undefined && holder.host === host && !isAlive(holder.pid);
}

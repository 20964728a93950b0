/** Who holds a lock, as its file says. */
export interface LockHolder {
	readonly pid: number;
	readonly host: string;
	/** Milliseconds since 1970, when it was taken. */
	readonly at: number;
}

/** Longer than any write takes: a holder that is older has died, or its host has. */
const STALE_AFTER_MS = 10_000;

/** How long to wait for somebody else's write before going on without saving. */
export const WAIT_AT_MOST_MS = 2000;

export const formatHolder = (holder: LockHolder): string => JSON.stringify(holder);

/** The holder that a lock file names; undefined where it is cut short, as while it is being written. */
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

/** What is known about a lock that is in the way. */
export interface LockSeen {
	readonly holder: LockHolder | undefined;
	/** Milliseconds since the file was written. */
	readonly age: number;
	/** This host's host name. */
	readonly host: string;
	readonly isAlive: (pid: number) => boolean;
}

/** Whether nobody will ever give this lock back. On a shared home, another host's pid says nothing here. */
export function isStale({holder, age, host, isAlive}: LockSeen): boolean {
	if (age > STALE_AFTER_MS) return true;
	return holder !== undefined && holder.host === host && !isAlive(holder.pid);
}

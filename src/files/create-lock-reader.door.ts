// Reads the files of /proc for which the kernel takes a lock that their process may hold for long.

import {open} from 'node:fs/promises';

/**
 * Reading /proc/PID/cmdline or environ waits for the lock of the process's memory map, and a
 * process that changes its map all the time, and seldom gets the processor, lets nobody else have
 * it (mm/memory.c, access_remote_vm).
 */
export interface LockReader {
	/**
	 * The first kilobytes of a file; undefined for one that is gone or closed to us, `LATE` for one
	 * whose lock was not to be had in time. One that was late once is not waited for again: later
	 * calls say so at once, until the kernel has answered.
	 *
	 * @param owner tells the process for good, since its pid may be used again
	 */
	read(path: string, owner: string): Promise<string | undefined | typeof LATE>;
}

export const LATE = Symbol('late');

/** Milliseconds. What is told by then is worth waiting for; a busy host may take a while. */
const PATIENCE = 1000;

/** A process may have megabytes of arguments. */
const MOST_BYTES = 16 * 1024;

interface Reading {
	readonly text: Promise<string | undefined>;
	isLate: boolean;
}

/** Creates a reader. Each file it waits for takes a thread of libuv's pool (UV_THREADPOOL_SIZE). */
export function createLockReader(patience = PATIENCE): LockReader {
	const readings = new Map<string, Reading>();
	const begin = (path: string, key: string): Reading => {
		const text = readBeginning(path).finally(() => readings.delete(key));
		const reading = {text, isLate: false};
		readings.set(key, reading);
		return reading;
	};
	return {
		async read(path, owner) {
			const key = `${owner} ${path}`;
			const reading = readings.get(key) ?? begin(path, key);
			if (reading.isLate) return LATE;
			let timer: NodeJS.Timeout | undefined;
			const late = new Promise<typeof LATE>((resolve) => {
				timer = setTimeout(resolve, patience, LATE);
			});
			const found = await Promise.race([reading.text, late]);
			clearTimeout(timer);
			if (found === LATE) reading.isLate = true;
			return found;
		},
	};
}

async function readBeginning(path: string): Promise<string | undefined> {
	try {
		const file = await open(path);
		try {
			const {buffer, bytesRead} = await file.read(Buffer.allocUnsafe(MOST_BYTES), 0, MOST_BYTES, 0);
			return buffer.toString('utf8', 0, bytesRead);
		} finally {
			await file.close();
		}
	} catch (error) {
		// It has ended, or is not ours to read.
		if (error instanceof Error && 'code' in error) return undefined;
		throw error;
	}
}

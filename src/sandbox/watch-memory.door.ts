// Watches the memory of the host while a sandbox is there that could take all of it.

import {readText} from '../files/read-text.door.js';

const MIB = 1024 ** 2;
const LOOK_MS = 500;

/** What the host had when the sandbox was started, and what it has: bytes. */
export interface HostMemory {
	readonly total: number;
	readonly available: number;
}

/** From /proc/meminfo, in kB (proc_meminfo(5)); MemAvailable came with Linux 3.14. */
export function parseMeminfo(text: string): HostMemory | undefined {
	const [total, available] = ['MemTotal', 'MemAvailable'].map((name) =>
		Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? Number.NaN),
	);
	return Number.isNaN(total) || Number.isNaN(available)
		? undefined
		: {total: (total ?? 0) * 1024, available: (available ?? 0) * 1024};
}

/**
 * Whether the sandbox must go: hardly any memory is left, and it was not so when the sandbox came.
 * A machine that never had more is not to be watched.
 */
export const isUsedUp = (atStart: HostMemory, now: HostMemory): boolean =>
	now.available < now.total / 16 && atStart.available - now.available > 256 * MIB;

/**
 * Tells once when the host's memory is used up. No limit of the kernel holds for what a namespace's
 * own root puts into a tmpfs, unless a control group counts it; ending the sandbox frees all of it.
 * Gives a function that ends the watch.
 */
export function watchMemory(
	tell: () => void,
	read: () => HostMemory | undefined = () => parseMeminfo(readText('/proc/meminfo') ?? ''),
): () => void {
	const atStart = read();
	if (atStart === undefined) return () => {};
	const timer = setInterval(() => {
		const now = read();
		if (now === undefined || !isUsedUp(atStart, now)) return;
		clearInterval(timer);
		tell();
	}, LOOK_MS);
	timer.unref();
	return () => clearInterval(timer);
}

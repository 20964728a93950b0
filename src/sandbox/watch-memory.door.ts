// Watches the memory of the host while a sandbox is there that could take all of it.

import {readText} from '../files/read-text.door.js';

const MIB = 1024 ** 2;
/** The time to the next look, in milliseconds. */
const OFTEN = 250;
const SELDOM = 1000;
/** More than the programs of one sandbox fill in a second, on a machine of many processors: bytes. */
const FILLED = 16 * 1024 * MIB;

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

/** In how many milliseconds to look again: before what is left now could have been filled. */
export const nextLook = ({total, available}: HostMemory): number =>
	Math.min(SELDOM, Math.max(OFTEN, (1000 * (available - total / 16)) / FILLED));

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
	let timer: NodeJS.Timeout | undefined;
	const lookLater = (latest: HostMemory): void => {
		timer = setTimeout(look, nextLook(latest)).unref();
	};
	const look = (): void => {
		const now = read();
		if (now === undefined || !isUsedUp(atStart, now)) lookLater(now ?? atStart);
		else tell();
	};
	lookLater(atStart);
	return () => clearTimeout(timer);
}

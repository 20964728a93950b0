// What this machine can't hand on, because it has not got it itself.
import {readFileSync} from 'node:fs';

/**
 * Whether a bounding set, as in /proc/PID/status (CapBnd), holds every capability up to `last`, which
 * /proc/sys/kernel/cap_last_cap says (capabilities(7)).
 */
export function isWholeSet(bounding, last) {
	const all = (1n << BigInt(last + 1)) - 1n;
	return (BigInt(`0x${bounding}`) & all) === all;
}

/** Whether this process may hand on all of them, as `docker run --privileged` does to a root. */
export function hasAllCapabilities() {
	const status = readFileSync('/proc/self/status', 'utf8');
	const last = Number(readFileSync('/proc/sys/kernel/cap_last_cap', 'utf8'));
	return isWholeSet(/^CapBnd:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0', last);
}

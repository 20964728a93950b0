import type {ProcessView} from '../domain/evidence.js';

/** A process as a reason speaks of it: its name and the number that the learner sees in the sandbox. */
export const nameProcess = ({comm, nsPids}: ProcessView): string =>
	`${comm} (pid ${nsPids[1] ?? nsPids[0] ?? '?'})`;

/**
 * The effective uid that a process has in its own user namespace; 65534, the overflow uid, where the map
 * does not hold it (user_namespaces(7)).
 */
export function uidInside({uids, uidMap}: ProcessView): number {
	const uid = uids[1] ?? uids[0];
	if (uid === undefined) return 65_534;
	for (const [inside, outside, count] of uidMap) {
		if (uid >= outside && uid < outside + count) return inside + uid - outside;
	}
	return 65_534;
}

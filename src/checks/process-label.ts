import type {ProcessView} from '../domain/evidence.js';
import {idInside} from '../domain/proc.js';

/** A process as a reason speaks of it: its name and the number that the learner sees in the sandbox. */
export const processLabel = ({comm, nsPids}: ProcessView): string =>
	`${comm} (pid ${nsPids[1] ?? nsPids[0] ?? '?'})`;

const OVERFLOW_UID = 65_534;

/**
 * The effective uid that a process has in its own user namespace; 65534, the overflow uid, where the map
 * does not hold it (user_namespaces(7)).
 */
export function uidInside({uids, uidMap}: ProcessView): number {
	const uid = uids[1] ?? uids[0];
	return (uid === undefined ? undefined : idInside(uidMap, uid)) ?? OVERFLOW_UID;
}

// Names a process to the learner by what they see of it inside the sandbox.
import type {ProcessView} from '../domain/evidence.js';
import {idInside} from '../domain/proc.js';

/** How a reason names a process: its name and its pid inside the sandbox. */
export const processLabel = ({comm, nsPids}: ProcessView): string =>
	`${comm} (pid ${nsPids[1] ?? nsPids[0] ?? '?'})`;

const OVERFLOW_UID = 65_534;

/**
 * A process's effective uid in its own user namespace; 65534, the overflow uid, where the uid is
 * not mapped (user_namespaces(7)).
 */
export function uidInside({uids, uidMap}: ProcessView): number {
	const uid = uids[1] ?? uids[0];
	return (uid === undefined ? undefined : idInside(uidMap, uid)) ?? OVERFLOW_UID;
}

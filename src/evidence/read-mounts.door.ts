// Reads the mount tables that processes see, of which a learner can make any number of any length.

import type {MountView, ProbeAnswer, ProcessView} from '../domain/evidence.js';
import {parseMountinfo} from '../domain/proc.js';
import {readBeginning} from '../files/read-text.door.js';

/** Some 1,500 mounts in one namespace, and twice that in all; a sandbox begins with about 50. */
const MOST_BYTES = 256 * 1024;
const MOST_BYTES_IN_ALL = 2 * MOST_BYTES;

const TOO_LONG: ProbeAnswer = {
	kind: 'unreadable',
	why: 'More is mounted in this sandbox than this program reads: thousands of mounts. Unmount them, or reset the exercise.',
};

/**
 * The mount table of each process, by pid. Processes with the same mount namespace and root see the
 * same table, so it is read once. A table is told whole or not at all: what is missing from a part
 * of one may be mounted all the same.
 */
export function readMounts(
	processes: readonly Pick<ProcessView, 'pid' | 'namespaces' | 'root'>[],
): ProbeAnswer {
	const tables = new Map<string, readonly MountView[]>();
	const byPid = new Map<number, readonly MountView[]>();
	let left = MOST_BYTES_IN_ALL;
	for (const {pid, namespaces, root} of processes) {
		const view = `${namespaces.mnt} ${root}`;
		if (!tables.has(view)) {
			const most = Math.min(left, MOST_BYTES);
			const text = readBeginning(`/proc/${pid}/mountinfo`, most);
			if (text?.length === most) return TOO_LONG;
			if (text === undefined || text.length === 0) continue;
			left -= text.length;
			tables.set(view, parseMountinfo(text.toString('utf8')));
		}
		byPid.set(pid, tables.get(view) ?? []);
	}
	return {kind: 'mounts', byPid};
}

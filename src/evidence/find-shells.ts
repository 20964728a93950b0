// Finds each tab's shell among the host's processes, for a mark tells only its pid inside, if that.

import {shellsOf} from './assign-tabs.js';
import type {ProcessRecord} from './process-record.js';

export interface FollowedTab {
	readonly name: string;
	/**
	 * `$BASHPID` of the tab's first shell, in the sandbox's PID namespace, once a mark has told it.
	 */
	readonly shellPid: number | undefined;
}

/**
 * The host pid of each tab's shell. A mark gives its pid inside; a tab without marks gets the
 * oldest unclaimed shell, as tabs are started in order.
 */
export function findShells(
	records: readonly ProcessRecord[],
	tabs: readonly FollowedTab[],
): ReadonlyMap<string, number> {
	const shells = shellsOf(records);
	const found = new Map<string, number>();
	for (const {name, shellPid} of tabs) {
		const shell = shells.find(({nsPids}) => shellPid !== undefined && nsPids[1] === shellPid);
		if (shell) found.set(name, shell.pid);
	}
	const taken = new Set(found.values());
	const free = shells.filter(({pid}) => !taken.has(pid));
	for (const {name} of tabs) {
		const shell = found.has(name) ? undefined : free.shift();
		if (shell) found.set(name, shell.pid);
	}
	return found;
}

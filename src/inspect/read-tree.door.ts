// Reads the processes that stand around one: all in its box, and who forked them.

import type {ProcessView} from '../domain/evidence.js';
import type {NamespaceLinks} from '../domain/namespace.js';
import {parseUidMap} from '../domain/proc.js';
import type {LockReader} from '../files/create-lock-reader.door.js';
import {readLink} from '../files/read-text.door.js';
import {chooseTree} from './choose-tree.js';
import {readTask} from './read-task.door.js';
import {readLinks, readPart, type ScannedProcess} from './scan-processes.door.js';

/** A picture has no room for more. */
const MOST_PROCESSES = 300;

export interface ReadTree {
	readonly processes: readonly ProcessView[];
	readonly leftOut: number;
}

/** Parents first; siblings in the order of their numbers. */
export async function readTree(
	proc: string,
	pid: number,
	base: NamespaceLinks,
	scanned: readonly ScannedProcess[],
	locked: LockReader,
): Promise<ReadTree> {
	const chosen = chooseTree(scanned, pid, base);
	const kept = chosen.slice(0, MOST_PROCESSES);
	const read = await Promise.all(kept.map((one) => readView(proc, one, locked)));
	return {
		processes: read.filter((one) => one !== undefined),
		leftOut: chosen.length - kept.length,
	};
}

async function readView(
	proc: string,
	pid: number,
	locked: LockReader,
): Promise<ProcessView | undefined> {
	const task = await readTask(proc, pid, locked);
	if (task === undefined) return undefined;
	const {stat, status, argv, isLate} = task;
	const at = `${proc}/${pid}`;
	const namespaces = readLinks(at);
	return {
		pid,
		nsPids: status.nsPids,
		parent: stat.parent,
		tab: undefined,
		depth: 0,
		comm: stat.comm,
		argv,
		...(isLate ? {argvUnread: true as const} : {}),
		state: stat.state,
		startTime: stat.startTime,
		namespaces,
		uidMap: parseUidMap(readPart(`${at}/uid_map`) ?? ''),
		uids: status.uids,
		capEff: status.capEff,
		capBnd: status.capBnd,
		heeded: status.sigBlk | status.sigCgt,
		seccomp: status.seccomp,
		noNewPrivs: status.noNewPrivs,
		root: rootOf(readLink(`${at}/root`), namespaces),
		cpus: status.cpus,
		cpuList: status.cpuList,
		bootOffset: 0,
		foreground: stat.foregroundGroup > 0 && stat.foregroundGroup === stat.processGroup,
	};
}

/**
 * The root as a text that is another one where the root is. Its link is read and not followed: behind it
 * may be a file system that answers never.
 */
const rootOf = (root: string | undefined, {mnt}: NamespaceLinks): string =>
	root === undefined || mnt === undefined ? '' : root;

// Reads one process in full: what it is, and what it may do.

import {opendirSync} from 'node:fs';
import {numberIn} from '../domain/group-values.js';
import type {Subject, Unseen} from '../domain/inspection.js';
import {parseUidMap} from '../domain/proc.js';
import type {LockReader} from '../files/create-lock-reader.door.js';
import {ifThere, readLink} from '../files/read-text.door.js';
import {parseLabel, parseLimits} from './parse-task.js';
import {readTask} from './read-task.door.js';
import {readPart} from './scan-processes.door.js';

/** Ticks of a second in stat: sysconf(3), _SC_CLK_TCK, is 100 on every architecture that Node runs on. */
const TICKS = 100;

/** Counting goes no further; a server may have a million. */
const MOST_FILES = 4096;

/** ptrace(2), PTRACE_MODE_READ. */
export const NOT_OURS =
	'The kernel tells this only to whoever may trace the process: its own user, where it has no more rights than you, and root (ptrace(2)).';

const TOO_LATE =
	'The process holds a lock on its memory, so the kernel could not say its arguments in time.';

/** A process as it was read; undefined for one that has ended. */
export async function readSubject(
	proc: string,
	pid: number,
	locked: LockReader,
): Promise<{readonly subject: Subject; readonly unseen: readonly Unseen[]} | undefined> {
	const task = await readTask(proc, pid, locked);
	if (task === undefined) return undefined;
	const {stat, status, argv, isLate} = task;
	const at = `${proc}/${pid}`;
	const root = readLink(`${at}/root`);
	const openFiles = countFiles(`${at}/fd`);
	const isZombie = stat.state === 'Z';
	const subject: Subject = {
		pid,
		nsPids: status.nsPids,
		parent: stat.parent,
		comm: stat.comm,
		argv,
		state: stat.state,
		startTime: stat.startTime,
		age: ageOf(stat.startTime, readPart(`${proc}/uptime`)),
		threads: status.threads,
		uids: status.uids,
		gids: status.gids,
		groups: status.groups,
		uidMap: parseUidMap(readPart(`${at}/uid_map`) ?? ''),
		gidMap: parseUidMap(readPart(`${at}/gid_map`) ?? ''),
		rights: {
			...status.rights,
			lastCapability: Number(readPart(`${proc}/sys/kernel/cap_last_cap`) ?? 40),
			label: parseLabel(readPart(`${at}/attr/current`)),
		},
		residentBytes: status.residentBytes,
		oomScoreAdjust: numberIn(readPart(`${at}/oom_score_adj`)),
		root,
		cwd: readLink(`${at}/cwd`),
		exe: readLink(`${at}/exe`),
		openFiles,
		limits: parseLimits(readPart(`${at}/limits`) ?? ''),
	};
	const unseen: readonly Unseen[] = [
		...(root === undefined && !isZombie ? [{what: 'root' as const, why: NOT_OURS}] : []),
		...(openFiles === undefined && !isZombie ? [{what: 'files' as const, why: NOT_OURS}] : []),
		...(isLate ? [{what: 'arguments' as const, why: TOO_LATE}] : []),
	];
	return {subject, unseen};
}

/** Seconds since a start, by the seconds since boot in /proc/uptime. */
export function ageOf(startTime: number, uptime: string | undefined): number | undefined {
	const seconds = Number.parseFloat(uptime ?? '');
	return Number.isNaN(seconds) ? undefined : Math.max(0, seconds - startTime / TICKS);
}

function countFiles(directory: string): number | undefined {
	return ifThere(() => {
		const names = opendirSync(directory);
		try {
			let count = 0;
			while (count < MOST_FILES && names.readSync() !== null) count += 1;
			return count;
		} finally {
			names.closeSync();
		}
	});
}

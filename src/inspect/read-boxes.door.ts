// Reads what runs in other namespaces than the base's, each box with a name where it has one.

import type {Base, BoxList} from '../domain/inspection.js';
import {parseStatus, parseUidMap} from '../domain/proc.js';
import {LATE, type LockReader} from '../files/create-lock-reader.door.js';
import {type BoxedProcess, isBoxed, listBoxes, ownKinds} from './list-boxes.js';
import {nameByGroup} from './name-by-group.js';
import {nameContainer} from './name-container.js';
import {parseArguments} from './parse-task.js';
import {readGroupPaths, readNameSources} from './read-names.door.js';
import {readState, type StateOptions} from './read-state.door.js';
import {ageOf} from './read-subject.door.js';
import {readPart, type ScannedProcess, scanProcesses} from './scan-processes.door.js';

export async function readBoxes(
	state: StateOptions,
	base: Base,
	locked: LockReader,
): Promise<BoxList> {
	const proc = `${state.root}/proc`;
	const scanned = scanProcesses(proc);
	const baseDepth = parseStatus(readPart(`${proc}/self/status`) ?? '').nsPids.length;
	const uptime = readPart(`${proc}/uptime`);
	const hasThreads = scanned.some(({pid, comm}) => pid === KTHREADD && comm === 'kthreadd');
	const boxed = scanned.flatMap((one) =>
		// Threads of the kernel are nobody's box.
		hasThreads && one.parent === KTHREADD
			? []
			: (readBoxed(proc, one, base, baseDepth, uptime) ?? []),
	);
	const records = readState(state);
	const comms = new Map(scanned.map(({pid, comm}) => [pid, comm]));
	const boxes = listBoxes(boxed, base.links, (pid) => comms.get(pid));
	const named = await Promise.all(
		boxes.map(async (box) => {
			const sources = await readNameSources(state, box.pid, locked, records);
			const args = await locked.read(`${proc}/${box.pid}/cmdline`, `${box.pid}`);
			return {
				...box,
				argv: args === LATE ? [] : parseArguments(args ?? ''),
				container: sources && nameContainer(sources),
			};
		}),
	);
	return {
		base,
		boxes: named,
		processes: scanned.length,
		closed: scanned.filter(
			({namespaces, state: how}) => namespaces.pid === undefined && how !== 'Z',
		).length,
		kernel: readPart(`${proc}/sys/kernel/osrelease`)?.trim() ?? '',
	};
}

/** Whose children the threads of the kernel are, seen from the host (kernel/kthread.c). */
const KTHREADD = 2;

/** Undefined for a process of which nothing says that it is in a box. */
function readBoxed(
	proc: string,
	one: ScannedProcess,
	base: Base,
	baseDepth: number,
	uptime: string | undefined,
): BoxedProcess | undefined {
	const own = ownKinds(one.namespaces, base.links);
	// Most processes of a host are told apart by their links alone.
	if (own?.length === 0) return undefined;
	const status = parseStatus(readPart(`${proc}/${one.pid}/status`) ?? '');
	const container = readGroupPaths(proc, one.pid)
		.map(nameByGroup)
		.find((name) => name !== undefined && name.kind !== 'unit');
	const boxed: BoxedProcess = {
		...one,
		nsPids: status.nsPids,
		uids: status.uids,
		uidMap: parseUidMap(readPart(`${proc}/${one.pid}/uid_map`) ?? ''),
		argv: [],
		container,
		age: ageOf(one.startTime, uptime),
	};
	return isBoxed(boxed, base.links, baseDepth) ? boxed : undefined;
}

// Everything that is read of a sandbox from outside, as the reader's process is asked for it.

import type {CgroupView, Facts, ProbeAnswer, ProcessView} from '../domain/evidence.js';
import type {Sandbox, SandboxCgroup} from '../domain/sandbox.js';
import type {Xray} from '../domain/xray.js';
import {readText} from '../files/read-text.door.js';
import type {ProcessRecord} from './process-record.js';
import {readCgroups} from './read-cgroups.door.js';
import {readFacts} from './read-facts.door.js';
import {readFileInside} from './read-file-inside.door.js';
import {type Foreground, readForeground} from './read-foreground.door.js';
import {readHostnames} from './read-hostnames.door.js';
import {readMounts} from './read-mounts.door.js';
import {createProcessReader, type ReadProcesses, readNamespaces} from './read-processes.door.js';

/** What can be asked; every argument and answer can be cloned (structuredClone). */
export interface Reads {
	/** A sandbox's processes, its own among them, as `ReadProcesses` tells. */
	processes(initPid: number, mostAnew: number): Promise<readonly ProcessRecord[]>;
	foreground(processes: readonly Pick<ProcessRecord, 'pid' | 'state'>[]): Promise<Foreground>;
	mounts(
		processes: readonly Pick<ProcessView, 'pid' | 'namespaces' | 'root'>[],
	): Promise<ProbeAnswer>;
	hostnames(
		initPid: number,
		processes: readonly Pick<ProcessView, 'pid' | 'namespaces' | 'state'>[],
	): Promise<ProbeAnswer>;
	file(pid: number, path: string, followed: boolean): Promise<ProbeAnswer>;
	cgroups(cgroups: readonly SandboxCgroup[]): Promise<readonly CgroupView[]>;
	facts(
		sandbox: Pick<Sandbox, 'initPid' | 'cgroups'>,
		shell: ProcessView | undefined,
	): Promise<Facts>;
	/** What an X-ray shows besides the learner's processes. */
	surroundings(
		sandbox: Pick<Sandbox, 'initPid' | 'cgroups'>,
	): Promise<Omit<Xray, 'processes' | 'sandbox'>>;
}

/** Creates what answers; it remembers the processes of every sandbox that still stands. */
export function createReads(): Reads {
	const readers = new Map<number, ReadProcesses>();
	return {
		async processes(initPid, mostAnew) {
			const read = readers.get(initPid) ?? createProcessReader();
			readers.set(initPid, read);
			const records = await read(initPid, mostAnew);
			if (records.length === 0) readers.delete(initPid);
			return records;
		},
		foreground: async (processes) => readForeground(processes),
		mounts: async (processes) => readMounts(processes),
		hostnames: readHostnames,
		file: async (pid, path, followed) => readFileInside(pid, path, followed),
		cgroups: async (cgroups) => readCgroups(cgroups),
		facts: readFacts,
		surroundings: async ({initPid, cgroups}) => ({
			host: readNamespaces('self'),
			groups: hasOwnGroup(initPid) ? readCgroups(cgroups, MOST_GROUPS) : undefined,
			kernel: readText('/proc/sys/kernel/osrelease')?.trim() ?? '',
		}),
	};
}

/** The X-ray has no room for more, and each costs a dozen reads. */
const MOST_GROUPS = 16;

/**
 * A sandbox without a group of its own is in this program's, whose child groups belong to others.
 */
const hasOwnGroup = (initPid: number): boolean =>
	readText(`/proc/${initPid}/cgroup`) !== readText('/proc/self/cgroup');

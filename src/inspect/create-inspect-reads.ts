// Everything that `xray` reads, as the process that reads it is asked for it.

import type {GroupFacts} from '../domain/control-group.js';
import type {MountView} from '../domain/evidence.js';
import type {
	Base,
	BoxList,
	ContainerName,
	MountFacts,
	NamespaceFact,
	NetworkFacts,
	Subject,
	Unseen,
} from '../domain/inspection.js';
import {parseStatus, parseUidMap} from '../domain/proc.js';
import {createLockReader} from '../files/create-lock-reader.door.js';
import {readLink} from '../files/read-text.door.js';
import {BOX_KINDS} from './choose-tree.js';
import {baseOf, compareNamespaces, type TellTales} from './compare-namespaces.js';
import {nameContainer} from './name-container.js';
import {readBoxes} from './read-boxes.door.js';
import {readGroups} from './read-groups.door.js';
import {readNameSources} from './read-names.door.js';
import type {StateOptions} from './read-state.door.js';
import {NOT_OURS, readSubject} from './read-subject.door.js';
import {mountFacts, readMountTable, readNetwork} from './read-surroundings.door.js';
import {type ReadTree, readTree} from './read-tree.door.js';
import {readLinks, readPart, scanProcess, scanProcesses} from './scan-processes.door.js';

/** What of a process does not change its number of reads from one part to the next. */
interface Portrait {
	readonly subject: Subject;
	readonly base: Base;
	readonly namespaces: readonly NamespaceFact[];
	readonly kernel: string;
	readonly unseen: readonly Unseen[];
}

/**
 * What can be asked; every answer can be cloned (structuredClone). Each is a question of its own, so that one
 * for which the kernel lets nobody wait costs no other. Undefined: the process has ended, or it is not told.
 */
export interface InspectReads {
	portrait(pid: number): Promise<Portrait | undefined>;
	tree(pid: number): Promise<ReadTree>;
	mounts(pid: number): Promise<MountFacts | undefined>;
	/** The whole mount table, of some thousand lines at most. */
	table(pid: number): Promise<readonly MountView[] | undefined>;
	network(pid: number): Promise<NetworkFacts | undefined>;
	group(pid: number): Promise<GroupFacts | undefined>;
	name(pid: number): Promise<ContainerName | undefined>;
	boxes(): Promise<BoxList>;
	/** Whether there is such a process. */
	exists(pid: number): Promise<boolean>;
}

/** @param state also says before which directory all of it is: empty on a host */
export function createInspectReads(state: StateOptions): InspectReads {
	const {root} = state;
	const proc = `${root}/proc`;
	const locked = createLockReader();
	const base = (): Base =>
		baseOf(readLinks(`${proc}/1`), readLinks(`${proc}/self`), () => [
			tellTales(proc, 1),
			tellTales(proc, 'self'),
		]);
	const basePid = (): number | string => (readLink(`${proc}/1/ns/pid`) === undefined ? 'self' : 1);
	return {
		async portrait(pid) {
			const read = await readSubject(proc, pid, locked);
			if (read === undefined) return undefined;
			const {subject, unseen} = read;
			const compared = base();
			const links = readLinks(`${proc}/${pid}`);
			const isClosed = links.pid === undefined && subject.state !== 'Z';
			const namespaces = compareNamespaces(links, compared.links, [
				tellTales(proc, pid),
				tellTales(proc, basePid()),
			]);
			return {
				subject,
				base: compared,
				namespaces,
				kernel: readPart(`${proc}/sys/kernel/osrelease`)?.trim() ?? '',
				unseen: [...(isClosed ? [{what: 'namespaces' as const, why: NOT_OURS}] : []), ...unseen],
			};
		},
		tree: async (pid) => readTree(proc, pid, base().links, scanProcesses(proc, BOX_KINDS), locked),
		async mounts(pid) {
			const own = readMountTable(proc, pid);
			if (own === undefined) return undefined;
			const others = readMountTable(proc, basePid());
			const isSame = [...own.ids].some((id) => others?.ids.has(id));
			return mountFacts(own, isSame ? undefined : others);
		},
		table: async (pid) => readMountTable(proc, pid)?.mounts,
		network: async (pid) => readNetwork(proc, pid),
		group: async (pid) => readGroups({root, proc}, pid, readMountTable(proc, 'self')?.mounts ?? []),
		async name(pid) {
			const sources = await readNameSources(state, pid, locked);
			return sources && nameContainer(sources);
		},
		boxes: () => readBoxes(state, base(), locked),
		exists: async (pid) => scanProcess(proc, pid, []) !== undefined,
	};
}

function tellTales(proc: string, pid: number | string): TellTales {
	const at = `${proc}/${pid}`;
	const devices = readPart(`${at}/net/dev`);
	return {
		nsPids: parseStatus(readPart(`${at}/status`) ?? '').nsPids,
		uidMap: parseUidMap(readPart(`${at}/uid_map`) ?? ''),
		mountIds: readMountTable(proc, pid)?.ids,
		interfaces: devices
			?.split('\n')
			.flatMap((line) => /^\s*(\S+):/.exec(line)?.[1] ?? [])
			.toSorted(),
		// Of a process that has ended and is not waited for it is empty, which tells nothing.
		clocks: readPart(`${at}/timens_offsets`) || undefined,
	};
}

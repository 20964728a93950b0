import type {CgroupView, ProcessView} from '../../domain/evidence.js';
import type {NamespaceKind, NamespaceLinks} from '../../domain/namespace.js';
import {idInside} from '../../domain/proc.js';
import type {Xray} from '../../domain/xray.js';
import {namespaceTrait, processTrait, type Traits} from './find-fresh.js';

/** Where namespaces change: what is inside has them, what is outside has others. */
export interface Wall {
	/** Kinds that begin here. */
	readonly fresh: readonly NamespaceKind[];
	/** Kinds that somebody else's processes had before: setns(2). */
	readonly joined: readonly NamespaceKind[];
	/** Whose: the pid, on the host, of the oldest process there. */
	readonly joinedOf: number | undefined;
	/** Where the mapping of uids changes: the process's uid on both sides. */
	readonly uid: UidPair | undefined;
	/** Which of a process's numbers (NSpid) counts in here; undefined where that is as outside. */
	readonly level: number | undefined;
	/** Who made it only waits for what runs in it, and has no number there: unshare(1) with --fork. */
	readonly isWaitedFor: boolean;
	/** The command that was run last has made it, or has brought this process into it. */
	readonly isFresh: boolean;
}

export interface UidPair {
	/** Undefined where nothing maps it. */
	readonly here: number | undefined;
	readonly host: number;
}

/** A process in the picture, with what is new about it. */
export interface XrayProcess {
	readonly process: ProcessView;
	readonly wall: Wall | undefined;
	/** Its root directory is another one than its parent's: chroot(2), pivot_root(2). */
	readonly hasOwnRoot: boolean;
	/** The control group below the sandbox's own that it is in, where its parent is in another. */
	readonly group: string | undefined;
	/** The command that was run last has started it, or moved it elsewhere. */
	readonly isFresh: boolean;
	readonly children: readonly XrayProcess[];
}

/** The order in which the lessons name them. */
export const KINDS: readonly NamespaceKind[] = [
	'pid',
	'mnt',
	'net',
	'uts',
	'ipc',
	'user',
	'cgroup',
	'time',
];

/** The kinds in which two processes differ; what can't be read, as of a zombie, does not. */
const changedKinds = (from: NamespaceLinks, to: NamespaceLinks): readonly NamespaceKind[] =>
	KINDS.filter(
		(kind) => from[kind] !== undefined && to[kind] !== undefined && from[kind] !== to[kind],
	);

export function uidPairOf({uids, uidMap}: Pick<ProcessView, 'uids' | 'uidMap'>): UidPair {
	const host = uids[1] ?? 0;
	return {here: idInside(uidMap, host), host};
}

interface Around {
	readonly xray: Xray;
	readonly childrenOf: ReadonlyMap<number, readonly ProcessView[]>;
	readonly parentOf: ReadonlyMap<number, number>;
	/** By link, the oldest process in that namespace. */
	readonly oldest: ReadonlyMap<string, ProcessView>;
	readonly groupOf: ReadonlyMap<number, string>;
	readonly fresh: Traits;
}

type Parent = Pick<ProcessView, 'namespaces' | 'uidMap' | 'root'> & {
	readonly group: string | undefined;
};

/**
 * The processes as trees, the tabs' shells first, each with what changes at it. A process that only waits
 * for what it put into a new PID namespace is in one wall with it, but has no number there.
 *
 * @param fresh what was not there before the command that was run last
 */
export function planXray(xray: Xray, fresh: Traits = new Set()): readonly XrayProcess[] {
	const {processes} = xray;
	const pids = new Set(processes.map(({pid}) => pid));
	const childrenOf = new Map<number, ProcessView[]>();
	for (const process of processes) {
		const siblings = childrenOf.get(process.parent);
		if (siblings === undefined) childrenOf.set(process.parent, [process]);
		else siblings.push(process);
	}
	const around: Around = {
		xray,
		childrenOf,
		parentOf: new Map(processes.map(({pid, parent}) => [pid, parent])),
		oldest: oldestByLink(processes),
		groupOf: groupsByPid(xray.groups ?? []),
		fresh,
	};
	const isShell = ({tab, depth}: ProcessView): boolean => tab !== undefined && depth === 0;
	return processes
		.filter(({parent}) => !pids.has(parent))
		.toSorted((a, b) => Number(isShell(b)) - Number(isShell(a)))
		.map((process) => planProcess(process, {...xray.sandbox, group: undefined}, around));
}

function oldestByLink(processes: readonly ProcessView[]): ReadonlyMap<string, ProcessView> {
	const oldest = new Map<string, ProcessView>();
	for (const process of processes) {
		for (const link of Object.values(process.namespaces)) {
			const other = oldest.get(link);
			if (other === undefined || process.startTime < other.startTime) oldest.set(link, process);
		}
	}
	return oldest;
}

const groupsByPid = (groups: readonly CgroupView[]): ReadonlyMap<number, string> =>
	new Map(
		groups
			.filter(({path}) => path !== '/')
			.flatMap(({path, members}) => members.map((pid) => [pid, path] as const)),
	);

function planProcess(process: ProcessView, parent: Parent, around: Around): XrayProcess {
	const children = around.childrenOf.get(process.pid) ?? [];
	const wall = wallOf(process, parent, children, around);
	const group = around.groupOf.get(process.pid);
	const [first] = children;
	// In one wall with its children, their new PID namespace is told of already.
	const namespaces: NamespaceLinks =
		wall?.isWaitedFor && first?.namespaces.pid !== undefined
			? {...process.namespaces, pid: first.namespaces.pid}
			: process.namespaces;
	const here: Parent = {namespaces, uidMap: process.uidMap, root: process.root, group};
	return {
		process,
		wall,
		hasOwnRoot: process.root !== '' && parent.root !== '' && process.root !== parent.root,
		group: group === parent.group ? undefined : (group ?? '/'),
		isFresh: around.fresh.has(processTrait(process)),
		children: children.map((child) => planProcess(child, here, around)),
	};
}

function wallOf(
	process: ProcessView,
	parent: Parent,
	children: readonly ProcessView[],
	around: Around,
): Wall | undefined {
	const own = changedKinds(parent.namespaces, process.namespaces);
	if (own.length === 0) return undefined;
	const [first] = children;
	const isWaitedFor =
		first !== undefined &&
		children.every(
			(child) =>
				child.namespaces.pid === first.namespaces.pid &&
				changedKinds(process.namespaces, child.namespaces).join() === 'pid',
		);
	const kinds = isWaitedFor ? KINDS.filter((kind) => kind === 'pid' || own.includes(kind)) : own;
	const linkOf = (kind: NamespaceKind): string =>
		(isWaitedFor && kind === 'pid' ? first : process).namespaces[kind] ?? '';
	const strangerOf = (kind: NamespaceKind): ProcessView | undefined => {
		const oldest = around.oldest.get(linkOf(kind));
		return oldest === undefined || isBelow(oldest.pid, process.pid, around) ? undefined : oldest;
	};
	const joined = kinds.filter((kind) => strangerOf(kind) !== undefined);
	const hasMapping = kinds.includes('user');
	return {
		fresh: kinds.filter((kind) => !joined.includes(kind)),
		joined,
		joinedOf: joined.map((kind) => strangerOf(kind)?.pid).at(0),
		uid: hasMapping ? uidPairOf(process) : undefined,
		level: kinds.includes('pid') ? (isWaitedFor ? first : process).nsPids.length - 1 : undefined,
		isWaitedFor,
		isFresh:
			kinds.some((kind) => around.fresh.has(namespaceTrait(linkOf(kind)))) ||
			(joined.length > 0 && around.fresh.has(processTrait(process))),
	};
}

/** Whether a process is another one or stands below it. */
function isBelow(pid: number, top: number, {parentOf}: Around): boolean {
	for (let at: number | undefined = pid; at !== undefined; at = parentOf.get(at)) {
		if (at === top) return true;
	}
	return false;
}

/** The wall around all of it: the sandbox. */
export function sandboxWall({sandbox, host, processes}: Xray): Wall {
	return {
		fresh: changedKinds(host, sandbox.namespaces),
		joined: [],
		joinedOf: undefined,
		uid: sandbox.uids.length > 0 ? uidPairOf(sandbox) : undefined,
		level: processes.some(({nsPids}) => nsPids.length > 1) ? 1 : undefined,
		isWaitedFor: false,
		isFresh: false,
	};
}

// Reads a process and everything below it from /proc, without knowing whose each one is.

import {statSync} from 'node:fs';
import type {ProcessView} from '../domain/evidence.js';
import {NAMESPACE_KINDS, type NamespaceLinks} from '../domain/namespace.js';
import {type ProcStat, parseStat, parseStatus, parseUidMap} from '../domain/proc.js';
import {ifThere, readBeginning, readLink, readNames, readText} from '../files/read-text.door.js';

/** A process as /proc shows it, before anyone knows whose it is. */
export type ProcessRecord = Omit<ProcessView, 'tab' | 'depth'> & Pick<ProcStat, 'session'>;

/** A process and its number of threads. */
interface FoundProcess {
	readonly record: ProcessRecord;
	readonly threads: number;
}

/** The process and all its descendants: parents first, children in the order they were forked. */
export const readProcessTree = (rootPid: number): readonly ProcessRecord[] =>
	walkTree(rootPid, readProcess).map(({record}) => record);

function walkTree<Found extends FoundProcess>(
	rootPid: number,
	read: (pid: number) => Found | undefined,
): readonly Found[] {
	const records: Found[] = [];
	const seen = new Set<number>();
	const waiting = [rootPid];
	let childrenOf = createChildrenReader();
	const readWaiting = (): void => {
		for (let pid = waiting.shift(); pid !== undefined; pid = waiting.shift()) {
			// A child whose parent ended between two reads may turn up twice.
			if (seen.has(pid)) continue;
			seen.add(pid);
			const found = read(pid);
			if (!found) continue;
			records.push(found);
			waiting.push(...childrenOf(pid, found.threads));
		}
	};
	readWaiting();
	// One whose parent ended meanwhile may have been missed: it is now a child of pid 1, whose
	// children were read before. Where the kernel keeps no lists of children, all of /proc is read
	// again.
	childrenOf = createChildrenReader();
	for (const {record, threads} of records.filter(({record}) => record.nsPids.at(-1) === 1)) {
		waiting.push(...childrenOf(record.pid, threads));
	}
	readWaiting();
	return records;
}

/** Reading all of a process costs a tenth of a millisecond, its stat alone an eighth of that. */
const MOST_READ_ANEW = 20;

/** A process and the look at which it was last read in full. */
interface GlancedProcess extends FoundProcess {
	readonly look: number;
}

/**
 * Reads a tree again and again, for a picture that moves. A process that still runs the same
 * program keeps most of what was read before, and only those unread the longest are read in full.
 * So a flood of processes is not read whole each time; a change in one of many shows a few looks
 * later.
 */
export function createProcessGlance(): (rootPid: number) => readonly ProcessRecord[] {
	let known: ReadonlyMap<number, GlancedProcess> = new Map();
	let look = 0;
	const readAll = (pid: number): GlancedProcess | undefined => {
		const found = readProcess(pid);
		return found && {...found, look};
	};
	return (rootPid) => {
		look += 1;
		const looks = [...known.values()].map((one) => one.look).sort((a, b) => a - b);
		const due = looks[MOST_READ_ANEW] ?? look;
		let left = MOST_READ_ANEW;
		const found = walkTree(rootPid, (pid) => {
			const before = known.get(pid);
			left -= before === undefined || before.look <= due ? 1 : 0;
			if (before === undefined || (before.look <= due && left >= 0)) return readAll(pid);
			const text = readText(`/proc/${pid}/stat`);
			if (text === undefined) return undefined;
			const part = partOf(parseStat(text));
			return isSameProgram(before.record, part)
				? {...before, record: {...before.record, ...part}}
				: readAll(pid);
		});
		known = new Map(found.map((one) => [one.record.pid, one]));
		return found.map(({record}) => record);
	};
}

/** A zombie no longer has arguments or namespaces. */
const isSameProgram = (before: ProcessRecord, now: ReturnType<typeof partOf>): boolean =>
	before.startTime === now.startTime &&
	before.comm === now.comm &&
	(before.state === 'Z') === (now.state === 'Z');

/** What stat says of a process. */
const partOf = (stat: ProcStat) => ({
	parent: stat.parent,
	comm: stat.comm,
	state: stat.state,
	session: stat.session,
	startTime: stat.startTime,
	foreground: stat.foregroundGroup > 0 && stat.foregroundGroup === stat.processGroup,
});

function readProcess(pid: number): FoundProcess | undefined {
	const statText = readText(`/proc/${pid}/stat`);
	const statusText = readText(`/proc/${pid}/status`);
	if (statText === undefined || statusText === undefined) return undefined;
	const status = parseStatus(statusText);
	const record: ProcessRecord = {
		pid,
		nsPids: status.nsPids,
		...partOf(parseStat(statText)),
		argv: (readBeginning(`/proc/${pid}/cmdline`) ?? '')
			.replace(/\0$/, '')
			.split('\0')
			.filter(Boolean),
		namespaces: readNamespaces(pid),
		uidMap: parseUidMap(readText(`/proc/${pid}/uid_map`) ?? ''),
		uids: status.uids,
		capEff: status.capEff,
		capBnd: status.capBnd,
		heeded: status.sigCgt | status.sigBlk,
		seccomp: status.seccomp,
		noNewPrivs: status.noNewPrivs,
		root: readRoot(pid),
		cpus: status.cpus,
	};
	return {record, threads: status.threads};
}

export function readNamespaces(pid: number | 'self'): NamespaceLinks {
	const links: Partial<Record<keyof NamespaceLinks, string>> = {};
	for (const kind of NAMESPACE_KINDS) {
		const link = readLink(`/proc/${pid}/ns/${kind}`);
		if (link !== undefined) links[kind] = link;
	}
	return links;
}

/**
 * The root directory itself, by device and inode; nothing below it is followed. Empty for a zombie.
 */
function readRoot(pid: number): string {
	const found = ifThere(() => statSync(`/proc/${pid}/root/`, {bigint: true}));
	return found ? `${sayDevice(found.dev)}/${found.ino}` : '';
}

/** `MAJOR:MINOR` of a dev_t (makedev(3)). */
export function sayDevice(device: bigint): string {
	const major = ((device >> 8n) & 0xfffn) | ((device >> 32n) & ~0xfffn);
	const minor = (device & 0xffn) | ((device >> 12n) & ~0xffn & 0xffffffffn);
	return `${major}:${minor}`;
}

/**
 * Without CONFIG_PROC_CHILDREN the kernel has no list of children; there, all of /proc is read
 * once.
 */
function createChildrenReader(): (pid: number, threads: number) => readonly number[] {
	let byParent: ReadonlyMap<number, readonly number[]> | undefined;
	return (pid, threads) => {
		// Any thread of a process may have forked.
		const tasks = threads > 1 ? readNames(`/proc/${pid}/task`) : [String(pid)];
		const lists = tasks.map((task) => readText(`/proc/${pid}/task/${task}/children`));
		if (lists.some((list) => list !== undefined)) {
			return lists.flatMap((list) => (list ?? '').split(' ').filter(Boolean).map(Number));
		}
		byParent ??= readByParent();
		return byParent.get(pid) ?? [];
	};
}

function readByParent(): ReadonlyMap<number, readonly number[]> {
	const children = new Map<number, number[]>();
	for (const name of readNames('/proc')) {
		const stat = /^\d+$/.test(name) ? readText(`/proc/${name}/stat`) : undefined;
		if (stat === undefined) continue;
		const {parent} = parseStat(stat);
		children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
	}
	return children;
}

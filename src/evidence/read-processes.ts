import {statSync} from 'node:fs';
import type {ProcessView} from '../domain/evidence.js';
import {NAMESPACE_KINDS, type NamespaceLinks} from '../domain/namespace.js';
import {parseStat, parseStatus, parseUidMap} from './parse-proc.js';
import {ifThere, readBeginning, readLink, readNames, readText} from './read-text.js';

/** A process as /proc has it, before it is known whose it is. */
export type ProcessRecord = Omit<ProcessView, 'tab' | 'depth'>;

/** The process and everything below it, parents first, children in the order they were forked. */
export function readProcessTree(rootPid: number): readonly ProcessRecord[] {
	const records: ProcessRecord[] = [];
	const seen = new Set<number>();
	const waiting = [rootPid];
	const childrenOf = createChildrenReader();
	for (let pid = waiting.shift(); pid !== undefined; pid = waiting.shift()) {
		// A child whose parent ended between two reads may be met twice.
		if (seen.has(pid)) continue;
		seen.add(pid);
		const found = readProcess(pid);
		if (!found) continue;
		records.push(found.record);
		waiting.push(...childrenOf(pid, found.threads));
	}
	return records;
}

function readProcess(
	pid: number,
): {readonly record: ProcessRecord; readonly threads: number} | undefined {
	const statText = readText(`/proc/${pid}/stat`);
	const statusText = readText(`/proc/${pid}/status`);
	if (statText === undefined || statusText === undefined) return undefined;
	const stat = parseStat(statText);
	const status = parseStatus(statusText);
	const record: ProcessRecord = {
		pid,
		nsPids: status.nsPids,
		parent: stat.parent,
		comm: stat.comm,
		argv: (readBeginning(`/proc/${pid}/cmdline`) ?? '')
			.replace(/\0$/, '')
			.split('\0')
			.filter(Boolean),
		state: stat.state,
		startTime: stat.startTime,
		namespaces: readNamespaces(pid),
		uidMap: parseUidMap(readText(`/proc/${pid}/uid_map`) ?? ''),
		uids: status.uids,
		capEff: status.capEff,
		capBnd: status.capBnd,
		heeded: status.sigCgt | status.sigBlk,
		seccomp: status.seccomp,
		noNewPrivs: status.noNewPrivs,
		root: readRoot(pid),
		cgroup: (readText(`/proc/${pid}/cgroup`) ?? '').split('\n').filter(Boolean),
		foreground: stat.foregroundGroup > 0 && stat.foregroundGroup === stat.processGroup,
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

/** The root directory itself, by device and inode: nothing below it is followed. Empty for a zombie. */
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

/** Kernels without CONFIG_PROC_CHILDREN have no list of children: there, all of /proc is asked once. */
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

// Reads a process and everything below it from /proc, without knowing whose each one is.

import {statSync} from 'node:fs';
import {identityOf} from '../domain/evidence.js';
import {NAMESPACE_KINDS, type NamespaceLinks} from '../domain/namespace.js';
import {
	allCpus,
	countCpuList,
	type ProcStat,
	type ProcStatus,
	parseStat,
	parseStatus,
	parseUidMap,
} from '../domain/proc.js';
import {TAB_VARIABLE} from '../domain/shared-names.js';
import {createLockReader, LATE} from '../files/create-lock-reader.door.js';
import {ifThere, readLink, readNames, readText} from '../files/read-text.door.js';
import {type ProcessRecord, PTY_TOOLS} from './process-record.js';

/** A process and its number of threads. */
interface FoundProcess {
	readonly record: ProcessRecord;
	readonly threads: number;
}

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

/** A process and the look at which it was last read in full. */
interface GlancedProcess extends FoundProcess {
	readonly look: number;
}

/**
 * Reads a process and all its descendants: parents first, children in the order they were forked.
 *
 * @param mostAnew how many may be read in full. Of the others, what still runs the same program
 * keeps most of what was read before, and the next time those unread the longest have their turn:
 * a flood of processes is not read whole at each look, and a change in one of many shows a few
 * looks later.
 */
export type ReadProcesses = (
	rootPid: number,
	mostAnew: number,
) => Promise<readonly ProcessRecord[]>;

/** Creates a reader of one tree, which remembers what it read. */
export function createProcessReader(): ReadProcesses {
	const locked = createLockReader();
	let known: ReadonlyMap<number, GlancedProcess> = new Map();
	let look = 0;

	const readAll = (pid: number): GlancedProcess | undefined => {
		const found = readProcess(pid);
		return found && {...found, look};
	};
	/** What the kernel may be long in telling, or what was known of it before. */
	const complete = async (
		found: GlancedProcess,
		before: ProcessRecord | undefined,
		isAsked: boolean,
	): Promise<GlancedProcess> => {
		const {record} = found;
		const read = (file: string) => locked.read(`/proc/${record.pid}/${file}`, identityOf(record));
		const [args, environment] = await Promise.all([
			read('cmdline'),
			isAsked ? read('environ') : undefined,
		]);
		const same = before && isSameProgram(before, record) ? before : undefined;
		const argv = args === LATE ? lateArguments(same) : {argv: words(args ?? '')};
		const tabMark = environment === LATE ? same?.tabMark : tabMarkIn(environment ?? '');
		return {...found, record: {...record, ...argv, tabMark}};
	};
	return async (rootPid, mostAnew) => {
		look += 1;
		const now = look;
		const before = known;
		const looks = [...before.values()].map((one) => one.look).sort((a, b) => a - b);
		const due = looks[mostAnew] ?? now;
		let left = mostAnew;
		const found = walkTree(rootPid, (pid): GlancedProcess | undefined => {
			const last = before.get(pid);
			left -= last === undefined || last.look <= due ? 1 : 0;
			if (last === undefined || (last.look <= due && left >= 0)) return readAll(pid);
			const text = readText(`/proc/${pid}/stat`);
			if (text === undefined) return undefined;
			const part = partOf(parseStat(text));
			return isSameProgram(last.record, part)
				? {...last, record: {...last.record, ...part}}
				: readAll(pid);
		});
		const tools = new Set(
			found.filter(({record}) => PTY_TOOLS.test(record.comm)).map(({record}) => record.pid),
		);
		const whole = await Promise.all(
			found.map((one) => {
				const {pid, parent} = one.record;
				const isAsked = parent === rootPid || tools.has(parent);
				return one.look === now ? complete(one, before.get(pid)?.record, isAsked) : one;
			}),
		);
		known = new Map(whole.map((one) => [one.record.pid, one]));
		return whole.map(({record}) => record);
	};
}

type Arguments = Pick<ProcessRecord, 'argv' | 'argvUnread'>;

const lateArguments = (before: ProcessRecord | undefined): Arguments =>
	before && !before.argvUnread ? {argv: before.argv} : {argv: [], argvUnread: true};

/** /proc/PID/cmdline and environ: strings that each end in a null byte (proc_pid_cmdline(5)). */
const words = (text: string): readonly string[] =>
	text.replace(/\0$/, '').split('\0').filter(Boolean);

const tabMarkIn = (environment: string): string | undefined =>
	words(environment)
		.find((word) => word.startsWith(`${TAB_VARIABLE}=`))
		?.slice(TAB_VARIABLE.length + 1);

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
		argv: [],
		tabMark: undefined,
		namespaces: readNamespaces(pid),
		uidMap: parseUidMap(readText(`/proc/${pid}/uid_map`) ?? ''),
		uids: status.uids,
		capEff: status.capEff,
		capBnd: status.capBnd,
		heeded: status.sigCgt | status.sigBlk,
		seccomp: status.seccomp,
		noNewPrivs: status.noNewPrivs,
		root: readRoot(pid),
		...readCpus(pid, status),
		bootOffset: readBootOffset(pid),
	};
	return {record, threads: status.threads};
}

/** Of a process with more threads, those that were started first. */
const MOST_THREADS = 64;

/**
 * On which processors any of its threads may run. Each has a list of its own, and `taskset --pid`
 * without `--all-tasks` changes that of the first alone (sched_setaffinity(2)).
 */
function readCpus(
	pid: number,
	{cpus, cpuList, threads}: ProcStatus,
): Pick<ProcessRecord, 'cpus' | 'cpuList'> {
	if (threads < 2) return {cpus, cpuList};
	const all = allCpus([
		cpuList,
		...readNames(`/proc/${pid}/task`)
			.slice(1, MOST_THREADS)
			.map((thread) => parseStatus(readText(`/proc/${pid}/task/${thread}/status`) ?? '').cpuList),
	]);
	return {cpus: countCpuList(all), cpuList: all};
}

/** time_namespaces(7): a row for each clock, with its seconds and nanoseconds. */
const readBootOffset = (pid: number): number =>
	Number(/^boottime\s+(-?\d+)/m.exec(readText(`/proc/${pid}/timens_offsets`) ?? '')?.[1] ?? 0);

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

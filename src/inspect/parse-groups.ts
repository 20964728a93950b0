// Gives the files of a process's control groups, v1, v2 or both at once, one shape.

import type {
	GroupFacts,
	GroupMembership,
	Limit,
	LimitAbove,
	Pressure,
} from '../domain/control-group.js';
import {cpuQuotaIn, keyedIn, limitIn, numberIn} from '../domain/group-values.js';

/** The files read from a group's directory, by name; missing ones are left out. */
export type GroupFiles = Readonly<Record<string, string>>;

/** What is read of a group: under '' the files of v2, else those of a v1 controller (cgroup-v2.rst, cgroup-v1/). */
export const GROUP_FILES: Readonly<Record<string, readonly string[]>> = {
	'': [
		'memory.current',
		'memory.peak',
		'memory.max',
		'memory.high',
		'memory.swap.current',
		'memory.swap.max',
		'memory.stat',
		'memory.events',
		'memory.pressure',
		'pids.current',
		'pids.max',
		'pids.events',
		'cpu.stat',
		'cpu.max',
		'cpu.weight',
		'cpu.pressure',
		'cpuset.cpus.effective',
		'io.stat',
		'io.max',
		'io.pressure',
		'cgroup.events',
	],
	memory: [
		'memory.usage_in_bytes',
		'memory.max_usage_in_bytes',
		'memory.limit_in_bytes',
		'memory.soft_limit_in_bytes',
		'memory.memsw.usage_in_bytes',
		'memory.memsw.limit_in_bytes',
		'memory.failcnt',
		'memory.stat',
		'memory.oom_control',
	],
	pids: ['pids.current', 'pids.max', 'pids.events'],
	cpu: ['cpu.cfs_quota_us', 'cpu.cfs_period_us', 'cpu.shares', 'cpu.stat'],
	cpuacct: ['cpuacct.usage'],
	cpuset: ['cpuset.effective_cpus', 'cpuset.cpus'],
	blkio: ['blkio.throttle.io_service_bytes'],
	freezer: ['freezer.state'],
};

/** A group as it was read, with the groups it is in. */
export interface GroupTexts {
	readonly memberships: readonly GroupMembership[];
	/** Its own files, of all hierarchies: no two of them have a file of the same name but memory.stat and cpu.stat. */
	readonly files: GroupFiles;
	/** Groups further up, nearest first. */
	readonly above: readonly {readonly path: string; readonly files: GroupFiles}[];
	/** /proc/pressure/cpu, memory and io, of the whole host. */
	readonly hostPressure: GroupFiles;
}

export function parseGroups({memberships, files, above, hostPressure}: GroupTexts): GroupFacts {
	const own = pressuresOf(files, (name) => `${name}.pressure`);
	const ofGroup = Object.keys(own).length > 0;
	return {
		version: versionOf(memberships),
		memberships,
		memory: memoryOf(files),
		pids: has(files, 'pids.current', 'pids.max')
			? {
					current: numberIn(files['pids.current']),
					max: limitIn(files['pids.max']),
					refused: keyedIn(files['pids.events'], 'max'),
				}
			: undefined,
		cpu: cpuOf(files),
		io: ioOf(files),
		isFrozen: frozenOf(files),
		above: above.flatMap(({path, files: one}) => limitAbove(path, one)),
		pressureOf: ofGroup ? 'group' : 'host',
		pressure: ofGroup ? own : pressuresOf(hostPressure, (name) => name),
	};
}

function versionOf(memberships: readonly GroupMembership[]): GroupFacts['version'] {
	const v2 = memberships.some(({controllers}) => controllers.length === 0);
	const v1 = memberships.some(({controllers}) => controllers.length > 0);
	if (v1 && v2) return 'hybrid';
	return v1 ? 'v1' : 'v2';
}

function memoryOf(files: GroupFiles): GroupFacts['memory'] {
	if (!has(files, 'memory.current', 'memory.usage_in_bytes', 'memory.max')) return undefined;
	const isV2 = files['memory.usage_in_bytes'] === undefined;
	const stat = (v2: string, v1: string): number | undefined =>
		keyedIn(files['memory.stat'], isV2 ? v2 : v1);
	return {
		current: numberIn(files['memory.current']) ?? numberIn(files['memory.usage_in_bytes']),
		peak: numberIn(files['memory.peak']) ?? numberIn(files['memory.max_usage_in_bytes']),
		max: limitIn(files['memory.max']) ?? limitIn(files['memory.limit_in_bytes']),
		high: limitIn(files['memory.high']) ?? limitIn(files['memory.soft_limit_in_bytes']),
		swapCurrent: numberIn(files['memory.swap.current']) ?? v1Swap(files),
		swapMax: limitIn(files['memory.swap.max']),
		anonymous: stat('anon', 'total_rss'),
		file: stat('file', 'total_cache'),
		oomKills:
			keyedIn(files['memory.events'], 'oom_kill') ??
			keyedIn(files['memory.oom_control'], 'oom_kill'),
		reached: keyedIn(files['memory.events'], 'max') ?? numberIn(files['memory.failcnt']),
	};
}

/** v1 counts memory and swap together (cgroup-v1/memory.rst, memsw). */
function v1Swap(files: GroupFiles): number | undefined {
	const both = numberIn(files['memory.memsw.usage_in_bytes']);
	const memory = numberIn(files['memory.usage_in_bytes']);
	return both === undefined || memory === undefined ? undefined : Math.max(0, both - memory);
}

function cpuOf(files: GroupFiles): GroupFacts['cpu'] {
	const nanoseconds = numberIn(files['cpuacct.usage']);
	const used =
		keyedIn(files['cpu.stat'], 'usage_usec') ??
		(nanoseconds === undefined ? undefined : Math.round(nanoseconds / 1000));
	const v1Throttled = keyedIn(files['cpu.stat'], 'throttled_time');
	if (used === undefined && !has(files, 'cpu.max', 'cpu.cfs_quota_us', 'cpu.weight'))
		return undefined;
	const {quota, period} = cpuQuotaIn(files);
	const processors =
		files['cpuset.cpus.effective'] ?? files['cpuset.effective_cpus'] ?? files['cpuset.cpus'];
	return {
		usedMicroseconds: used,
		quota,
		period,
		weight: numberIn(files['cpu.weight']) ?? numberIn(files['cpu.shares']),
		periods: keyedIn(files['cpu.stat'], 'nr_periods'),
		throttled: keyedIn(files['cpu.stat'], 'nr_throttled'),
		throttledMicroseconds:
			keyedIn(files['cpu.stat'], 'throttled_usec') ??
			(v1Throttled === undefined ? undefined : Math.round(v1Throttled / 1000)),
		processors: processors?.trim() || undefined,
	};
}

/** io.stat: `8:0 rbytes=1 wbytes=2 …` a device; v1: `8:0 Read 1`, `8:0 Write 2`, and a sum. */
function ioOf(files: GroupFiles): GroupFacts['io'] {
	const v2 = files['io.stat'];
	const v1 = files['blkio.throttle.io_service_bytes'];
	const text = v2 ?? v1;
	if (text === undefined) return undefined;
	const sum = (pattern: RegExp): number =>
		[...text.matchAll(pattern)].reduce((total, [, value]) => total + Number(value), 0);
	return {
		readBytes: sum(v2 === undefined ? /^\S+ Read (\d+)/gm : /\brbytes=(\d+)/g),
		writtenBytes: sum(v2 === undefined ? /^\S+ Write (\d+)/gm : /\bwbytes=(\d+)/g),
		limits: (files['io.max'] ?? '').split('\n').filter(Boolean),
	};
}

function frozenOf(files: GroupFiles): boolean | undefined {
	const v2 = keyedIn(files['cgroup.events'], 'frozen');
	if (v2 === 1) return true;
	const v1 = files['freezer.state']?.trim();
	if (v1 !== undefined) return v1 !== 'THAWED';
	return v2 === undefined ? undefined : false;
}

function limitAbove(path: string, files: GroupFiles): readonly LimitAbove[] {
	const memory = limitIn(files['memory.max']) ?? limitIn(files['memory.limit_in_bytes']);
	const pids = limitIn(files['pids.max']);
	const {quota, period} = cpuQuotaIn(files);
	const above: LimitAbove = {
		path,
		memoryMax: finite(memory),
		pidsMax: finite(pids),
		cpus: typeof quota === 'number' && period ? quota / period : undefined,
	};
	const isLimit = [above.memoryMax, above.pidsMax, above.cpus].some((one) => one !== undefined);
	return isLimit ? [above] : [];
}

const finite = (value: Limit | undefined): number | undefined =>
	value === 'max' ? undefined : value;

/** `some avg10=0.00 avg60=0.00 avg300=0.00 total=0`, and the same for `full`. */
function pressuresOf(
	files: GroupFiles,
	nameOf: (resource: string) => string,
): Partial<Record<'cpu' | 'memory' | 'io', Pressure>> {
	const found: Partial<Record<'cpu' | 'memory' | 'io', Pressure>> = {};
	for (const resource of ['cpu', 'memory', 'io'] as const) {
		const text = files[nameOf(resource)] ?? '';
		const some = averages(text, 'some');
		if (some !== undefined) found[resource] = {some, full: averages(text, 'full')};
	}
	return found;
}

function averages(text: string, kind: string): readonly [number, number, number] | undefined {
	const line = new RegExp(`^${kind} avg10=([\\d.]+) avg60=([\\d.]+) avg300=([\\d.]+)`, 'm').exec(
		text,
	);
	return line === null ? undefined : [Number(line[1]), Number(line[2]), Number(line[3])];
}

const has = (files: GroupFiles, ...names: readonly string[]): boolean =>
	names.some((name) => files[name] !== undefined);

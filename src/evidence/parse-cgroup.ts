// Gives control groups of v1 and v2 one shape, so that no check has to know the version.

import type {CgroupView} from '../domain/evidence.js';
import {cpuQuotaIn, keyedIn, limitIn, numberIn} from '../domain/group-values.js';

/** The files read from one group's directory, by name; missing ones are left out. */
export type CgroupFiles = Readonly<Record<string, string>>;

/**
 * The files worth reading: those of v2 under '', those of v1 by controller (cgroup-v2.rst,
 * cgroup-v1/memory.rst, sched-bwc.rst).
 */
export const CGROUP_FILES = {
	'': [
		'memory.max',
		'memory.current',
		'memory.peak',
		'memory.events',
		'pids.max',
		'pids.current',
		'pids.events',
		'cpu.max',
		'cpu.stat',
		'cgroup.procs',
	],
	memory: [
		'memory.limit_in_bytes',
		'memory.usage_in_bytes',
		'memory.max_usage_in_bytes',
		'memory.oom_control',
		'cgroup.procs',
	],
	pids: ['pids.max', 'pids.current', 'pids.events', 'cgroup.procs'],
	cpu: ['cpu.cfs_quota_us', 'cpu.cfs_period_us', 'cpu.stat', 'cgroup.procs'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/**
 * One group from the files of its directories: one on v2, one for each controller on v1. A limit or
 * counter that no file gives is undefined; the root of a v2 hierarchy has no limits.
 */
export function parseCgroup(path: string, directories: readonly CgroupFiles[]): CgroupView {
	const files: CgroupFiles = Object.assign({}, ...directories);
	const members = directories.map((one) => pids(one['cgroup.procs']));
	const events = (file: string, key: string): number | undefined => keyedIn(files[file], key);
	return {
		path,
		memoryMax: limitIn(files['memory.max']) ?? limitIn(files['memory.limit_in_bytes']),
		memoryCurrent: numberIn(files['memory.current']) ?? numberIn(files['memory.usage_in_bytes']),
		memoryPeak: numberIn(files['memory.peak']) ?? numberIn(files['memory.max_usage_in_bytes']),
		oomKills: events('memory.events', 'oom_kill') ?? events('memory.oom_control', 'oom_kill'),
		pidsMax: limitIn(files['pids.max']),
		pidsCurrent: numberIn(files['pids.current']),
		pidsRefused: events('pids.events', 'max'),
		cpuMax: cpuMax(files),
		cpuThrottled: events('cpu.stat', 'nr_throttled'),
		members: [...new Set(members.flat())],
		membersThroughout: (members[0] ?? []).filter((pid) =>
			members.every((one) => one.includes(pid)),
		),
	};
}

const pids = (text: string | undefined): readonly number[] =>
	(text ?? '').split('\n').filter(Boolean).map(Number);

function cpuMax(files: CgroupFiles): CgroupView['cpuMax'] {
	const {quota, period} = cpuQuotaIn(files);
	return quota === undefined || period === undefined ? undefined : {quota, period};
}

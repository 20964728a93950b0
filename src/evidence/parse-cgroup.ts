// Gives control groups of v1 and v2 one shape, so that no check has to know the version.

import type {CgroupView} from '../domain/evidence.js';

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
		'memory.events',
		'pids.max',
		'pids.current',
		'pids.events',
		'cpu.max',
		'cpu.stat',
		'cgroup.procs',
	],
	memory: ['memory.limit_in_bytes', 'memory.usage_in_bytes', 'memory.oom_control', 'cgroup.procs'],
	pids: ['pids.max', 'pids.current', 'pids.events', 'cgroup.procs'],
	cpu: ['cpu.cfs_quota_us', 'cpu.cfs_period_us', 'cpu.stat', 'cgroup.procs'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** v1 has no `max` for memory: no limit is the largest page-aligned number, 2^63 - 4096. */
const V1_NO_LIMIT = 2 ** 62;

/**
 * One group from the files of its directories: one on v2, one for each controller on v1. A limit or
 * counter that no file gives is undefined; the root of a v2 hierarchy has no limits.
 */
export function parseCgroup(path: string, directories: readonly CgroupFiles[]): CgroupView {
	const files: CgroupFiles = Object.assign({}, ...directories);
	const members = directories.map((one) => pids(one['cgroup.procs']));
	const events = (file: string, key: string): number | undefined => keyed(files[file], key);
	return {
		path,
		memoryMax: limit(files['memory.max']) ?? v1Memory(files['memory.limit_in_bytes']),
		memoryCurrent: number(files['memory.current']) ?? number(files['memory.usage_in_bytes']),
		oomKills: events('memory.events', 'oom_kill') ?? events('memory.oom_control', 'oom_kill'),
		pidsMax: limit(files['pids.max']),
		pidsCurrent: number(files['pids.current']),
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
	const [quota, period] = (files['cpu.max'] ?? '').trim().split(' ');
	if (quota && period)
		return {quota: quota === 'max' ? 'max' : Number(quota), period: Number(period)};
	const v1Quota = number(files['cpu.cfs_quota_us']);
	const v1Period = number(files['cpu.cfs_period_us']);
	if (v1Quota === undefined || v1Period === undefined) return undefined;
	return {quota: v1Quota < 0 ? 'max' : v1Quota, period: v1Period};
}

function limit(text: string | undefined): number | 'max' | undefined {
	return text?.trim() === 'max' ? 'max' : number(text);
}

function v1Memory(text: string | undefined): number | 'max' | undefined {
	const bytes = number(text);
	return bytes !== undefined && bytes >= V1_NO_LIMIT ? 'max' : bytes;
}

function number(text: string | undefined): number | undefined {
	const trimmed = text?.trim();
	return trimmed !== undefined && /^-?\d+$/.test(trimmed) ? Number(trimmed) : undefined;
}

/** The value of a `key value` line in a flat keyed file. */
function keyed(text: string | undefined, key: string): number | undefined {
	const line = text?.split('\n').find((one) => one.startsWith(`${key} `));
	return number(line?.slice(key.length));
}

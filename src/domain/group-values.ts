// Reads what the kernel writes into the files of a control group, v1 and v2 alike.
import type {Limit} from './control-group.js';

/** v1 has no `max` for memory: no limit is the largest page-aligned number, 2^63 - 4096. */
const V1_NO_LIMIT = 2 ** 62;

/** Undefined where there is no file, or no number in it. */
export function numberIn(text: string | undefined): number | undefined {
	const trimmed = text?.trim();
	return trimmed !== undefined && /^-?\d+$/.test(trimmed) ? Number(trimmed) : undefined;
}

export function limitIn(text: string | undefined): Limit | undefined {
	if (text?.trim() === 'max') return 'max';
	const value = numberIn(text);
	return value !== undefined && value >= V1_NO_LIMIT ? 'max' : value;
}

/** The value of a `key value` line in a flat keyed file. */
export function keyedIn(text: string | undefined, key: string): number | undefined {
	const line = text?.split('\n').find((one) => one.startsWith(`${key} `));
	return numberIn(line?.slice(key.length));
}

/** Microseconds of a period (cgroup-v2.rst, cpu.max; sched-bwc.rst); on v1 no quota is below 0. */
interface CpuQuota {
	readonly quota: Limit | undefined;
	readonly period: number | undefined;
}

/** `files` are those of a group, by name. */
export function cpuQuotaIn(files: Readonly<Record<string, string>>): CpuQuota {
	const [quota, period] = (files['cpu.max'] ?? '').trim().split(' ');
	if (quota && period) return {quota: limitIn(quota), period: numberIn(period)};
	const v1Quota = numberIn(files['cpu.cfs_quota_us']);
	return {
		quota: v1Quota !== undefined && v1Quota < 0 ? 'max' : v1Quota,
		period: numberIn(files['cpu.cfs_period_us']),
	};
}

// The limits of a control group: what a step wants of them, and what a group lacks of that.
import * as z from 'zod';
import type {CgroupView} from '../../domain/evidence.js';
import {amountSchema, boundsOf, numberSchema, sayAmount} from '../spec-parts.js';

export const limitSchema = z.union([z.literal('max'), amountSchema]);

export const cpuSchema = z.union([
	z.strictObject({cores: numberSchema.describe('The quota divided by the period.')}),
	z.strictObject({
		quota: numberSchema.describe('Microseconds of a period.'),
		period: numberSchema.describe('Its length in microseconds.'),
	}),
	z.literal('max'),
]);

type Limit = z.infer<typeof limitSchema>;

export interface Limits {
	readonly path: string;
	readonly memoryMax?: Limit | undefined;
	readonly pidsMax?: Limit | undefined;
	readonly cpuMax?: z.infer<typeof cpuSchema> | undefined;
}

export type LimitName = 'memoryMax' | 'pidsMax' | 'cpuMax';

/** What a group lacks; `undefined` for nothing. */
export type LackOf<Field extends string> =
	| {readonly lack: string}
	/** The group does not report the field `of`. */
	| {readonly unknown: string; readonly of: Field}
	| undefined;

type Lack = LackOf<LimitName>;

export const limitLacks = (spec: Limits, group: CgroupView): readonly Exclude<Lack, undefined>[] =>
	[
		spec.memoryMax === undefined
			? undefined
			: lackOfLimit(spec.path, 'memory', spec.memoryMax, group.memoryMax),
		spec.pidsMax === undefined
			? undefined
			: lackOfLimit(spec.path, 'pids', spec.pidsMax, group.pidsMax),
		lackOfCpu(spec, group),
	].filter((lack) => lack !== undefined);

/** What the kernel rounds a limit down to: memory limits are whole pages. */
const UNITS = {memory: 4096, pids: 1} as const;

function lackOfLimit(
	path: string,
	what: keyof typeof UNITS,
	wanted: Limit,
	found: number | 'max' | undefined,
): Lack {
	const unit = UNITS[what];
	if (found === undefined)
		return {
			unknown: `This host does not say what the ${what} limit of ${path} is.`,
			of: `${what}Max`,
		};
	if (wanted === 'max') {
		return found === 'max'
			? undefined
			: {lack: `The ${what} limit of ${path} is ${found}, not max.`};
	}
	const {atLeast, atMost} = boundsOf(wanted);
	const value = found === 'max' ? Number.POSITIVE_INFINITY : found;
	const fits = value >= Math.floor(atLeast / unit) * unit && value <= atMost;
	return fits && !(found === 'max' && !Number.isFinite(atLeast) && !Number.isFinite(atMost))
		? undefined
		: {lack: `The ${what} limit of ${path} is ${found}, not ${sayAmount(wanted)}.`};
}

function lackOfCpu(spec: Limits, group: CgroupView): Lack {
	const wanted = spec.cpuMax;
	if (wanted === undefined) return undefined;
	if (group.cpuMax === undefined)
		return {
			unknown: `This host does not say what the CPU limit of ${spec.path} is.`,
			of: 'cpuMax',
		};
	const {quota, period} = group.cpuMax;
	const found = `${quota} ${period}`;
	if (wanted === 'max')
		return quota === 'max'
			? undefined
			: {lack: `The CPU limit of ${spec.path} is ${found}, not max.`};
	const said =
		'cores' in wanted
			? `${Number(wanted.cores)} cores`
			: `${Number(wanted.quota)} of ${Number(wanted.period)} microseconds`;
	const fits =
		quota !== 'max' &&
		('cores' in wanted
			? Math.abs(quota / period - Number(wanted.cores)) < 0.005
			: quota === Number(wanted.quota) && period === Number(wanted.period));
	return fits
		? undefined
		: {lack: `The CPU limit of ${spec.path} is ${found} (quota and period), not ${said}.`};
}

/** A charge of many pages may fail a little earlier than the last single page (mm/memcontrol.c, try_charge). */
const SHORT_OF_LIMIT = 4 * 1024 * 1024;

/**
 * Whether the group ever held as much as the limit that is asked for. Who dies with less in use died of another
 * limit, be the one that stands now the right one.
 */
export function wasFull({memoryMax}: Limits, {memoryPeak}: CgroupView): boolean {
	if (memoryPeak === undefined || memoryMax === undefined || memoryMax === 'max') return true;
	return memoryPeak >= boundsOf(memoryMax).atLeast - SHORT_OF_LIMIT;
}

/** Small charges fail with the last page, but for a few that are made at once (slab). */
const NEARLY_FULL = 64 * 1024;

/**
 * The limit that the killed have met, where it is the one that is asked for: between two looks the group was filled
 * to just that, and never held more. So it stood, be another one there by now.
 */
export function filledTo(
	{memoryMax}: Limits,
	{memoryPeak = 0}: CgroupView,
	last: CgroupView | undefined,
): number | undefined {
	if (memoryMax === undefined || memoryMax === 'max') return undefined;
	const {atLeast, atMost} = boundsOf(memoryMax);
	const isIt = atLeast === atMost && memoryPeak <= atMost && memoryPeak > atMost - NEARLY_FULL;
	return isIt && memoryPeak > (last?.memoryPeak ?? 0) ? atMost : undefined;
}

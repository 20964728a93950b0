// The check for a control group that the learner sets up, fills, or drives against its limits.
import * as z from 'zod';
import type {CgroupView, Evidence, Moment, Probe} from '../../domain/evidence.js';
import type {Sighting, Verdict} from '../../domain/verdict.js';
import {defineKind} from '../define-kind.js';
import {amountSchema, boundsOf, meetsAmount, numberSchema, sayAmount} from '../spec-parts.js';
import {
	answerAt,
	cannotTell,
	hasRun,
	NOTHING_RUN,
	notYet,
	passed,
	unreadable,
} from '../verdicts.js';

const limitSchema = z.union([z.literal('max'), amountSchema]);

const growth = z.int().min(1).optional();

const schema = z
	.strictObject({
		path: z
			.string()
			.regex(/^(?:\/|\{\{)/, "A path begins with /: it is below the sandbox's own group.")
			.describe("Which group, below the sandbox's own: /box."),
		exists: z.boolean().optional().describe('false where it must be gone.'),
		memoryMax: limitSchema.optional().describe('Bytes, max, or {atLeast, atMost, exactly}.'),
		pidsMax: limitSchema.optional().describe('Tasks, max, or {atLeast, atMost, exactly}.'),
		cpuMax: z
			.union([
				z.strictObject({cores: numberSchema.describe('The quota divided by the period.')}),
				z.strictObject({
					quota: numberSchema.describe('Microseconds of a period.'),
					period: numberSchema.describe('Its length in microseconds.'),
				}),
				z.literal('max'),
			])
			.optional()
			.describe('{cores: 2}, {quota: 200000, period: 100000} or max.'),
		moved: z
			.strictObject({
				oomKills: growth.describe('Kills by the OOM killer.'),
				pidsRefused: growth.describe('Forks refused by the pids controller.'),
				cpuThrottled: growth.describe('Periods in which it was throttled.'),
			})
			.optional()
			.describe('By how much its counters grew, at least, while it had the limits named here.'),
		members: amountSchema
			.optional()
			.describe('How many processes are in it: a number or {atLeast, atMost, exactly}.'),
		now: z.boolean().optional().describe('true where only the latest moment counts.'),
	})
	.describe('A control group has these limits and members, or its counters moved.');

type Spec = z.infer<typeof schema>;
type Limit = z.infer<typeof limitSchema>;

const CGROUPS = {kind: 'cgroups'} as const satisfies Probe;

const COUNTERS = {
	oomKills: 'kills by the OOM killer',
	pidsRefused: 'forks refused',
	cpuThrottled: 'periods throttled',
} as const;

type Counter = keyof typeof COUNTERS;
type Field = 'memoryMax' | 'pidsMax' | 'cpuMax' | Counter;
type Lack =
	| {readonly lack: string}
	/** The group does not report the field `of`. */
	| {readonly unknown: string; readonly of: Field}
	| undefined;

const TREES: Readonly<Record<Field, string>> = {
	memoryMax: 'memory',
	pidsMax: 'pids',
	cpuMax: 'cpu',
	oomKills: 'memory',
	pidsRefused: 'pids',
	cpuThrottled: 'cpu',
};

/** A control group with these limits and members, or whose counters have moved. */
export const cgroup = defineKind<Spec>({
	kind: 'cgroup',
	schema,
	probes: () => [CGROUPS],
	judge: judgeCgroup,
});

function judgeCgroup(spec: Spec, evidence: Evidence): Verdict {
	const why = unreadable(evidence, CGROUPS);
	if (why !== undefined) return cannotTell(why);
	if (!hasRun(evidence)) return notYet(`The group ${spec.path} is as it was: ${NOTHING_RUN}.`);
	// A group must be gone now, but it may have been as it should be at any moment.
	const onlyNow = spec.now || spec.exists === false;
	const watched = watchGroup(spec, evidence);
	const judged = (onlyNow ? watched.slice(-1) : watched)
		.toReversed()
		.map(({group, grown}) => ({group, lacks: lacksOf(group, grown, spec)}));
	const right = judged.find(({lacks}) => lacks.length === 0);
	if (right) {
		const seen = right.group ? sightings(right.group, spec) : [];
		return passed(`The group ${spec.path} is as this step wants it.`, seen);
	}
	// The latest moment with the group says more than its absence now.
	const closest = judged.find(({group}) => group) ?? judged[0];
	const lack = closest?.lacks[0];
	if (lack && 'unknown' in lack) {
		// v1 has a tree per controller, so a group may exist in one and not yet in another.
		const inOtherTree = groupAt(evidence.moments.at(-1), '/')?.[lack.of] !== undefined;
		if (!inOtherTree) return cannotTell(lack.unknown);
		return notYet(
			`There is no group ${spec.path} in the tree of the ${TREES[lack.of]} controller.`,
			{
				closeness: 1 / (1 + closest.lacks.length),
			},
		);
	}
	return notYet(lack?.lack ?? `There is no group ${spec.path}.`, {
		closeness: closest?.group ? 1 / (1 + closest.lacks.length) : 0,
	});
}

const groupAt = (moment: Moment | undefined, path: string): CgroupView | undefined =>
	answerAt(moment, CGROUPS)?.groups.find((group) => group.path === path);

type Growth = Readonly<Record<Counter, number>>;

interface Watched {
	readonly group: CgroupView | undefined;
	/** How far its counters have moved by this moment. */
	readonly grown: Growth;
}

/**
 * The group at each moment. Counters that moved since the moment before count only while the spec's
 * limits are set: running into another limit does not prove this one.
 */
function watchGroup(spec: Spec, evidence: Evidence): readonly Watched[] {
	let last = groupAt(evidence.before, spec.path);
	let grown: Growth = {oomKills: 0, pidsRefused: 0, cpuThrottled: 0};
	return evidence.moments.map((moment) => {
		const group = groupAt(moment, spec.path);
		if (group && limitLacks(spec, group).length === 0) {
			// A group that was removed and made again counts from zero.
			const more = (counter: Counter): number =>
				grown[counter] + Math.max(0, (group[counter] ?? 0) - (last?.[counter] ?? 0));
			grown = {
				oomKills: wasFull(spec, group) ? more('oomKills') : grown.oomKills,
				pidsRefused: more('pidsRefused'),
				cpuThrottled: more('cpuThrottled'),
			};
		}
		last = group;
		return {group, grown};
	});
}

/** A charge of many pages may fail a little earlier than the last single page (mm/memcontrol.c, try_charge). */
const SHORT_OF_LIMIT = 4 * 1024 * 1024;

/**
 * Whether the group ever held as much as the limit that is asked for. Who dies with less in use died of another
 * limit, be the one that stands now the right one.
 */
function wasFull({memoryMax}: Spec, {memoryPeak}: CgroupView): boolean {
	if (memoryPeak === undefined || memoryMax === undefined || memoryMax === 'max') return true;
	return memoryPeak >= boundsOf(memoryMax).atLeast - SHORT_OF_LIMIT;
}

function lacksOf(
	group: CgroupView | undefined,
	grown: Growth,
	spec: Spec,
): readonly Exclude<Lack, undefined>[] {
	if (spec.exists === false) return group ? [{lack: `The group ${spec.path} is still there.`}] : [];
	if (!group) return [{lack: `There is no group ${spec.path}.`}];
	return [
		...limitLacks(spec, group),
		...(['oomKills', 'pidsRefused', 'cpuThrottled'] as const).map((counter) =>
			lackOfMove(spec, counter, group, grown[counter]),
		),
		spec.members === undefined || meetsAmount(spec.members, group.members.length)
			? undefined
			: {
					lack: `${spec.path} has ${group.members.length} processes in it, not ${sayAmount(spec.members)}.`,
				},
	].filter((lack) => lack !== undefined);
}

const limitLacks = (spec: Spec, group: CgroupView): readonly Exclude<Lack, undefined>[] =>
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

function lackOfCpu(spec: Spec, group: CgroupView): Lack {
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

const when = ({memoryMax, pidsMax, cpuMax}: Spec): string =>
	[memoryMax, pidsMax, cpuMax].every((limit) => limit === undefined)
		? 'since this step began'
		: 'under that limit';

function lackOfMove(spec: Spec, counter: Counter, group: CgroupView, grown: number): Lack {
	const wanted = spec.moved?.[counter];
	if (wanted === undefined) return undefined;
	if (group[counter] === undefined)
		return {unknown: `This host does not count ${COUNTERS[counter]}.`, of: counter};
	return grown >= wanted
		? undefined
		: {
				lack: `${spec.path} counts ${grown} ${COUNTERS[counter]} ${when(spec)}, not ${wanted}.`,
			};
}

function sightings(group: CgroupView, spec: Spec): readonly Sighting[] {
	const cpu = group.cpuMax && `${group.cpuMax.quota} ${group.cpuMax.period}`;
	const moved = spec.moved ?? {};
	return [
		...(spec.memoryMax === undefined
			? []
			: [{what: 'memory limit', value: String(group.memoryMax)}]),
		...(spec.pidsMax === undefined ? [] : [{what: 'pids limit', value: String(group.pidsMax)}]),
		...(spec.cpuMax === undefined ? [] : [{what: 'CPU quota and period', value: cpu ?? ''}]),
		...(['oomKills', 'pidsRefused', 'cpuThrottled'] as const).flatMap((counter) =>
			moved[counter] === undefined
				? []
				: [{what: COUNTERS[counter], value: String(group[counter])}],
		),
		...(spec.members === undefined
			? []
			: [{what: 'processes in it', value: String(group.members.length)}]),
	];
}

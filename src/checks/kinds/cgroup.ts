// The check for a control group that the learner sets up, fills, or drives against its limits.
import * as z from 'zod';
import type {CgroupView, Evidence, Moment, Probe} from '../../domain/evidence.js';
import type {Sighting, Verdict} from '../../domain/verdict.js';
import {defineKind} from '../define-kind.js';
import {amountSchema, meetsAmount, sayAmount} from '../spec-parts.js';
import {
	answerAt,
	cannotTell,
	hasRun,
	NOTHING_RUN,
	notYet,
	passed,
	unreadable,
} from '../verdicts.js';
import {
	cpuSchema,
	filledTo,
	type LackOf,
	type LimitName,
	limitLacks,
	limitSchema,
	wasFull,
} from './cgroup-limits.js';

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
		cpuMax: cpuSchema.optional().describe('{cores: 2}, {quota: 200000, period: 100000} or max.'),
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

const CGROUPS = {kind: 'cgroups'} as const satisfies Probe;

const COUNTERS = {
	oomKills: 'kills by the OOM killer',
	pidsRefused: 'forks refused',
	cpuThrottled: 'periods throttled',
} as const;

type Counter = keyof typeof COUNTERS;
type Field = LimitName | Counter;
type Lack = LackOf<Field>;

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
		const seen = groupAt(moment, spec.path);
		const group = seen && asKilled(seen, last, spec);
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
		last = seen;
		return {group, grown};
	});
}

/** The group as it was when somebody in it was killed, where it tells that and the limit is another one by now. */
function asKilled(group: CgroupView, last: CgroupView | undefined, spec: Spec): CgroupView {
	const isKill = !spec.now && spec.moved?.oomKills !== undefined;
	const killed = isKill && (group.oomKills ?? 0) > (last?.oomKills ?? 0);
	const limit = killed ? filledTo(spec, group, last) : undefined;
	return limit === undefined ? group : {...group, memoryMax: limit};
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

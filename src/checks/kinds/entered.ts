import * as z from 'zod';
import type {Evidence, Moment, Probe, ProcessView} from '../../domain/evidence.js';
import {NAMESPACE_KINDS} from '../../domain/namespace.js';
import type {Sighting, Verdict} from '../../domain/verdict.js';
import {CAPABILITIES, hasCapability} from '../capabilities.js';
import {defineKind} from '../define-kind.js';
import {nameProcess, uidInside} from '../name-process.js';
import {numberSchema, patternSchema, tabSchema, toPattern} from '../spec-parts.js';
import {
	answerAt,
	cannotTell,
	hasRun,
	NOTHING_RUN,
	notYet,
	passed,
	unreadable,
} from '../verdicts.js';

const schema = z.strictObject({
	new: z.array(z.enum(NAMESPACE_KINDS)).min(1).optional(),
	same: z.array(z.enum(NAMESPACE_KINDS)).min(1).optional(),
	newFrom: tabSchema.optional(),
	pid1: z.boolean().optional(),
	mappedUid: numberSchema.optional(),
	root: z.enum(['changed', 'same']).optional(),
	lacks: z.array(z.enum(CAPABILITIES)).min(1).optional(),
	has: z.array(z.enum(CAPABILITIES)).min(1).optional(),
	boundLacks: z.array(z.enum(CAPABILITIES)).min(1).optional(),
	seccomp: z.int().min(0).max(2).optional(),
	noNewPrivs: z.boolean().optional(),
	hostname: z.string().optional(),
	notHostname: z.string().optional(),
	tab: tabSchema.optional(),
	command: patternSchema.optional(),
	foreground: z.boolean().optional(),
	now: z.boolean().optional(),
});

type Spec = z.infer<typeof schema>;

/** One thing that is asked of a process, and how it is said when it is missing. */
interface Requirement {
	holds(candidate: Candidate): boolean;
	missing(candidate: Candidate): string;
	seen?(candidate: Candidate): readonly Sighting[];
}

interface Candidate {
	readonly process: ProcessView;
	/** The process it is compared with: the first one of its tab, or of the tab named by `newFrom`. */
	readonly first: ProcessView | undefined;
	readonly hostname: string | undefined;
	readonly firstHostname: string | undefined;
}

interface Ranked {
	readonly candidate: Candidate;
	readonly met: number;
	readonly unmet: Requirement | undefined;
}

/** A process of the learner that is in these namespaces, with these ids and capabilities. */
export const entered = defineKind<Spec>({
	kind: 'entered',
	schema,
	patterns: ['command'],
	probes: (spec) => (asksHostname(spec) ? [hostnamesProbe(spec)] : []),
	judge: judgeEntered,
	tabs: (spec) => [spec.tab, spec.newFrom].filter((tab) => tab !== undefined),
});

function judgeEntered(spec: Spec, evidence: Evidence): Verdict {
	if (!hasRun(evidence)) return notYet(`No process has moved: ${NOTHING_RUN}.`);
	const requirements = requirementsOf(spec);
	const moments = spec.now ? evidence.moments.slice(-1) : evidence.moments;
	const closest = closestOf(moments, spec, evidence.before, requirements);
	if (closest && closest.unmet === undefined) {
		const seen = requirements.flatMap((one) => one.seen?.(closest.candidate) ?? []);
		return passed(`${nameProcess(closest.candidate.process)} is where this step wants it.`, seen);
	}
	const why = asksHostname(spec) ? unreadable(evidence, hostnamesProbe(spec)) : undefined;
	if (why !== undefined) return cannotTell(why);
	if (!closest?.unmet) {
		return notYet('No process like this runs, or it ended before it could be seen.', {look: STAY});
	}
	return notYet(closest.unmet.missing(closest.candidate), {
		look: STAY,
		seen: closest.unmet.seen?.(closest.candidate) ?? [],
		closeness: closest.met / requirements.length,
	});
}

/** The process that meets all of them or else the most; the latest and deepest of equals. */
function closestOf(
	moments: readonly Moment[],
	spec: Spec,
	before: Moment | undefined,
	requirements: readonly Requirement[],
): Ranked | undefined {
	let closest: Ranked | undefined;
	for (const moment of moments.toReversed()) {
		for (const candidate of candidatesAt(moment, spec, before)) {
			const ranked = rank(candidate, requirements);
			if (ranked.unmet === undefined) return ranked;
			if (!closest || ranked.met > closest.met) closest = ranked;
		}
	}
	return closest;
}

const STAY = 'Stay in the process, or let it run, so that it can be looked at.';

function* candidatesAt(
	moment: Moment,
	spec: Spec,
	before: Moment | undefined,
): Generator<Candidate> {
	const answer = asksHostname(spec) ? answerAt(moment, hostnamesProbe(spec)) : undefined;
	// The deepest first: of two that are equally close, the reason speaks of what was started last.
	const deepestFirst = moment.processes.toSorted((a, b) => b.depth - a.depth);
	for (const process of deepestFirst) {
		if (process.tab === undefined || (spec.tab ?? process.tab) !== process.tab) continue;
		if (spec.command && !toPattern(spec.command).test(process.comm)) continue;
		if (spec.foreground !== undefined && process.foreground !== spec.foreground) continue;
		const tab = spec.newFrom ?? process.tab;
		// As it stood when the step opened: an `exec` gives the first process itself new namespaces.
		const first = firstOf(before, tab) ?? firstOf(moment, tab);
		yield {
			process,
			first,
			hostname: answer?.byPid.get(process.pid),
			firstHostname: first && answer?.byPid.get(first.pid),
		};
	}
}

const firstOf = (moment: Moment | undefined, tab: string): ProcessView | undefined =>
	moment?.processes.find((process) => process.tab === tab && process.depth === 0);

function rank(candidate: Candidate, requirements: readonly Requirement[]): Ranked {
	const unmet = requirements.filter((requirement) => !requirement.holds(candidate));
	return {candidate, met: requirements.length - unmet.length, unmet: unmet[0]};
}

const asksHostname = (spec: Spec): boolean =>
	spec.hostname !== undefined || spec.notHostname !== undefined;

// Of every tab where a shell of another one is compared with.
const hostnamesProbe = (spec: Spec): Extract<Probe, {probe: 'hostnames'}> =>
	spec.tab === undefined || spec.newFrom !== undefined
		? {probe: 'hostnames'}
		: {probe: 'hostnames', tab: spec.tab};

const requirementsOf = (spec: Spec): readonly Requirement[] => [
	...(spec.new ?? []).map(
		(kind): Requirement => ({
			holds: ({process, first}) =>
				first !== undefined &&
				process.namespaces[kind] !== undefined &&
				process.namespaces[kind] !== first.namespaces[kind],
			missing: ({process}) =>
				`${nameProcess(process)} is still in the first shell's ${kind} namespace, ${process.namespaces[kind] ?? 'which can not be read'}.`,
			seen: ({process, first}) => [
				{what: `${nameProcess(process)}, ${kind}`, value: process.namespaces[kind] ?? ''},
				{what: `the first shell, ${kind}`, value: first?.namespaces[kind] ?? ''},
			],
		}),
	),
	...(spec.same ?? []).map(
		(kind): Requirement => ({
			holds: ({process, first}) =>
				first !== undefined && process.namespaces[kind] === first.namespaces[kind],
			missing: ({process, first}) =>
				`${nameProcess(process)} has left the ${kind} namespace ${first?.namespaces[kind] ?? ''}; here it has to stay in it.`,
		}),
	),
	...pidAndUid(spec),
	...privileges(spec),
	...hostnames(spec),
];

function pidAndUid(spec: Spec): readonly Requirement[] {
	const {pid1, mappedUid, root} = spec;
	return [
		...when(
			pid1,
			(wanted): Requirement => ({
				holds: ({process}) => (process.nsPids.at(-1) === 1) === wanted,
				missing: ({process}) =>
					`${nameProcess(process)} is number ${process.nsPids.at(-1)} in its PID namespace, ${wanted ? 'not 1' : 'which it must not be'}.`,
				seen: ({process}) => [
					{what: `${nameProcess(process)}, its numbers`, value: process.nsPids.join(' ')},
				],
			}),
		),
		...when(
			mappedUid,
			(wanted): Requirement => ({
				holds: ({process}) => uidInside(process) === Number(wanted),
				missing: ({process}) =>
					`${nameProcess(process)} is uid ${uidInside(process)} in its user namespace, not ${wanted}.`,
				seen: ({process}) => [
					{what: 'uid inside', value: String(uidInside(process))},
					{what: 'uid on the host', value: String(process.uids[1] ?? '')},
				],
			}),
		),
		...when(
			root,
			(wanted): Requirement => ({
				holds: ({process, first}) => (process.root === first?.root) === (wanted === 'same'),
				missing: ({process}) =>
					wanted === 'same'
						? `${nameProcess(process)} has another root directory than the first shell.`
						: `${nameProcess(process)} still has the root directory of the first shell.`,
			}),
		),
	];
}

function privileges(spec: Spec): readonly Requirement[] {
	const {seccomp, noNewPrivs} = spec;
	return [
		...(spec.has ?? []).map(
			(capability): Requirement => ({
				holds: ({process}) => hasCapability(process.capEff, capability),
				missing: ({process}) =>
					`${nameProcess(process)} does not have CAP_${capability.toUpperCase()}.`,
				seen: effective,
			}),
		),
		...(spec.lacks ?? []).map(
			(capability): Requirement => ({
				holds: ({process}) => !hasCapability(process.capEff, capability),
				missing: ({process}) =>
					`${nameProcess(process)} still has CAP_${capability.toUpperCase()} in its effective set.`,
				seen: effective,
			}),
		),
		...(spec.boundLacks ?? []).map(
			(capability): Requirement => ({
				holds: ({process}) => !hasCapability(process.capBnd, capability),
				missing: ({process}) =>
					`${nameProcess(process)} still has CAP_${capability.toUpperCase()} in its bounding set.`,
			}),
		),
		...when(
			seccomp,
			(wanted): Requirement => ({
				holds: ({process}) => process.seccomp === wanted,
				missing: ({process}) =>
					`Seccomp is ${process.seccomp} for ${nameProcess(process)}, not ${wanted}.`,
				seen: ({process}) => [{what: 'Seccomp', value: String(process.seccomp)}],
			}),
		),
		...when(
			noNewPrivs,
			(wanted): Requirement => ({
				holds: ({process}) => process.noNewPrivs === wanted,
				missing: ({process}) =>
					`NoNewPrivs is ${wanted ? 0 : 1} for ${nameProcess(process)}, not ${wanted ? 1 : 0}.`,
				seen: ({process}) => [{what: 'NoNewPrivs', value: process.noNewPrivs ? '1' : '0'}],
			}),
		),
	];
}

const effective = ({process}: Candidate): readonly Sighting[] => [
	{what: `CapEff of ${nameProcess(process)}`, value: process.capEff.toString(16).padStart(16, '0')},
];

function hostnames(spec: Spec): readonly Requirement[] {
	return [
		...when(
			spec.hostname,
			(wanted): Requirement => ({
				holds: ({hostname}) => hostname === wanted,
				missing: ({process, hostname}) =>
					`The host name that ${nameProcess(process)} sees is "${hostname ?? 'unknown'}", not "${wanted}".`,
				seen: ({process, hostname}) => [
					{what: `host name for ${nameProcess(process)}`, value: hostname ?? ''},
				],
			}),
		),
		...when(
			spec.notHostname,
			(wanted): Requirement => ({
				holds: ({firstHostname}) => firstHostname !== undefined && firstHostname !== wanted,
				missing: () => `The first shell's host name is "${wanted}" too; it must stay as it was.`,
				seen: ({firstHostname}) => [
					{what: 'host name for the first shell', value: firstHostname ?? ''},
				],
			}),
		),
	];
}

const when = <Value>(
	value: Value | undefined,
	make: (value: Value) => Requirement,
): readonly Requirement[] => (value === undefined ? [] : [make(value)]);

// The check for a process that has moved: into namespaces, under another id, or below another root.
import type {Evidence, Facts, Moment, Probe, ProcessView} from '../../domain/evidence.js';
import type {Verdict} from '../../domain/verdict.js';
import {bindings, boundLabel, boundNamespaces, isBelow, isBound} from '../bound.js';
import {defineKind} from '../define-kind.js';
import {processLabel} from '../process-label.js';
import {toPattern} from '../spec-parts.js';
import {
	answerAt,
	cannotTell,
	hasRun,
	NOTHING_RUN,
	notYet,
	passed,
	unreadable,
	unseen,
} from '../verdicts.js';
import {
	type Candidate,
	type EnteredSpec,
	enteredSchema,
	type Requirement,
	requirementsOf,
	STAY,
} from './entered-requirements.js';

interface Ranked {
	readonly candidate: Candidate;
	readonly met: number;
	readonly unmet: Requirement | undefined;
}

/** One of the learner's processes, in these namespaces and with these ids and capabilities. */
export const entered = defineKind<EnteredSpec>({
	kind: 'entered',
	schema: enteredSchema,
	patterns: ['command'],
	probes: (spec) => (asksHostname(spec) ? [hostnamesProbe(spec)] : []),
	judge: judgeEntered,
	bindsAs: ({as}) => as,
	bindings: (spec, evidence) => {
		const requirements = requirementsOf(spec);
		return bindings(spec, evidence.moments, (moment) =>
			[...candidatesAt(moment, spec, evidence)]
				.filter((candidate) => rank(candidate, requirements).unmet === undefined)
				.map(({process}) => process),
		);
	},
	tabs: (spec) => [spec.tab, spec.comparedWith].filter((tab) => tab !== undefined),
});

function judgeEntered(spec: EnteredSpec, evidence: Evidence): Verdict {
	if (!hasRun(evidence)) return notYet(`In this step ${NOTHING_RUN}.`);
	const requirements = requirementsOf(spec);
	const moments = spec.now ? evidence.moments.slice(-1) : evidence.moments;
	const closest = closestOf(moments, spec, evidence, requirements);
	if (closest && closest.unmet === undefined) {
		const seen = requirements.flatMap((one) => one.seen?.(closest.candidate) ?? []);
		const is = closest.moment === moments.at(-1) ? 'is' : 'was';
		return passed(`${processLabel(closest.candidate.process)} ${is} ${sayEntered(spec)}.`, seen);
	}
	const why =
		unseen(evidence) ??
		(asksHostname(spec) ? unreadable(evidence, hostnamesProbe(spec)) : undefined);
	if (why !== undefined) return cannotTell(why);
	if (!closest?.unmet) {
		return notYet('No process like this runs, or it ended before it could be seen.', {look: STAY});
	}
	return notYet(closest.unmet.missing(closest.candidate), {
		look: closest.unmet.look,
		seen: closest.unmet.seen?.(closest.candidate) ?? [],
		closeness: closest.met / requirements.length,
	});
}

/** The process that meets all requirements, or else the most, and when; of equals, the latest and deepest. */
function closestOf(
	moments: readonly Moment[],
	spec: EnteredSpec,
	evidence: Evidence,
	requirements: readonly Requirement[],
): (Ranked & {readonly moment: Moment}) | undefined {
	let closest: ReturnType<typeof closestOf>;
	for (const moment of moments.toReversed()) {
		for (const candidate of candidatesAt(moment, spec, evidence)) {
			const ranked = {...rank(candidate, requirements), moment};
			if (ranked.unmet === undefined) return ranked;
			if (!closest || ranked.met > closest.met) closest = ranked;
		}
	}
	return closest;
}

function* candidatesAt(
	moment: Moment,
	spec: EnteredSpec,
	evidence: Evidence,
): Generator<Candidate> {
	const answer = asksHostname(spec) ? answerAt(moment, hostnamesProbe(spec)) : undefined;
	// Deepest first: of two equally close, the reason is about the one started last.
	const deepestFirst = moment.processes.toSorted((a, b) => b.depth - a.depth);
	for (const process of deepestFirst) {
		if (process.tab === undefined || !isMeant(process, moment, spec, evidence.facts)) continue;
		const first = firstShellOf(spec.comparedWith ?? process.tab, moment, evidence.before);
		yield {
			process,
			...yardstick(spec, first, evidence.facts),
			hostname: answer?.byPid.get(process.pid),
			firstHostname: first && answer?.byPid.get(first.pid),
		};
	}
}

/** As it began: an `exec` gives the first process itself new namespaces. */
const firstShellOf = (tab: string, moment: Moment, before: Moment | undefined) =>
	moment.firstShells?.get(tab) ?? firstOf(before, tab) ?? firstOf(moment, tab);

/** What `new` and `same` compare with. */
function yardstick(
	{below, than = below}: EnteredSpec,
	first: ProcessView | undefined,
	facts: Facts,
): Pick<Candidate, 'first' | 'than'> {
	if (than === undefined) return {first, than: 'the first shell'};
	return {
		first: first && {...first, namespaces: boundNamespaces(than, facts)},
		than: boundLabel(than, facts),
	};
}

const isMeant = (
	process: ProcessView,
	{processes}: Moment,
	spec: EnteredSpec,
	facts: Facts,
): boolean =>
	(spec.tab ?? process.tab) === process.tab &&
	isBound(process, spec, facts) &&
	(spec.below === undefined || isBelow(process, spec.below, facts, processes)) &&
	(spec.command === undefined || toPattern(spec.command).test(process.comm)) &&
	(spec.foreground ?? process.foreground) === process.foreground;

const firstOf = (moment: Moment | undefined, tab: string): ProcessView | undefined =>
	moment?.processes.find((process) => process.tab === tab && process.depth === 0);

function rank(candidate: Candidate, requirements: readonly Requirement[]): Ranked {
	const unmet = requirements.filter((requirement) => !requirement.holds(candidate));
	return {candidate, met: requirements.length - unmet.length, unmet: unmet[0]};
}

const asksHostname = (spec: EnteredSpec): boolean =>
	spec.hostname !== undefined || spec.notHostname !== undefined;

// Every tab's where the comparison is with another tab's shell.
const hostnamesProbe = (spec: EnteredSpec): Extract<Probe, {kind: 'hostnames'}> =>
	spec.tab === undefined || spec.comparedWith !== undefined
		? {kind: 'hostnames'}
		: {kind: 'hostnames', tab: spec.tab};

/** Where a process that meets the spec is: `in a new uts namespace, with the host name "heron"`. */
export function sayEntered(spec: EnteredSpec): string {
	const parts = [
		...(spec.new === undefined ? [] : [`in ${sayNew(spec.new)}`]),
		...(spec.pid1
			? [`as process 1${spec.new?.includes('pid') ? '' : ' of its PID namespace'}`]
			: []),
		...(spec.handlesSignal === undefined
			? []
			: [`with a handler for signal ${spec.handlesSignal}`]),
		...(spec.mappedUid === undefined
			? []
			: [
					`as uid ${spec.mappedUid}${spec.new?.includes('user') ? ' there' : ' of its user namespace'}`,
				]),
		...(spec.bootOffset === undefined ? [] : [`with a boot ${spec.bootOffset} seconds earlier`]),
		...(spec.root === 'changed' ? ['below another root directory'] : []),
		...(spec.hostname === undefined ? [] : [`with the host name "${spec.hostname}"`]),
		...sayPowers(spec),
	];
	return parts.length === 0 ? 'as this step wants it' : parts.join(', ');
}

/** What the process may do, and what restricts it. */
const sayPowers = ({lacks, has, noNewPrivs, seccomp}: EnteredSpec): readonly string[] => [
	...(lacks === undefined ? [] : [`without ${sayAll(lacks.map(asCapability))}`]),
	...(has === undefined ? [] : [`with ${sayAll(has.map(asCapability))}`]),
	...(noNewPrivs === undefined ? [] : [`${noNewPrivs ? 'with' : 'without'} no_new_privs`]),
	...(seccomp === undefined
		? []
		: [seccomp === 2 ? 'under a seccomp filter' : `with Seccomp ${seccomp}`]),
];

const sayNew = (kinds: readonly string[]): string =>
	kinds.length === 1 ? `a new ${kinds[0]} namespace` : `new ${sayAll(kinds)} namespaces`;

const sayAll = (words: readonly string[]): string =>
	[words.slice(0, -1).join(', '), words.at(-1)].filter(Boolean).join(' and ');

const asCapability = (name: string): string => `CAP_${name.toUpperCase()}`;

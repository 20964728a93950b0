import type {Evidence, Moment, Probe, ProcessView} from '../../domain/evidence.js';
import type {Verdict} from '../../domain/verdict.js';
import {defineKind} from '../define-kind.js';
import {nameProcess} from '../process-label.js';
import {
	type Candidate,
	type EnteredSpec,
	enteredSchema,
	type Requirement,
	requirementsOf,
	STAY,
} from './entered-requirements.js';
import {sayEntered} from '../say-entered.js';
import {toPattern} from '../spec-parts.js';
import {
	answerAt,
	cannotTell,
	hasRun,
	NOTHING_RUN,
	notYet,
	passed,
	unreadable,
} from '../verdicts.js';

interface Ranked {
	readonly candidate: Candidate;
	readonly met: number;
	readonly unmet: Requirement | undefined;
}

/** A process of the learner that is in these namespaces, with these ids and capabilities. */
export const entered = defineKind<EnteredSpec>({
	kind: 'entered',
	schema: enteredSchema,
	patterns: ['command'],
	probes: (spec) => (asksHostname(spec) ? [hostnamesProbe(spec)] : []),
	judge: judgeEntered,
	tabs: (spec) => [spec.tab, spec.newFrom].filter((tab) => tab !== undefined),
});

function judgeEntered(spec: EnteredSpec, evidence: Evidence): Verdict {
	if (!hasRun(evidence)) return notYet(`No process has moved: ${NOTHING_RUN}.`);
	const requirements = requirementsOf(spec);
	const moments = spec.now ? evidence.moments.slice(-1) : evidence.moments;
	const closest = closestOf(moments, spec, evidence.before, requirements);
	if (closest && closest.unmet === undefined) {
		const seen = requirements.flatMap((one) => one.seen?.(closest.candidate) ?? []);
		return passed(`${nameProcess(closest.candidate.process)} is ${sayEntered(spec)}.`, seen);
	}
	const why = asksHostname(spec) ? unreadable(evidence, hostnamesProbe(spec)) : undefined;
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

/** The process that meets all of them or else the most; the latest and deepest of equals. */
function closestOf(
	moments: readonly Moment[],
	spec: EnteredSpec,
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

function* candidatesAt(
	moment: Moment,
	spec: EnteredSpec,
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

const asksHostname = (spec: EnteredSpec): boolean =>
	spec.hostname !== undefined || spec.notHostname !== undefined;

// Of every tab where a shell of another one is compared with.
const hostnamesProbe = (spec: EnteredSpec): Extract<Probe, {probe: 'hostnames'}> =>
	spec.tab === undefined || spec.newFrom !== undefined
		? {probe: 'hostnames'}
		: {probe: 'hostnames', tab: spec.tab};

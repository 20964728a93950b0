// The check for the learner's processes: that some are there, how many, or that they are gone.
import * as z from 'zod';
import type {Evidence, Facts, Moment, Probe, ProcessView} from '../../domain/evidence.js';
import {NAMESPACE_KINDS} from '../../domain/namespace.js';
import type {Verdict} from '../../domain/verdict.js';
import {bindingSchema, bindings, boundLabel, isBound, isChildOf} from '../bound.js';
import {defineKind} from '../define-kind.js';
import {processLabel} from '../process-label.js';
import {
	amountSchema,
	boundsOf,
	meetsAmount,
	nameSchema,
	patternSchema,
	sayAmount,
	tabSchema,
	toPattern,
} from '../spec-parts.js';
import {
	answerAt,
	cannotTell,
	hasRun,
	NOTHING_RUN,
	notYet,
	passed,
	unreadable,
	unseen,
	unseenArguments,
} from '../verdicts.js';

const schema = z
	.strictObject({
		command: patternSchema
			.optional()
			.describe('A regular expression that matches its name, or its arguments joined by blanks.'),
		count: amountSchema
			.optional()
			.describe('How many: a number or {atLeast, atMost, exactly}; at least 1 if left out.'),
		state: z.string().length(1).optional().describe('R, S, D, T or Z, as ps shows it.'),
		pidNamespaces: z
			.int()
			.min(1)
			.optional()
			.describe('How many PID namespaces deep it is; 1 is the sandbox itself.'),
		apart: z
			.array(z.enum(NAMESPACE_KINDS))
			.min(1)
			.optional()
			.describe('Of those that share a namespace of one of these kinds only one counts.'),
		cpus: z.int().min(1).optional().describe('On how many processors it may run.'),
		cpuList: z.string().min(1).optional().describe("Which ones, as in its status: '0-3,8'."),
		gone: z
			.boolean()
			.optional()
			.describe('true where it was there when the step opened, or later, and is there no more.'),
		tab: tabSchema.optional().describe('Only in the terminal of this name.'),
		cgroup: z
			.string()
			.startsWith('/')
			.optional()
			.describe("The control group that it is in, below the sandbox's own: /box."),
		what: z.string().min(1).optional().describe('What the reason calls it, after "No".'),
		...bindingSchema,
		childOf: nameSchema
			.optional()
			.describe('Its parent is the process that an earlier part bound by this name.'),
		orphan: z
			.boolean()
			.optional()
			.describe("true where its parent is process 1 of the sandbox, none of the learner's."),
		foreground: z.boolean().optional().describe('Whether it is in the foreground of its terminal.'),
		now: z.boolean().optional().describe('true where only the latest moment counts.'),
	})
	.describe('A process like this is there, or is gone.');

type Spec = z.infer<typeof schema>;

const CGROUPS = {kind: 'cgroups'} as const satisfies Probe;

/** Processes like this that are there, or that were and are gone. */
export const process = defineKind<Spec>({
	kind: 'process',
	schema,
	patterns: ['command'],
	probes: (spec) => (spec.cgroup === undefined ? [] : [CGROUPS]),
	tabs: (spec) => (spec.tab === undefined ? [] : [spec.tab]),
	judge: judgeProcess,
	bindsAs: ({as}) => as,
	bindings: (spec, {before, moments, facts}) =>
		// What is gone may have been seen for the last time when the step opened.
		bindings(spec, [...(spec.gone && before ? [before] : []), ...moments], (moment) =>
			matching(moment, spec, facts),
		),
});

function judgeProcess(spec: Spec, evidence: Evidence): Verdict {
	const why = spec.cgroup === undefined ? undefined : unreadable(evidence, CGROUPS);
	if (why !== undefined) return cannotTell(why);
	if (!hasRun(evidence)) {
		return notYet(`In this step ${NOTHING_RUN}.`);
	}
	const verdict = spec.gone ? judgeGone(spec, evidence) : judgeCount(spec, evidence);
	const isSeen = verdict.kind === 'passed' && !spec.gone && !isBounded(spec);
	const unread = isSeen ? undefined : (unseen(evidence) ?? unseenOf(spec, evidence));
	return unread === undefined ? verdict : cannotTell(unread);
}

/** Of processes that are told by their name or state alone, the arguments do not matter. */
const unseenOf = (spec: Spec, evidence: Evidence): string | undefined =>
	spec.command === undefined ? undefined : unseenArguments(evidence);

const isBounded = ({count}: Spec): boolean =>
	count !== undefined && Number.isFinite(boundsOf(count).atMost);

function judgeGone(spec: Spec, evidence: Evidence): Verdict {
	const latest = evidence.moments.at(-1);
	const left = latest ? matching(latest, spec, evidence.facts) : [];
	if (left[0]) {
		return notYet(`${processLabel(left[0])} is still there.`, {closeness: 0.5});
	}
	const earlier = [...(evidence.before ? [evidence.before] : []), ...evidence.moments];
	const was = earlier.flatMap((moment) => matching(moment, spec, evidence.facts)).at(-1);
	if (!was) return notYet(`No ${describe(spec)} has been seen yet, so none can be gone.`);
	return passed(`${processLabel(was)} is gone.`, [{what: 'gone', value: processLabel(was)}]);
}

function judgeCount(spec: Spec, evidence: Evidence): Verdict {
	const count = spec.count ?? {atLeast: 1};
	// An upper bound must hold now; that there were enough may be true of any moment.
	const onlyNow = spec.now || isBounded(spec);
	const moments = onlyNow ? evidence.moments.slice(-1) : evidence.moments;
	let most: readonly ProcessView[] = [];
	let isNow = true;
	for (const moment of moments.toReversed()) {
		const found = matching(moment, spec, evidence.facts);
		if (meetsAmount(count, found.length)) {
			const seen = found.slice(0, 5).map((one) => ({
				what: one.argv.join(' ') || one.comm,
				value: `pid ${one.nsPids[1] ?? one.nsPids[0]}`,
			}));
			return passed(sayFound(found, spec, moment === evidence.moments.at(-1)), seen);
		}
		if (found.length > most.length) {
			most = found;
			isNow = moment === evidence.moments.at(-1);
		}
	}
	const closeness = most.length > 0 ? 0.5 : 0;
	if (most.length === 0)
		return notYet(`No ${describe(spec)} is there${parentOf(spec, evidence)}.`, {closeness});
	const [one, more] = isNow ? ['is', 'are'] : ['was', 'were'];
	const are =
		most.length === 1
			? `${one} 1 ${describe(spec)}`
			: `${more} ${most.length} ${describe(spec, 'processes')}`;
	return notYet(`There ${are}, not ${sayAmount(count)}.`, {
		closeness,
	});
}

/** Whose child it would have to be. */
const parentOf = ({childOf}: Spec, {facts}: Evidence): string =>
	childOf === undefined || !facts.has(`${childOf}.pid`)
		? ''
		: ` as a child of ${boundLabel(childOf, facts)}`;

/** Names the processes that are there, or were: a pattern means nothing to a learner. */
function sayFound(found: readonly ProcessView[], spec: Spec, isNow: boolean): string {
	const [first] = found;
	if (first === undefined) return `No ${describe(spec)} is there.`;
	const inState = spec.state === undefined ? '' : ` in state ${spec.state}`;
	if (found.length > 1)
		return `${found.length} processes like ${processLabel(first)} ${isNow ? 'are' : 'were'} there${inState}.`;
	return `${processLabel(first)} ${isNow ? 'is' : 'was'} there${inState}.`;
}

function matching(moment: Moment, spec: Spec, facts: Facts): readonly ProcessView[] {
	const pattern = spec.command === undefined ? undefined : toPattern(spec.command);
	const members =
		spec.cgroup === undefined
			? undefined
			: // On v1 a process in one hierarchy of two is under only half of the limits.
				(answerAt(moment, CGROUPS)?.groups.find(({path}) => path === spec.cgroup)
					?.membersThroughout ?? []);
	const found = moment.processes.filter(
		(one) =>
			(spec.tab ?? one.tab) === one.tab &&
			isBound(one, spec, facts) &&
			(spec.orphan === undefined || spec.orphan === isOrphan(one, moment)) &&
			(spec.childOf === undefined || isChildOf(one, spec.childOf, facts, moment.processes)) &&
			(spec.foreground ?? one.foreground) === one.foreground &&
			(spec.state === undefined
				? one.state !== 'X' && !isDeadAsked(one)
				: one.state === spec.state) &&
			(pattern === undefined || pattern.test(one.comm) || pattern.test(one.argv.join(' '))) &&
			// The first number is of this program's own PID namespace, so it does not count.
			(spec.pidNamespaces === undefined || one.nsPids.length - 1 === spec.pidNamespaces) &&
			(spec.cpus === undefined || one.cpus === spec.cpus) &&
			(spec.cpuList === undefined || one.cpuList === spec.cpuList) &&
			(members === undefined || members.includes(one.pid)),
	);
	return (spec.apart ?? []).reduce<readonly ProcessView[]>(oneOfEach, found);
}

/** Whoever lost their parent, with no subreaper above: process 1 is the sandbox's own, and not among them. */
const isOrphan = ({parent}: ProcessView, {processes, unread}: Moment): boolean =>
	unread === undefined && !processes.some(({pid}) => pid === parent);

/** The first process of each namespace of this kind. */
const oneOfEach = (
	processes: readonly ProcessView[],
	kind: (typeof NAMESPACE_KINDS)[number],
): readonly ProcessView[] => [
	...new Map(processes.toReversed().map((one) => [one.namespaces[kind], one])).values(),
];

/** A zombie has ended; it counts only for a check that asks for its state. */
const isDeadAsked = ({state}: ProcessView): boolean => state === 'Z';

/** A pattern that is a plain name; any other means nothing to a learner. */
function sayPattern(pattern: string): readonly string[] {
	const name = pattern.replaceAll(/^\^|\$$|\\b/g, '');
	return /^[\w./ -]+$/.test(name) ? [`like "${name}"`] : [];
}

/** The lesson's own words for the process, or else its plain name. */
function describe(spec: Spec, noun = 'process'): string {
	const {what, command, state, cpus} = spec;
	const parts = [
		what ?? noun,
		...(state === undefined ? [] : [`in state ${state}`]),
		...(what !== undefined || command === undefined ? [] : sayPattern(command)),
		...(cpus === undefined ? [] : [`on ${cpus} ${cpus === 1 ? 'CPU' : 'CPUs'}`]),
		...(spec.cpuList === undefined ? [] : [`on CPU ${spec.cpuList}`]),
		...(spec.cgroup === undefined ? [] : [`in the group ${spec.cgroup}`]),
	];
	return parts.join(' ');
}

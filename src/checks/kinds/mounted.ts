// The check for something the learner mounts or unmounts, in whichever mount namespace.
import * as z from 'zod';
import type {
	Evidence,
	Facts,
	Moment,
	MountView,
	Probe,
	ProcessView,
} from '../../domain/evidence.js';
import type {Verdict} from '../../domain/verdict.js';
import {isBound} from '../bound.js';
import {defineKind} from '../define-kind.js';
import {processLabel} from '../process-label.js';
import {nameSchema, tabSchema} from '../spec-parts.js';
import {
	answerAt,
	cannotTell,
	hasRun,
	NOTHING_RUN,
	notYet,
	passed,
	unreadable,
} from '../verdicts.js';

const schema = z
	.strictObject({
		at: z.string().min(1).describe('The mount point, as that process sees it.'),
		type: z.string().optional().describe('The file system type: tmpfs, overlay, proc, …'),
		source: z.string().optional().describe('What is mounted, as it was named.'),
		options: z.array(z.string()).optional().describe('Options of the mount: [ro].'),
		superOptions: z
			.array(z.string())
			.optional()
			.describe('Options of the file system: [size=1024k].'),
		propagation: z
			.enum(['shared', 'private', 'slave'])
			.optional()
			.describe('How mounts travel to and from it.'),
		onlyIn: tabSchema
			.optional()
			.describe('A process of this terminal has it, and the first shell there has it not.'),
		tab: tabSchema.optional().describe('Only in the terminal of this name.'),
		is: nameSchema
			.optional()
			.describe('It is in the table of the process that an earlier part bound by this name.'),
		gone: z.boolean().optional().describe('true where it was mounted and is no more.'),
		now: z.boolean().optional().describe('true where only the latest moment counts.'),
	})
	.describe("A mount like this is in the mount table of one of the learner's processes.");

type Spec = z.infer<typeof schema>;

interface SeenMount {
	readonly process: ProcessView;
	readonly mount: MountView;
}

/** A mount in the mount table of one of the learner's processes. */
export const mounted = defineKind<Spec>({
	kind: 'mounted',
	schema,
	probes: (spec) => [probeOf(spec)],
	tabs: (spec) => [spec.tab, spec.onlyIn].filter((tab) => tab !== undefined),
	judge: judgeMounted,
});

function judgeMounted(spec: Spec, evidence: Evidence): Verdict {
	const why = unreadable(evidence, probeOf(spec));
	if (why !== undefined) return cannotTell(why);
	if (!hasRun(evidence)) return notYet(`The mount table is as it was: ${NOTHING_RUN}.`);
	return spec.gone ? judgeGone(spec, evidence) : judgeThere(spec, evidence);
}

function judgeThere(spec: Spec, evidence: Evidence): Verdict {
	const moments = spec.now ? evidence.moments.slice(-1) : evidence.moments;
	let closest: {reason: string; closeness: number} | undefined;
	for (const moment of moments.toReversed()) {
		for (const {process, mount} of mountsAt(moment, spec, evidence.facts)) {
			const lack = lackOf(mount, spec) ?? leakOf(moment, mount, spec);
			if (lack === undefined) {
				return passed(`${processLabel(process)} has ${mount.type} at ${mount.mountPoint}.`, [
					{what: mount.mountPoint, value: `${mount.type}, ${mount.options.join(',')}`},
				]);
			}
			closest ??= {reason: lack, closeness: 0.5};
		}
	}
	if (closest) return notYet(closest.reason, {closeness: closest.closeness});
	const bound =
		spec.is === undefined
			? undefined
			: evidence.moments.at(-1)?.processes.find((one) => isBound(one, spec, evidence.facts));
	if (bound) return notYet(`${processLabel(bound)} has no mount at ${spec.at}.`);
	return notYet(`No process of yours has a mount at ${spec.at}.`, {
		look: 'A mount is gone with the last process of its namespace: stay in there.',
	});
}

function judgeGone(spec: Spec, evidence: Evidence): Verdict {
	const latest = evidence.moments.at(-1);
	const isThere = (moment: Moment): boolean =>
		mountsAt(moment, spec, evidence.facts).some(({mount}) => lackOf(mount, spec) === undefined);
	if (latest && isThere(latest)) return notYet(`${spec.at} is still mounted.`, {closeness: 0.5});
	const before = [...(evidence.before ? [evidence.before] : []), ...evidence.moments];
	if (!before.some(isThere))
		return notYet(`No mount at ${spec.at} has been seen yet, so none can be gone.`);
	return passed(`${spec.at} is no longer mounted.`, [{what: 'gone', value: spec.at}]);
}

function mountsAt(moment: Moment, spec: Spec, facts: Facts): readonly SeenMount[] {
	const tables = answerAt(moment, probeOf(spec))?.byPid;
	const tab = spec.onlyIn ?? spec.tab;
	return moment.processes
		.filter((process) => (tab ?? process.tab) === process.tab && isBound(process, spec, facts))
		.toSorted((a, b) => b.depth - a.depth)
		.flatMap((process) => {
			// The last mount at a mount point covers the earlier ones.
			const mount = tables?.get(process.pid)?.findLast(({mountPoint}) => mountPoint === spec.at);
			return mount ? [{process, mount}] : [];
		});
}

/** The first difference between this mount and the spec, as a sentence. */
function lackOf(mount: MountView, spec: Spec): string | undefined {
	const option = spec.options?.find((one) => !mount.options.includes(one));
	const superOption = spec.superOptions?.find((one) => !mount.superOptions.includes(one));
	const propagation = propagationOf(mount);
	if (spec.type !== undefined && mount.type !== spec.type) {
		return `${spec.at} is a mount of type ${mount.type}, not ${spec.type}.`;
	}
	if (spec.source !== undefined && mount.source !== spec.source) {
		return `What is mounted at ${spec.at} is called ${mount.source}, not ${spec.source}.`;
	}
	if (option !== undefined)
		return `${spec.at} is mounted ${mount.options.join(',')}: ${option} is missing.`;
	if (superOption !== undefined) {
		return `${spec.at} has the options ${mount.superOptions.join(',')}: ${superOption} is missing.`;
	}
	if (spec.propagation !== undefined && !propagation.includes(spec.propagation)) {
		return `${spec.at} is ${propagation.join(' and ')}, not ${spec.propagation}.`;
	}
	return undefined;
}

/** The sentence for a mount that the tab's first shell sees too, though `onlyIn` forbids it. */
function leakOf(moment: Moment, mount: MountView, spec: Spec): string | undefined {
	if (spec.onlyIn === undefined) return undefined;
	const first = moment.processes.find(({tab, depth}) => tab === spec.onlyIn && depth === 0);
	const began = moment.firstShells?.get(spec.onlyIn);
	// The shell itself has moved: what it sees now is not what it saw outside.
	if (began && first && began.namespaces.mnt !== first.namespaces.mnt) return undefined;
	const table = first && answerAt(moment, probeOf(spec))?.byPid.get(first.pid);
	// The same file system at the same place: a /proc of one's own is another one than the old /proc.
	return table?.some(
		({mountPoint, type, device}) =>
			mountPoint === mount.mountPoint && type === mount.type && device === mount.device,
	)
		? `The first shell has ${spec.at} in its mount table too: the mount was made outside, not in a mount namespace of its own.`
		: undefined;
}

const propagationOf = ({propagation}: MountView): readonly ('shared' | 'slave' | 'private')[] => {
	const kinds = [
		...(propagation.some((field) => field.startsWith('shared:')) ? (['shared'] as const) : []),
		...(propagation.some((field) => field.startsWith('master:')) ? (['slave'] as const) : []),
	];
	return kinds.length > 0 ? kinds : ['private'];
};

function probeOf(spec: Spec): Probe & {readonly kind: 'mounts'} {
	const tab = spec.onlyIn ?? spec.tab;
	return tab === undefined ? {kind: 'mounts'} : {kind: 'mounts', tab};
}

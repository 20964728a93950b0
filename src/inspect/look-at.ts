// Puts the parts that are read of a process together, and does without one that is not told in time.

import type {ContainerName, Inspection, Unseen} from '../domain/inspection.js';
import type {Answer, AskFor} from '../evidence/create-reader.door.js';
import type {InspectReads} from './create-inspect-reads.js';

/** Asks the process that reads. */
export type AskInspector = AskFor<InspectReads>;

/** What a look at a process came to. */
export type Look =
	| {readonly kind: 'seen'; readonly inspection: Inspection}
	/** There is no such process, or no longer. */
	| {readonly kind: 'gone'}
	/** The kernel did not even tell that. */
	| {readonly kind: 'late'};

/** Looks are taken one after the other. */
export type LookAt = (pid: number) => Promise<Look>;

/** A name changes seldom, and asking for it reads the most files. */
const LOOKS_PER_NAME = 20;

const LATE_WHY = 'The kernel did not answer in time; it was not asked again.';

const WHAT = {
	tree: 'arguments',
	mounts: 'mounts',
	network: 'network',
	group: 'group',
	name: 'name',
} as const satisfies Partial<Record<keyof InspectReads, Unseen['what']>>;

type Part = keyof typeof WHAT;

/** Creates what looks at one process again and again: what was late once is not waited for a second time. */
export function createLookAt(ask: AskInspector): LookAt {
	const late = new Set<Part>();
	let looks = 0;
	let name: ContainerName | undefined;

	/** In turn and not at once: one that is late takes those with it that wait beside it. */
	const part = async <Value>(
		which: Part,
		asked: () => Promise<Answer<Value>>,
	): Promise<Value | undefined> => {
		if (late.has(which)) return undefined;
		const answer = await asked();
		if (answer.kind === 'read') return answer.value;
		late.add(which);
		return undefined;
	};
	return async (pid) => {
		const portrait = await ask('portrait', pid);
		if (portrait.kind !== 'read') return {kind: 'late'};
		if (portrait.value === undefined) return {kind: 'gone'};
		const tree = await part('tree', () => ask('tree', pid));
		const group = await part('group', () => ask('group', pid));
		const network = await part('network', () => ask('network', pid));
		const mounts = await part('mounts', () => ask('mounts', pid));
		if (looks % LOOKS_PER_NAME === 0) name = await part('name', () => ask('name', pid));
		looks += 1;
		const {unseen, ...seen} = portrait.value;
		return {
			kind: 'seen',
			inspection: {
				...seen,
				container: name,
				processes: tree?.processes ?? [],
				processesLeftOut: tree?.leftOut ?? 0,
				group,
				network,
				mounts,
				unseen: [...unseen, ...[...late].map((one) => ({what: WHAT[one], why: LATE_WHY}))],
			},
		};
	};
}

import type {Exercise, Need, Step} from './exercise.js';

/**
 * What this host can do for the course.
 *
 * - `full`: the sandbox, and namespaces nested inside it
 * - `no-tools`: namespaces, but not the tools that every sandbox is made with
 * - `no-proc`: the sandbox, without a fresh /proc (masked by a container engine)
 * - `outer-only`: real root without nested user namespaces
 * - `observe`: no namespaces; commands that only look
 * - `read`: not Linux; the text and the questions
 */
export type HostClass = 'full' | 'no-tools' | 'no-proc' | 'outer-only' | 'observe' | 'read';

/** The exact command that mends something, and the one that undoes that; absent where that would do harm. */
export interface Mend {
	readonly command: string;
	readonly undo?: string;
	readonly note: string;
}

/** One thing that doctor looked at. */
export interface Finding {
	readonly id: string;
	readonly title: string;
	readonly ok: boolean;
	/** What was seen, in one sentence. */
	readonly found: string;
	/** Needs that are met by this being ok. */
	readonly unlocks: readonly Need[];
	/** What mends it; absent when ok or when nothing can. */
	readonly mend?: Mend;
}

export interface HostReport {
	readonly hostClass: HostClass;
	/** One sentence for people. */
	readonly summary: string;
	readonly findings: readonly Finding[];
	/** Every need that this host meets. */
	readonly meets: readonly Need[];
}

/** Whether exercises are begun at all there: in a sandbox, or observed. */
export const runsExercises = (hostClass: HostClass): boolean =>
	hostClass !== 'read' && hostClass !== 'no-tools';

/** What every sandbox needs, whether a step names it or not. */
export const SANDBOX_NEED: Need = 'user-namespaces';

/** The needs of a step, its exercise's included, that this host does not meet. */
export function missingNeeds(
	exercise: Pick<Exercise, 'needs'>,
	step: Pick<Step, 'needs'>,
	report: Pick<HostReport, 'meets'>,
): readonly Need[] {
	const met = new Set(report.meets);
	return [...new Set([...exercise.needs, ...step.needs])].filter((need) => !met.has(need));
}

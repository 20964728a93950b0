// What a host can do for the course, and how to mend what it can't.
import type {Exercise, Need, Step, Task} from './exercise.js';

/**
 * What this host can do for the course.
 *
 * - `full`: the sandbox, and namespaces nested inside it
 * - `no-tools`: namespaces, but not the tools that every sandbox is built with
 * - `no-proc`: the sandbox, without a fresh /proc (masked by a container engine)
 * - `outer-only`: real root without nested user namespaces
 * - `observe`: no namespaces; commands that only look
 * - `read`: not Linux; the text and the questions
 */
export type HostClass = 'full' | 'no-tools' | 'no-proc' | 'outer-only' | 'observe' | 'read';

/** The exact command that mends something; `undo` is absent where undoing it would do harm. */
export interface Mend {
	readonly command: string;
	readonly undo?: string;
	readonly note: string;
}

/** One thing that doctor checked. */
export interface Finding {
	readonly id: string;
	readonly title: string;
	readonly ok: boolean;
	/** What was seen, in one sentence. */
	readonly found: string;
	/** The needs met when this is ok. */
	readonly unlocks: readonly Need[];
	/** How to mend it; absent when ok or when nothing can. */
	readonly mend?: Mend;
}

/** How many steps can be done as written, only observed, or not at all. */
export interface StepCounts {
	readonly done: number;
	readonly observed: number;
	readonly none: number;
}

export interface HostReport {
	readonly hostClass: HostClass;
	/** One sentence for people. */
	readonly summary: string;
	readonly findings: readonly Finding[];
	/** Every need that this host meets. */
	readonly meets: readonly Need[];
	/** Where it runs, for those who help from afar: plain, docker, kubernetes, wsl2, … */
	readonly kind?: string;
	/** What of the course can be done here, where that has been counted. */
	readonly steps?: StepCounts;
	/** The same of its core path alone. */
	readonly coreSteps?: StepCounts;
	/** It did not answer in time, so that it may be able to do more, or less, than is said here. */
	readonly isUnsure?: true;
}

/** Whether exercises can run here at all, in a sandbox or in the viewer. */
export const runsExercises = (hostClass: HostClass): boolean =>
	hostClass !== 'read' && hostClass !== 'no-tools';

/** Needed by every sandbox, whether a step names it or not. */
export const SANDBOX_NEED: Need = 'user-namespaces';

/** The needs of a step and its exercise that this host does not meet. */
export function missingNeeds(
	exercise: Pick<Exercise, 'needs'>,
	step: Pick<Step, 'needs'>,
	report: Pick<HostReport, 'meets'>,
): readonly Need[] {
	const met = new Set(report.meets);
	return [...new Set([...exercise.needs, ...step.needs])].filter((need) => !met.has(need));
}

/** Why a step that lacks these is passed over: nothing can be observed in its place either. */
export const whyPassedOver = (missing: readonly Need[]): string =>
	missing.includes(SANDBOX_NEED)
		? 'It needs a sandbox, and this host gives none: "container-lessons doctor" says what would.'
		: `This host lacks ${missing.join(', ')}, and there is nothing to observe in its place.`;

/** The form of a step that only looks, if it has one and the host meets what even that needs in a sandbox. */
export const observedForm = (
	{observe, observeNeeds = []}: Pick<Step, 'observe' | 'observeNeeds'>,
	{meets}: Pick<HostReport, 'meets'>,
): Task | undefined => (observeNeeds.every((need) => meets.includes(need)) ? observe : undefined);

import type {Lesson} from '../domain/course.js';
import {findLeftovers, readLeftovers} from '../evidence/read-leftovers.js';

/** One thing that was proven, or not. */
export interface Proof {
	readonly lesson: string;
	readonly claim: string;
	/** `unsteady`: it held, but not at the first try. */
	readonly outcome: 'holds' | 'unsteady' | 'does not hold' | 'skipped';
	readonly why?: string;
	readonly ms: number;
}

/** One thing that is to be proven, or what this box lacks for it. */
export interface PlannedProof {
	readonly claim: string;
	/** Returns what is wrong, or undefined. */
	readonly prove: (() => Promise<string | undefined>) | undefined;
	readonly missing?: readonly string[];
}

export interface ProvingOptions {
	/** How many sandboxes may run at once. */
	readonly jobs: number;
	/** How often a claim that does not hold is tried again. */
	readonly again: number;
	readonly say: (line: string) => void;
}

/** Needs of steps that measure time: beside another sandbox they would measure that one, too. */
const MEASURED = ['cgroup-write:cpu', 'pressure'];

const measures = ({exercise}: Lesson): boolean =>
	exercise.steps.some(({needs}) => needs.some((need) => MEASURED.includes(need)));

/** Proves everything a lesson claims, and that nothing of it is left on the host afterwards. */
export async function proveLesson(
	lesson: Lesson,
	planned: readonly PlannedProof[],
	{jobs, again, say}: ProvingOptions,
): Promise<readonly Proof[]> {
	const started = performance.now();
	const before = readLeftovers();
	const waiting = [...planned];
	const proofs: Proof[] = [];
	const tell = (proof: Proof): void => {
		proofs.push(proof);
		if (proof.outcome !== 'holds') say(proofLine(proof));
	};
	const work = async (): Promise<void> => {
		for (let next = waiting.shift(); next; next = waiting.shift()) {
			tell(await proveOne(lesson, next, again));
		}
	};
	await Promise.all(Array.from({length: measures(lesson) ? 1 : jobs}, work));
	const left = findLeftovers(before, readLeftovers());
	const claim = 'nothing is left behind';
	tell(
		left === undefined
			? {lesson: lesson.id, claim, outcome: 'holds', ms: 0}
			: {lesson: lesson.id, claim, outcome: 'does not hold', why: left, ms: 0},
	);
	say(lessonLine(lesson, proofs, performance.now() - started));
	return proofs;
}

async function proveOne(
	lesson: Lesson,
	{claim, prove, missing}: PlannedProof,
	again: number,
): Promise<Proof> {
	const at = {lesson: lesson.id, claim};
	if (!prove) {
		return {...at, outcome: 'skipped', why: `this box lacks ${missing?.join(', ')}`, ms: 0};
	}
	const started = performance.now();
	const first = await prove();
	let last = first;
	for (let tries = 0; tries < again && last !== undefined; tries += 1) last = await prove();
	const ms = Math.round(performance.now() - started);
	if (first === undefined) return {...at, outcome: 'holds', ms};
	return last === undefined
		? {...at, outcome: 'unsteady', why: `at the first try: ${first}`, ms}
		: {...at, outcome: 'does not hold', why: last, ms};
}

const SIGNS = {holds: '✓', unsteady: '~', 'does not hold': '✗', skipped: '-'} as const;

const proofLine = ({lesson, claim, outcome, why}: Proof): string =>
	`${SIGNS[outcome]} ${lesson} ${claim}\n    ${why}`;

function lessonLine({id, title}: Lesson, proofs: readonly Proof[], ms: number): string {
	const bad = proofs.filter(({outcome}) => outcome === 'does not hold').length;
	const held = proofs.filter(({outcome}) => outcome === 'holds' || outcome === 'unsteady').length;
	const sign = bad === 0 ? '✓' : '✗';
	return `${sign} ${id} ${title}: ${held} of ${held + bad} hold, ${(ms / 1000).toFixed(1)} s`;
}

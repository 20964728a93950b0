// Schedules `verify`'s proofs over several sandboxes, reports them, and proves nothing stays
// behind.

import type {Lesson} from '../domain/course.js';
import {UserError} from '../domain/user-error.js';
import {findLeftovers, readLeftovers} from '../evidence/read-leftovers.door.js';

/** One thing that was proven, or was not. */
export interface Proof {
	/** The lesson's id; empty for what is claimed of the whole run. */
	readonly lesson: string;
	readonly claim: string;
	/** File and line, `exercises/010-x/release.yaml:33`; absent where no line claims it. */
	readonly at?: string;
	/** `unsteady`: it held, but not at the first try. `signed`: it does not hold, and its author says why. */
	readonly outcome: 'holds' | 'unsteady' | 'does not hold' | 'signed' | 'skipped';
	/** Of a variant: what was done to the right attempt. */
	readonly kind?: string;
	readonly why?: string;
	readonly ms: number;
}

/** One thing to prove, or what this host lacks for it. */
export interface PlannedProof {
	readonly lesson: Pick<Lesson, 'id' | 'title'>;
	readonly claim: string;
	/** File and line, from the course's folder. */
	readonly at?: string;
	/** Resolves to what is wrong, or undefined; a UserError it throws says what is wrong, too. */
	readonly prove: (() => Promise<string | undefined>) | undefined;
	/** It measures: next to other sandboxes it would measure those, too. */
	readonly alone: boolean;
	readonly missing?: readonly string[];
	/** Of a variant: what was done to the right attempt. */
	readonly kind?: string;
	/** Why its author says that it need not hold. */
	readonly signed?: string;
}

export interface ProvingOptions {
	/** How many sandboxes may run at once. */
	readonly jobs: number;
	/** How often a claim that does not hold is tried again. */
	readonly again: number;
	/** When no further claim is begun, on the clock of `performance.now()`. */
	readonly until?: number;
	readonly say: (line: string) => void;
}

/**
 * Proves everything planned, in its order, and that none of it leaves anything on the host; begins
 * nothing after `until`. A claim mostly waits for what it started, so several sandboxes run at once,
 * and none beside one that measures. A lesson is reported once its last claim is proven, with the
 * time its claims took together.
 */
export async function proveCourse(
	planned: readonly PlannedProof[],
	{jobs, again, until = Number.POSITIVE_INFINITY, say}: ProvingOptions,
): Promise<readonly Proof[]> {
	const before = readLeftovers();
	const proofs: Proof[] = [];
	const tell = (proof: Proof): void => {
		proofs.push(proof);
		if (proof.outcome !== 'holds' || proof.why !== undefined) say(proofLine(proof));
	};
	const take = (waiting: PlannedProof[]): PlannedProof | undefined =>
		performance.now() < until ? waiting.shift() : undefined;
	const work = async (waiting: PlannedProof[]): Promise<void> => {
		for (let next = take(waiting); next; next = take(waiting)) {
			tell(await proveOne(next, again));
			const {lesson} = next;
			const ofLesson = proofs.filter((proof) => proof.lesson === lesson.id);
			const all = planned.filter((one) => one.lesson.id === lesson.id).length;
			if (ofLesson.length === all) say(lessonLine(lesson, ofLesson));
		}
	};
	for (const {alone, proofs: waiting} of runsOf(planned)) {
		await Promise.all(Array.from({length: alone ? 1 : jobs}, () => work(waiting)));
	}
	const left = findLeftovers(before, readLeftovers());
	const claim = 'nothing is left behind';
	tell(
		left === undefined
			? {lesson: '', claim, outcome: 'holds', ms: 0}
			: {lesson: '', claim, outcome: 'does not hold', why: left, ms: 0},
	);
	return proofs;
}

interface Run {
	readonly alone: boolean;
	readonly proofs: PlannedProof[];
}

/** Neighbours that are all played alone, or all side by side. */
function runsOf(planned: readonly PlannedProof[]): readonly Run[] {
	const runs: Run[] = [];
	for (const proof of planned) {
		const last = runs.at(-1);
		if (last?.alone === proof.alone) last.proofs.push(proof);
		else runs.push({alone: proof.alone, proofs: [proof]});
	}
	return runs;
}

async function proveOne(
	{lesson, claim, at: line, kind, prove, missing, signed}: PlannedProof,
	again: number,
): Promise<Proof> {
	const at = {
		lesson: lesson.id,
		claim,
		...(line === undefined ? {} : {at: line}),
		...(kind === undefined ? {} : {kind}),
	};
	if (!prove) {
		return {...at, outcome: 'skipped', why: `this host lacks ${missing?.join(', ')}`, ms: 0};
	}
	const started = performance.now();
	const first = await whatIsWrong(prove);
	if (signed !== undefined) {
		const ms = Math.round(performance.now() - started);
		return first === undefined
			? {...at, outcome: 'holds', why: 'it is signed, and holds: the exception may go', ms}
			: {...at, outcome: 'signed', why: signed, ms};
	}
	let last = first;
	for (let tries = 0; tries < again && last !== undefined; tries += 1) {
		last = await whatIsWrong(prove);
	}
	const ms = Math.round(performance.now() - started);
	if (first === undefined) return {...at, outcome: 'holds', ms};
	return last === undefined
		? {...at, outcome: 'unsteady', why: `at the first try: ${first}`, ms}
		: {...at, outcome: 'does not hold', why: last, ms};
}

/** A sandbox that does not start is the end of one claim, not of all. */
async function whatIsWrong(prove: () => Promise<string | undefined>): Promise<string | undefined> {
	try {
		return await prove();
	} catch (error) {
		if (error instanceof UserError) return error.message;
		throw error;
	}
}

const SIGNS = {
	holds: '✓',
	unsteady: '~',
	'does not hold': '✗',
	signed: '·',
	skipped: '-',
} as const;

const proofLine = ({lesson, claim, at, outcome, why}: Proof): string =>
	`${[SIGNS[outcome], lesson, claim].filter(Boolean).join(' ')}\n    ${at === undefined ? '' : `${at}: `}${why}`;

function lessonLine({id, title}: PlannedProof['lesson'], proofs: readonly Proof[]): string {
	const count = (outcome: Proof['outcome']): number =>
		proofs.filter((proof) => proof.outcome === outcome).length;
	const bad = count('does not hold');
	const held = count('holds') + count('unsteady') + count('signed');
	const seconds = proofs.reduce((sum, {ms}) => sum + ms, 0) / 1000;
	return `${bad === 0 ? '✓' : '✗'} ${id} ${title}: ${held} of ${held + bad} hold, ${seconds.toFixed(1)} s`;
}

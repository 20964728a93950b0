// Plans everything that `verify` plays of a lesson: what it prints, and what its exercise claims.

import {basename} from 'node:path/posix';
import type {ViewerRules} from '../attempt/judge-steps.js';
import type {VerifyPorts} from '../attempt/proof/at-step.js';
import {planClaims} from '../attempt/proof/plan-claims.js';
import {verifyAlone} from '../attempt/proof/verify-alone.js';
import {type Claim, verifyAttempt} from '../attempt/proof/verify-attempt.js';
import {printedListings, verifyPrinted} from '../attempt/proof/verify-printed.js';
import {coreLessonOf} from '../domain/core-of.js';
import type {Lesson} from '../domain/course.js';
import type {Step} from '../domain/exercise.js';
import {missingNeeds, SANDBOX_NEED} from '../domain/host.js';
import type {PlannedProof} from './prove-course.js';

/** What a claim is played with, by where it is typed. */
export type ProofPorts = Readonly<Record<Claim['where'], VerifyPorts>>;

/** The proofs of one lesson, in its order. */
export function planProofs(
	lesson: Lesson,
	meets: readonly string[],
	ports: ProofPorts,
	viewer: ViewerRules,
): readonly PlannedProof[] {
	const hasSandbox = meets.includes(SANDBOX_NEED);
	const folder = `exercises/${basename(lesson.file, '.md')}`;
	const printed = printedListings(lesson, viewer.facts).map(
		(commands): PlannedProof => ({
			lesson,
			claim: `printed: ${commands.map(({line}) => line).join('; ')}`,
			at: `${lesson.file}:${commands[0]?.at ?? 1}`,
			alone: false,
			...(hasSandbox
				? {prove: () => verifyPrinted(lesson, commands, meets, ports.sandbox)}
				: {prove: undefined, missing: [SANDBOX_NEED]}),
		}),
	);
	const values = ports.viewer.makeValues(lesson.exercise);
	const facts = new Map([...values, ...viewer.facts]);
	const claims = planClaims(lesson.exercise, meets, {...viewer, facts}).map(
		(planned): PlannedProof =>
			planned.kind === 'skip'
				? {lesson, claim: planned.label, prove: undefined, alone: false, missing: planned.missing}
				: {
						lesson,
						claim: planned.label,
						at: `${folder}/${planned.at}`,
						prove: () => verifyAttempt(planned.claim, ports[planned.claim.where]),
						alone: planned.measures,
					},
	);
	const missions = lesson.exercise.steps
		.filter(({mission}) => mission)
		.map((step) => soloProof(lesson, [step], `${step.id}, by itself`, meets, ports));
	return [...printed, ...claims, ...missions, ...coreProofs(lesson, meets, ports)];
}

/** That the core steps of a lesson work without the others between them, on a host that can do all of them. */
function coreProofs(
	lesson: Lesson,
	meets: readonly string[],
	ports: ProofPorts,
): readonly PlannedProof[] {
	const {steps} = coreLessonOf(lesson).exercise;
	if (steps.length === 0 || !steps.every(({core}) => core)) return [];
	return [soloProof(lesson, steps, 'core steps by themselves', meets, ports)];
}

/** That these steps work without the others of their exercise, as their solutions are typed. */
function soloProof(
	lesson: Lesson,
	steps: readonly Step[],
	claim: string,
	meets: readonly string[],
	ports: ProofPorts,
): PlannedProof {
	const exercise = {...lesson.exercise, steps};
	const missing = [
		...(meets.includes(SANDBOX_NEED) ? [] : [SANDBOX_NEED]),
		...steps.flatMap((step) => missingNeeds(exercise, step, {meets})),
	];
	const proof = {lesson, claim, at: lesson.file};
	return missing.length > 0
		? {...proof, prove: undefined, alone: false, missing: [...new Set(missing)]}
		: {
				...proof,
				prove: () => verifyAlone(exercise, meets, ports.sandbox),
				alone: steps.some(({measures}) => measures === true),
			};
}

// Plans everything that `verify` plays of a lesson: what it prints, and what its exercise claims.

import {basename} from 'node:path/posix';
import type {ViewerRules} from '../attempt/judge-steps.js';
import type {VerifyPorts} from '../attempt/proof/at-step.js';
import {planClaims} from '../attempt/proof/plan-claims.js';
import {type Claim, verifyAttempt} from '../attempt/proof/verify-attempt.js';
import {printedListings, verifyPrinted} from '../attempt/proof/verify-printed.js';
import type {Lesson} from '../domain/course.js';
import {SANDBOX_NEED} from '../domain/host.js';
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
	const printed = printedListings(lesson).map(
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
	return [...printed, ...claims];
}

import * as z from 'zod';
import type {Evidence} from '../../domain/evidence.js';
import type {Check} from '../../domain/exercise.js';
import type {Verdict} from '../../domain/verdict.js';
import {defineKind, type Kind, type Nested} from '../define-kind.js';
import {firstQuestion} from '../first-question.js';

/** All of these checks at one and the same moment: a command, and how things stood when it ended. */
export const createAtOnce = (nested: Nested): Kind =>
	defineKind<Check[]>({
		kind: 'at-once',
		schema: z.array(nested.schema).min(2),
		probes: (checks) => checks.flatMap(nested.probesOf),
		question: (checks) => firstQuestion(checks, nested),
		parts: (checks) => checks,
		judge(checks, evidence) {
			const all: Check = {kind: 'all', spec: checks};
			const nearest = singly(evidence)
				.map((moment) => nested.judge(all, moment))
				.reduce((best, verdict) => (ranks(verdict) >= ranks(best) ? verdict : best));
			if (nearest.verdict !== 'not-yet') return nearest;
			// What never was there at all says more than what one moment lacks.
			const whole = nested.judge(all, evidence);
			return whole.verdict === 'not-yet' ? {...whole, closeness: ranks(nearest)} : nearest;
		},
	});

/** The evidence cut into its moments, each after the one before it; none yet is a piece, too. */
function singly(evidence: Evidence): readonly [Evidence, ...Evidence[]] {
	const [first, ...rest] = evidence.moments.map(
		(moment, index): Evidence => ({
			...evidence,
			moments: [moment],
			before: evidence.moments[index - 1] ?? evidence.before,
		}),
	);
	return first ? [first, ...rest] : [evidence];
}

/** What is nearest to a pass is said, the latest of those that are equally near. */
function ranks(verdict: Verdict): number {
	if (verdict.verdict === 'passed') return 2;
	return verdict.verdict === 'not-yet' ? (verdict.closeness ?? 0) : -1;
}

import * as z from 'zod';
import type {Check} from '../../domain/exercise.js';
import type {Verdict} from '../../domain/verdict.js';
import {defineKind, type Kind, type Nested} from '../define-kind.js';
import {firstQuestion} from '../first-question.js';
import {cannotTell} from '../verdicts.js';

/** One of these checks; while none holds, the closest of them speaks. */
export const createAny = (nested: Nested): Kind =>
	defineKind<Check[]>({
		kind: 'any',
		schema: z.array(nested.schema).min(1),
		probes: (checks) => checks.flatMap(nested.probesOf),
		question: (checks) => firstQuestion(checks, nested),
		parts: (checks) => checks,
		judge(checks, evidence) {
			let closest: {readonly rank: number; readonly verdict: Verdict} | undefined;
			for (const check of checks) {
				const verdict = nested.judge(check, evidence);
				if (verdict.verdict === 'passed') return verdict;
				// What can still be reached says more than what can't be told or reached.
				const rank = verdict.verdict === 'not-yet' ? (verdict.closeness ?? 0) : -1;
				if (!closest || rank > closest.rank) closest = {rank, verdict};
			}
			return closest?.verdict ?? cannotTell('This check has no parts.');
		},
	});

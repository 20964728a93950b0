import * as z from 'zod';
import type {Evidence} from '../../domain/evidence.js';
import type {Check} from '../../domain/exercise.js';
import type {Sighting, Verdict} from '../../domain/verdict.js';
import {withCount} from '../count-parts.js';
import {defineKind, type Kind, type Nested} from '../define-kind.js';
import {firstQuestion} from '../first-question.js';
import {joinReasons} from '../join-reasons.js';
import {NOTHING_RUN, NOTHING_SINCE, notYet, passed} from '../verdicts.js';

/** These checks one after the other: each by what happened after the one before it had first passed. */
export const createInOrder = (nested: Nested): Kind =>
	defineKind<Check[]>({
		kind: 'in-order',
		schema: z.array(nested.schema).min(1),
		probes: (checks) => checks.flatMap(nested.probesOf),
		question: (checks) => firstQuestion(checks, nested),
		parts: (checks) => checks,
		judge(checks, evidence) {
			const seen: Sighting[] = [];
			const reasons: string[] = [];
			let rest = evidence;
			for (const [index, check] of checks.entries()) {
				const first = firstPass(check, rest, nested);
				if (first.verdict.verdict !== 'passed') {
					const {verdict} = first;
					if (verdict.verdict !== 'not-yet') return verdict;
					const reason =
						index === 0 ? verdict.reason : verdict.reason.replace(NOTHING_RUN, NOTHING_SINCE);
					return notYet(withCount(reason, index, checks.length), {
						look: verdict.look,
						about: verdict.about,
						seen: [...seen, ...verdict.seen],
						closeness: (index + (verdict.closeness ?? 0) / 2) / checks.length,
					});
				}
				seen.push(...first.verdict.seen);
				reasons.push(first.verdict.reason);
				rest = first.rest;
			}
			return passed(joinReasons(reasons), seen);
		},
	});

interface FirstPass {
	readonly verdict: Verdict;
	/** The evidence from after the moment at which it passed. */
	readonly rest: Evidence;
}

/** Judges growing stretches of the evidence until the check passes; the last verdict where it never does. */
function firstPass(check: Check, evidence: Evidence, nested: Nested): FirstPass {
	const whole = nested.judge(check, evidence);
	for (let length = 0; length <= evidence.moments.length; length += 1) {
		const moments = evidence.moments.slice(0, length);
		const verdict =
			length === evidence.moments.length ? whole : nested.judge(check, {...evidence, moments});
		if (verdict.verdict === 'passed') {
			return {
				verdict,
				rest: {
					...evidence,
					moments: evidence.moments.slice(length),
					before: moments.at(-1) ?? evidence.before,
				},
			};
		}
	}
	return {verdict: whole, rest: evidence};
}

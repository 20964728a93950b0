import {expect} from 'vitest';
import {checkSchema, fillCheck, judge} from '../../src/checks/judge.js';
import type {Evidence} from '../../src/domain/evidence.js';
import type {Check} from '../../src/domain/exercise.js';
import type {Verdict} from '../../src/domain/verdict.js';

/** A check as it stands in a file, parsed. */
export function checkOf(raw: object): Check {
	return checkSchema.parse(raw);
}

/** What a check as it stands in a file, filled with the facts of the evidence, says of that evidence. */
export const verdictOf = (raw: object, evidence: Evidence): Verdict =>
	judge(fillCheck(checkOf(raw), evidence.facts), evidence);

/** Either it passed, or it has not yet, for a reason that says this. */
export function expectVerdict(verdict: Verdict, expected: string): void {
	if (expected === 'passed') expect(verdict.kind).toBe('passed');
	else
		expect(verdict).toMatchObject({
			kind: 'not-yet',
			reason: expect.stringContaining(expected),
		});
}

import * as z from 'zod';
import type {Check} from '../../domain/exercise.js';
import {withCount} from '../count-parts.js';
import {defineKind, type Kind, type Nested} from '../define-kind.js';
import {firstQuestion} from '../first-question.js';
import {joinReasons} from '../join-reasons.js';
import {notYet, passed} from '../verdicts.js';

/** Every one of these checks, in any order and each by its own evidence. */
export const createAll = (nested: Nested): Kind =>
	defineKind<Check[]>({
		kind: 'all',
		schema: z.array(nested.schema).min(1),
		probes: (checks) => checks.flatMap(nested.probesOf),
		question: (checks) => firstQuestion(checks, nested),
		parts: (checks) => checks,
		judge(checks, evidence) {
			const verdicts = checks.map((check) => nested.judge(check, evidence));
			const seen = verdicts.flatMap((verdict) => verdict.seen);
			const held = verdicts.filter(({verdict}) => verdict === 'passed').length;
			const missing = verdicts.filter((verdict) => verdict.verdict !== 'passed');
			const first = missing.find(({verdict}) => verdict === 'failed') ?? missing[0];
			if (!first) return passed(joinReasons(verdicts.map(({reason}) => reason)), seen);
			if (first.verdict !== 'not-yet') return {...first, seen};
			return notYet(withCount(first.reason, held, checks.length), {
				look: first.look,
				about: first.about,
				seen,
				closeness: (held + (first.closeness ?? 0) / 2) / checks.length,
			});
		},
	});

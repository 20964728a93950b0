// The kinds that combine other checks: all of them, any, in order, or all at one moment.
import * as z from 'zod';
import type {Evidence} from '../../domain/evidence.js';
import type {Check} from '../../domain/exercise.js';
import {type Sighting, uncountedReason, type Verdict} from '../../domain/verdict.js';
import {defineKind, type Kind, type Nested} from '../define-kind.js';
import {partOf} from '../part-of.js';
import {cannotTell, NOTHING_RUN, NOTHING_SINCE, notYet, passed} from '../verdicts.js';

/** A kind that holds other checks; a step asks one question, so a list asks the first that one of its checks asks. */
const defineList = (
	nested: Nested,
	{kind, holds, least = 1, judge, bindsApart = false}: ListDefinition,
): Kind =>
	defineKind<Check[]>({
		kind,
		schema: z.array(nested.schema).min(least).describe(holds),
		probes: (checks) => checks.flatMap(nested.probesOf),
		question: (checks) => checks.map(nested.questionOf).find((question) => question !== undefined),
		parts: (checks) => checks,
		judge: (checks, evidence) =>
			bindsApart ? judge(checks, evidence) : judgeBound(checks, evidence, nested, judge),
	});

/**
 * Judges a list once for everything that its first binding part found, and reports the attempt that
 * comes closest: all parts have to be about the same one.
 */
function judgeBound(
	checks: readonly Check[],
	evidence: Evidence,
	nested: Nested,
	judge: ListDefinition['judge'],
	from = 0,
): Verdict {
	const bound = checks.map((check, index) =>
		index < from ? undefined : nested.bindingsOf(check, evidence),
	);
	const at = bound.findIndex((bindings) => bindings !== undefined);
	const bindings = bound[at] ?? [];
	if (bindings.length === 0) return judge(checks, evidence);
	return bindings
		.map((facts) => {
			const about = {...evidence, facts: new Map([...evidence.facts, ...facts])};
			const filled = checks.map((check) => nested.fill(check, facts));
			return judgeBound(filled, about, nested, judge, at + 1);
		})
		.reduce((best, verdict) => (ranks(verdict) > ranks(best) ? verdict : best));
}

interface ListDefinition {
	readonly kind: string;
	/** When it holds, for an author. */
	readonly holds: string;
	readonly least?: number;
	/**
	 * Its parts are bound at each moment by itself. What other moments could bind is not there at this
	 * one, and to try it all the same takes so long that a shell goes on before it has been looked at.
	 */
	readonly bindsApart?: boolean;
	judge(checks: readonly Check[], evidence: Evidence): Verdict;
}

/** Every one of these checks, in any order, each judged by all of the evidence. */
export const createAll = (nested: Nested): Kind =>
	defineList(nested, {
		kind: 'all',
		holds: 'Every one of these holds, in any order. The first one that does not gives the reason.',
		judge(checks, evidence) {
			const verdicts = checks.map((check) => nested.judge(check, evidence));
			const seen = verdicts.flatMap((verdict) => verdict.seen);
			const held = verdicts.filter(({kind: verdict}) => verdict === 'passed').length;
			const missing = verdicts.filter((verdict) => verdict.kind !== 'passed');
			const first = missing.find(({kind: verdict}) => verdict === 'failed') ?? missing[0];
			if (!first) return passed(joinReasons(verdicts.map(({reason}) => reason)), seen);
			if (first.kind !== 'not-yet') return {...withoutParts(first), seen};
			return notYet(withCount(first.reason, held, checks.length), {
				look: first.look,
				about: first.about,
				by: speaker('all', checks, verdicts.indexOf(first), first),
				seen,
				held: verdicts.map(({kind}) => kind === 'passed'),
				closeness: (held + (first.closeness ?? 0) / 2) / checks.length,
			});
		},
	});

/** Any one of these checks; while none has passed, the closest gives the reason. */
export const createAny = (nested: Nested): Kind =>
	defineList(nested, {
		kind: 'any',
		holds: 'One of these holds. While none does, the one that comes closest gives the reason.',
		judge(checks, evidence) {
			let closest: {readonly rank: number; readonly verdict: Verdict} | undefined;
			for (const [index, check] of checks.entries()) {
				const plain = nested.judge(check, evidence);
				if (plain.kind === 'passed') return plain;
				const verdict = {...withoutParts(plain), by: speaker('any', checks, index, plain)};
				// What can still be reached says more than what can't be told or reached.
				const rank = verdict.kind === 'not-yet' ? (verdict.closeness ?? 0) : -1;
				if (!closest || rank > closest.rank) closest = {rank, verdict};
			}
			return closest?.verdict ?? cannotTell('This check has no parts.');
		},
	});

/** These checks one after another, each judged by what came after the one before first passed. */
export const createInOrder = (nested: Nested): Kind =>
	defineList(nested, {
		kind: 'in-order',
		holds: 'These hold one after the other, each by what happened after the one before it held.',
		judge(checks, evidence) {
			const seen: Sighting[] = [];
			const reasons: string[] = [];
			let rest = evidence;
			for (const [index, check] of checks.entries()) {
				const first = firstPass(check, rest, nested);
				if (first.verdict.kind !== 'passed') {
					const {verdict} = first;
					if (verdict.kind !== 'not-yet') return withoutParts(verdict);
					const reason =
						index === 0 ? verdict.reason : verdict.reason.replace(NOTHING_RUN, NOTHING_SINCE);
					return notYet(withCount(reason, index, checks.length), {
						look: verdict.look,
						about: verdict.about,
						by: speaker('in-order', checks, index, verdict),
						seen: [...seen, ...verdict.seen],
						held: checks.map((_, at) => at < index),
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
	/** The evidence after the moment at which it passed. */
	readonly rest: Evidence;
}

/** Judges ever longer prefixes of the evidence until the check passes, or up to the whole of it. */
function firstPass(check: Check, evidence: Evidence, nested: Nested): FirstPass {
	const whole = nested.judge(check, evidence);
	// What holds at one moment holds in each prefix with that moment: no prefix has to be judged as a whole.
	if (check.kind === SAME_MOMENT) {
		for (let index = 0; whole.kind === 'passed' && index < evidence.moments.length; index += 1) {
			const verdict = nested.judge(check, partOf(evidence, index, index + 1));
			if (verdict.kind === 'passed') return {verdict, rest: partOf(evidence, index + 1)};
		}
		return {verdict: whole, rest: evidence};
	}
	for (let length = 0; length <= evidence.moments.length; length += 1) {
		const moments = evidence.moments.slice(0, length);
		const verdict =
			length === evidence.moments.length ? whole : nested.judge(check, {...evidence, moments});
		if (verdict.kind === 'passed') {
			return {verdict, rest: partOf(evidence, length)};
		}
	}
	return {verdict: whole, rest: evidence};
}

const SAME_MOMENT = 'same-moment';

/** All of these checks at one and the same moment: a command, and how things stood when it ended. */
export const createSameMoment = (nested: Nested): Kind =>
	defineList(nested, {
		kind: SAME_MOMENT,
		bindsApart: true,
		holds:
			'All of these hold at one and the same moment. The first one that does not gives the reason.',
		least: 2,
		judge(checks, evidence) {
			const all: Check = {kind: 'all', spec: checks};
			const inOwnName = (verdict: Verdict): Verdict =>
				verdict.kind === 'passed' || verdict.by === undefined
					? verdict
					: {...withoutParts(verdict), by: verdict.by.replace(/^all/, SAME_MOMENT)};
			const nearest = singly(evidence)
				.map((moment) => nested.judge(all, moment))
				.reduce((best, verdict) => (ranks(verdict) >= ranks(best) ? verdict : best));
			if (nearest.kind !== 'not-yet')
				return nearest.kind === 'passed' ? nearest : withoutParts(nearest);
			// What was missing at every moment says more than what one moment lacks.
			const whole = nested.judge(all, evidence);
			return inOwnName(whole.kind === 'not-yet' ? {...whole, closeness: ranks(nearest)} : nearest);
		},
	});

/** The evidence cut into single moments, each with the one before it; without any, as it is. */
function singly(evidence: Evidence): readonly [Evidence, ...Evidence[]] {
	const [first, ...rest] = evidence.moments.map((_, index) => partOf(evidence, index, index + 1));
	return first ? [first, ...rest] : [evidence];
}

/** What a list inside another says of its own parts says nothing of the other's. */
function withoutParts(verdict: Exclude<Verdict, {kind: 'passed'}>) {
	const {held: _held, ...rest} = verdict;
	return rest;
}

/** How close a verdict is to a pass: of the closest moments, the latest is reported. */
function ranks(verdict: Verdict): number {
	if (verdict.kind === 'passed') return 2;
	return verdict.kind === 'not-yet' ? (verdict.closeness ?? 0) : -1;
}

/** The part of a list that gives the reason, as it stands in the file: `all[1].any[0].printed`. */
function speaker(
	kind: string,
	checks: readonly Check[],
	index: number,
	verdict: Exclude<Verdict, {kind: 'passed'}>,
): string {
	return `${kind}[${index}].${verdict.by ?? checks[index]?.kind}`;
}

/** Adds how many parts of a list hold, in place of what a list inside it has counted: that was no part of the step. */
function withCount(reason: string, held: number, of: number): string {
	const own = uncountedReason(reason);
	if (held === 0) return own;
	return `${own} ${held} of ${of} parts of this step ${held === 1 ? 'is' : 'are'} there.`;
}

/** What fits below the terminal at 80 columns: three rows of 76, with room for a growing number. */
const LONGEST = 200;

/**
 * Why a list holds: each part's sentence once, or their number where there is too much to read. The
 * number of a list inside another is no number of this one's parts.
 */
function joinReasons(reasons: readonly string[]): string {
	const [only, ...more] = reasons;
	if (only !== undefined && more.length === 0) return only;
	const sentences = reasons.flatMap((reason) => reason.split(/(?<=\.) /));
	const joined = [...new Set(sentences)].filter((one) => !COUNTS_PARTS.test(one)).join(' ');
	return joined === '' || joined.length > LONGEST
		? `All ${reasons.length} parts of this step are there.`
		: joined;
}

const COUNTS_PARTS = /^All \d+ parts of this step are there\.$/;

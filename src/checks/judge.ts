// All that the rest of the program asks of a check, whatever its kind: parse it, fill it, judge it.
import * as z from 'zod';
import type {Evidence, Facts, Probe} from '../domain/evidence.js';
import {probeKey} from '../domain/evidence.js';
import type {Check} from '../domain/exercise.js';
import {templateNames} from '../domain/fact.js';
import type {Verdict} from '../domain/verdict.js';
import {boundNames} from './bound.js';
import type {CheckQuestion, Kind} from './define-kind.js';
import {fillSpec, templatesIn} from './fill-spec.js';
import {createKinds} from './registry.js';

const kinds: ReadonlyMap<string, Kind> = new Map(
	createKinds({
		schema: z.lazy(() => checkSchema),
		probesOf: (check) => probesOf(check),
		judge: (check, evidence) => judge(check, evidence),
		questionOf: (check) => questionOf(check),
		bindingsOf: (check, evidence) => kindOf(check).bindings(check.spec, evidence),
		fill: (check, facts) => fillCheck(check, facts),
	}).map((kind) => [kind.kind, kind]),
);

/** The names of the kinds, as an exercise file spells them. */
export const CHECK_KINDS: readonly string[] = [...kinds.keys()];

/**
 * Turns a check as an exercise file writes it, `{printed: {…}}`, into a `Check`. Strict: an unknown
 * key is an error at its place. For an editor's schema: `z.toJSONSchema(checkSchema, {io:
 * 'input'})`.
 */
export const checkSchema: z.ZodType<Check> = z
	.strictObject(
		Object.fromEntries([...kinds.values()].map((kind) => [kind.kind, kind.schema.optional()])),
	)
	.meta({id: 'check', minProperties: 1, maxProperties: 1})
	.superRefine((check, context) => {
		const named = Object.keys(check);
		if (named.length !== 1) {
			context.addIssue({
				code: 'custom',
				message: `A check is of one kind; this one names ${named.join(' and ') || 'none'}.`,
				params: {
					cure: `The kinds are ${CHECK_KINDS.join(', ')}; the last four join several.`,
				},
			});
		}
	})
	.transform((check): Check => {
		const [kind = '', spec] = Object.entries(check)[0] ?? [];
		return {kind, spec};
	});

/** What has to be looked up at every moment for this check, each probe once. */
export function probesOf(check: Check): readonly Probe[] {
	const probes = kindOf(check).probes(check.spec);
	return [...new Map(probes.map((probe) => [probeKey(probe), probe])).values()];
}

/** Decides from the evidence alone. Pure; the check must have been filled by `fillCheck`. */
export function judge(check: Check, evidence: Evidence): Verdict {
	return kindOf(check).judge(check.spec, evidence);
}

/** The question that a check asks, if any. A list asks the first question among its parts. */
export function questionOf(check: Check): CheckQuestion | undefined {
	return kindOf(check).question(check.spec);
}

/** The checks that a check joins; undefined for one that looks at evidence itself. */
export const partsOf = (check: Check): readonly Check[] | undefined =>
	kindOf(check).parts(check.spec);

/**
 * What the parts of a list may be called; undefined where one has no name. Alternatives share one, as do the parts of
 * a moment.
 */
export function partNamesOf(check: Check): readonly string[] | undefined {
	if (check.kind !== 'all' && check.kind !== 'in-order') return undefined;
	const names = partsOf(check)?.flatMap((part) => nameOf(part) ?? []);
	return names !== undefined && names.length === partsOf(check)?.length ? names : undefined;
}

function nameOf(check: Check): string | undefined {
	const kind = kindOf(check);
	return (
		kind.name(check.spec) ??
		kind
			.parts(check.spec)
			?.map(nameOf)
			.find((name) => name !== undefined)
	);
}

/** The part of a check that asks its question: itself or, in a list, the first that asks. */
export function askingPartOf(check: Check): Check | undefined {
	const kind = kindOf(check);
	const parts = kind.parts(check.spec);
	if (parts === undefined) return kind.question(check.spec) === undefined ? undefined : check;
	for (const part of parts) {
		const asking = askingPartOf(part);
		if (asking) return asking;
	}
	return undefined;
}

/** Puts facts and values in place of every `{{name}}` in a check; a name without a value stays. */
export function fillCheck(check: Check, facts: Facts): Check {
	const kind = kindOf(check);
	const parts = kind.parts(check.spec);
	return {
		kind: check.kind,
		spec:
			parts?.map((part) => fillCheck(part, facts)) ?? fillSpec(check.spec, facts, kind.patterns),
	};
}

/** The names under which the parts of a check bind what they found for the parts after them. */
function boundIn(check: Check): readonly string[] {
	const kind = kindOf(check);
	const name = kind.bindsAs(check.spec);
	return name === undefined ? (kind.parts(check.spec) ?? []).flatMap(boundIn) : [name];
}

/**
 * Why a check proves nothing: it could be met by somebody who has read the task and looked at nothing.
 * One part that could not be is enough, and of alternatives each needs one. `told` are the names of
 * the facts and values that the task tells.
 */
export function guessOf(check: Check, told: ReadonlySet<string>): string | undefined {
	const kind = kindOf(check);
	const parts = kind.parts(check.spec);
	if (parts === undefined) return kind.guess(check.spec, told);
	const guesses = parts.map((part) => guessOf(part, told));
	const [first] = guesses.filter((guess) => guess !== undefined);
	return check.kind === 'any' || !guesses.includes(undefined) ? first : undefined;
}

/** Every fact and value that a check names, in templates or outright, each once. */
export function namesOf(check: Check): readonly string[] {
	const kind = kindOf(check);
	const parts = kind.parts(check.spec);
	const names = parts?.flatMap(namesOf) ?? [
		...kind.facts(check.spec),
		...templatesIn(check.spec).flatMap(templateNames),
	];
	const bound = new Set(boundIn(check).flatMap(boundNames));
	return [...new Set(names)].filter((name) => !bound.has(name));
}

/** Every tab that a check names, each once. */
export function tabsOf(check: Check): readonly string[] {
	const kind = kindOf(check);
	return [...new Set(kind.parts(check.spec)?.flatMap(tabsOf) ?? kind.tabs(check.spec))];
}

function kindOf(check: Check): Kind {
	const kind = kinds.get(check.kind);
	// Only a course built by another version of the program can hold such a check.
	if (!kind) throw new Error(`There is no kind of check named ${check.kind}.`);
	return kind;
}

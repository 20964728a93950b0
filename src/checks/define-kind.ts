import type {z} from 'zod';
import type {Evidence, Probe} from '../domain/evidence.js';
import type {Check} from '../domain/exercise.js';
import type {Verdict} from '../domain/verdict.js';

/** What a check asks the learner; `options` is empty where the answer is free text. */
export interface CheckQuestion {
	readonly text: string;
	readonly options: readonly {readonly id: string; readonly text: string}[];
}

/** What one kind of check is made of. `Spec` is plain JSON: it is kept in the built course. */
export interface KindDefinition<Spec> {
	readonly kind: string;
	readonly schema: z.ZodType<Spec>;
	/** What has to be looked up at every moment before `judge` can decide. */
	probes(spec: Spec): readonly Probe[];
	/** Decides by the evidence alone. Pure. */
	judge(spec: Spec, evidence: Evidence): Verdict;
	/** Keys whose text is a regular expression: what is filled into them is escaped. */
	readonly patterns?: readonly string[];
	/** Facts and values named outright, not by `{{name}}`. */
	facts?(spec: Spec): readonly string[];
	/** Tabs named, so that a name nobody has is found before the exercise runs. */
	tabs?(spec: Spec): readonly string[];
	question?(spec: Spec): CheckQuestion | undefined;
	/** The checks that a list is made of. */
	parts?(spec: Spec): readonly Check[];
}

/** A kind as the registry holds it: what its spec looks like is nobody else's business. */
export interface Kind {
	readonly kind: string;
	readonly schema: z.ZodType;
	readonly patterns: readonly string[];
	probes(spec: unknown): readonly Probe[];
	judge(spec: unknown, evidence: Evidence): Verdict;
	facts(spec: unknown): readonly string[];
	tabs(spec: unknown): readonly string[];
	question(spec: unknown): CheckQuestion | undefined;
	/** Undefined for a kind that is no list. */
	parts(spec: unknown): readonly Check[] | undefined;
}

/** How a list of checks gets at the checks it holds, without knowing the registry. */
export interface Nested {
	readonly schema: z.ZodType<Check>;
	probesOf(check: Check): readonly Probe[];
	judge(check: Check, evidence: Evidence): Verdict;
	questionOf(check: Check): CheckQuestion | undefined;
}

export function defineKind<Spec>(definition: KindDefinition<Spec>): Kind {
	// The one place where a spec gets its type back: every Check was made by this kind's own schema.
	const own = (spec: unknown): Spec => spec as Spec;
	return {
		kind: definition.kind,
		schema: definition.schema,
		patterns: definition.patterns ?? [],
		probes: (spec) => definition.probes(own(spec)),
		judge: (spec, evidence) => definition.judge(own(spec), evidence),
		facts: (spec) => definition.facts?.(own(spec)) ?? [],
		tabs: (spec) => definition.tabs?.(own(spec)) ?? [],
		question: (spec) => definition.question?.(own(spec)),
		parts: (spec) => definition.parts?.(own(spec)),
	};
}

// The form of every kind of check, and the one place where a check's spec gets its type back.
import type {z} from 'zod';
import type {Evidence, Facts, Probe} from '../domain/evidence.js';
import type {Check} from '../domain/exercise.js';
import type {Verdict} from '../domain/verdict.js';

/** What a check asks the learner; `options` is empty where the answer is free text. */
export interface CheckQuestion {
	readonly text: string;
	readonly options: readonly {readonly id: string; readonly text: string}[];
}

/** What one kind of check consists of. `Spec` is plain JSON, since the built course contains it. */
export interface KindDefinition<Spec> {
	readonly kind: string;
	readonly schema: z.ZodType<Spec>;
	/** What must be looked up at every moment before `judge` can decide. */
	probes(spec: Spec): readonly Probe[];
	/** Decides from the evidence alone. Pure. */
	judge(spec: Spec, evidence: Evidence): Verdict;
	/** Keys whose text is a regular expression, so that values filled into it are escaped. */
	readonly patterns?: readonly string[];
	/** Facts and values named outright, not as `{{name}}`. */
	facts?(spec: Spec): readonly string[];
	/** Tabs it names, so that an unknown one is found before the exercise runs. */
	tabs?(spec: Spec): readonly string[];
	question?(spec: Spec): CheckQuestion | undefined;
	/** What it binds for the parts after it, once for everything that fits; undefined: it binds nothing. */
	bindings?(spec: Spec, evidence: Evidence): readonly Facts[] | undefined;
	/**
	 * Why it proves nothing by itself: somebody who has read the task could meet it without looking.
	 * `told` are the names of the facts and values that the task tells.
	 */
	guess?(spec: Spec, told: ReadonlySet<string>): string | undefined;
	/** What a learner may call it in a few words: the part of a step that it is. */
	name?(spec: Spec): string | undefined;
	/** The name under which it binds. */
	bindsAs?(spec: Spec): string | undefined;
	/** The checks in a list. */
	parts?(spec: Spec): readonly Check[];
}

/** A kind as the registry holds it, with the form of its spec hidden. */
export interface Kind {
	readonly kind: string;
	readonly schema: z.ZodType;
	readonly patterns: readonly string[];
	probes(spec: unknown): readonly Probe[];
	judge(spec: unknown, evidence: Evidence): Verdict;
	facts(spec: unknown): readonly string[];
	tabs(spec: unknown): readonly string[];
	question(spec: unknown): CheckQuestion | undefined;
	bindings(spec: unknown, evidence: Evidence): readonly Facts[] | undefined;
	bindsAs(spec: unknown): string | undefined;
	name(spec: unknown): string | undefined;
	guess(spec: unknown, told: ReadonlySet<string>): string | undefined;
	/** Undefined unless the kind is a list. */
	parts(spec: unknown): readonly Check[] | undefined;
}

/** How a list uses the checks it holds without importing the registry, which imports the lists. */
export interface Nested {
	readonly schema: z.ZodType<Check>;
	probesOf(check: Check): readonly Probe[];
	judge(check: Check, evidence: Evidence): Verdict;
	questionOf(check: Check): CheckQuestion | undefined;
	/** What a check binds for the parts of a list after it. */
	bindingsOf(check: Check, evidence: Evidence): readonly Facts[] | undefined;
	fill(check: Check, facts: Facts): Check;
}

export function defineKind<Spec>(definition: KindDefinition<Spec>): Kind {
	// Safe because every Check of this kind was parsed by this kind's own schema.
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
		bindings: (spec, evidence) => definition.bindings?.(own(spec), evidence),
		guess: (spec, told) => definition.guess?.(own(spec), told),
		name: (spec) => definition.name?.(own(spec)),
		bindsAs: (spec) => definition.bindsAs?.(own(spec)),
		parts: (spec) => definition.parts?.(own(spec)),
	};
}

// The check for what a command printed: most steps rely on it, so typing must not fool it.
import * as z from 'zod';
import type {CommandRun, Evidence, Facts} from '../../domain/evidence.js';
import {templateNames} from '../../domain/fact.js';
import type {Sighting, Verdict} from '../../domain/verdict.js';
import {isTypedTo} from '../bound.js';
import {commandsOf} from '../commands-of.js';
import {defineKind} from '../define-kind.js';
import {findExecuted} from '../executed.js';
import {byAnotherShell, isOfAnotherShell} from '../shell-of.js';
import {
	patternSchema,
	statusSchema,
	tabSchema,
	toCommandPattern,
	toPattern,
	typedToSchema,
} from '../spec-parts.js';
import {readsFileOf} from '../through-file.js';
import {type TypedWhere, typedWhere} from '../typed/typed-text.js';
import {cannotTell, capital, NOTHING_RUN, notYet, passed, quoted} from '../verdicts.js';
import {holds, type Wanted, wantValue} from './find-value.js';

const schema = z
	.strictObject({
		fact: z.string().optional().describe('The value of this fact, as the kernel holds it now.'),
		facts: z
			.array(z.string())
			.min(1)
			.optional()
			.describe('The values of all these facts, over one command or several.'),
		atLeast: z.int().min(1).optional().describe('So many of `facts` are enough.'),
		text: z.string().min(1).optional().describe('This text.'),
		pattern: patternSchema
			.optional()
			.describe('Something that this regular expression matches; it has no lookbehind.'),
		tab: tabSchema.optional().describe('Only in the terminal of this name.'),
		status: statusSchema
			.optional()
			.describe(
				'Only by a command that ended so itself, the one of `by` if given: a number or nonzero.',
			),
		by: patternSchema
			.optional()
			.describe(
				'Only by a line that executed a command like this: a regular expression that matches the program and its arguments, relative names also as absolute ones.',
			),
		shell: z
			.literal('another')
			.optional()
			.describe(
				'Only in another shell than the first one of the terminal; with `by`, also where such a shell executed that command.',
			),
		typed: z
			.literal(true)
			.optional()
			.describe(
				'true where the task tells it, so that it may have been typed: then `by` is all there is to go by.',
			),
		in: typedToSchema,
		whole: z
			.boolean()
			.optional()
			.describe('true where it must stand alone on its line; else it stands as a whole word.'),
		guessable: z
			.string()
			.min(1)
			.optional()
			.describe('Signed by the author: why it may be asked for though it could be guessed.'),
		what: z.string().min(1).optional().describe('What the reason calls it: the kernel release.'),
	})
	.superRefine((spec, context) => {
		const given = [spec.fact, spec.facts, spec.text, spec.pattern].filter(
			(one) => one !== undefined,
		);
		if (given.length !== 1) {
			context.addIssue({
				code: 'custom',
				message: 'Name one of fact, facts, text and pattern.',
				params: {cure: 'Keep the one that says what must be printed.'},
			});
		}
		if (spec.typed && spec.by === undefined) {
			context.addIssue({
				code: 'custom',
				path: ['typed'],
				message: 'What may have been typed shows nothing by itself.',
				params: {cure: 'Say in by: which command must have printed it.'},
			});
		}
		if (spec.atLeast !== undefined && spec.atLeast > (spec.facts?.length ?? 0)) {
			context.addIssue({
				code: 'custom',
				path: ['atLeast'],
				message: 'atLeast counts facts: it can be at most as many as are listed.',
				params: {cure: 'Lower it, or list more facts.'},
			});
		}
	})
	.describe(
		'A command printed it, and the learner had not typed it. Name one of fact, facts, text, pattern.',
	);

type Spec = z.infer<typeof schema>;

type Found =
	| {readonly kind: 'printed'; readonly value: string}
	| {
			readonly kind: 'typed';
			readonly value: string;
			readonly where: TypedWhere;
			readonly line: string;
	  }
	| {readonly kind: 'nothing'};

/** Something that a command printed, and that the learner did not type. */
export const printed = defineKind<Spec>({
	kind: 'printed',
	schema,
	patterns: ['pattern', 'by'],
	probes: () => [],
	name: ({what}) => what,
	judge: judgePrinted,
	facts: (spec) => [...(spec.facts ?? []), ...(spec.fact === undefined ? [] : [spec.fact])],
	tabs: (spec) => (spec.tab === undefined ? [] : [spec.tab]),
	guess: guessFor,
});

/**
 * A value is evidence where it could not be known without looking. What the task tells or what is
 * the same everywhere is none by itself; then `by` has to say which command must have printed it.
 */
function guessFor(spec: Spec, told: ReadonlySet<string>): string | undefined {
	if (spec.by !== undefined || spec.shell !== undefined || spec.guessable !== undefined) {
		return undefined;
	}
	const names = spec.facts ?? (spec.fact === undefined ? undefined : [spec.fact]);
	if (names) {
		const known = names.filter((name) => told.has(name));
		// Of several, the ones that nobody told have to be found.
		if (known.length === 0 || (spec.atLeast ?? names.length) > known.length) return undefined;
		return `The task tells ${known.join(' and ')}.`;
	}
	const text = spec.text ?? spec.pattern ?? '';
	const unknown = templateNames(text).filter((name) => !told.has(name));
	return unknown.length > 0 ? undefined : `"${spec.what ?? text}" could be guessed.`;
}

function judgePrinted(spec: Spec, evidence: Evidence): Verdict {
	const wanted = wantedBy(spec, evidence.facts);
	if (!Array.isArray(wanted)) return cannotTell(wanted.missing);
	const runs = commandsOf(evidence.moments);
	const what = spec.what ?? sayWanted(wanted);
	const found = wanted.map((one) => findPrinted(one, runs, spec, evidence));
	const seen = found.flatMap((one, index): Sighting[] =>
		one.kind === 'printed' ? [{what: wanted[index]?.name ?? what, value: one.value.trim()}] : [],
	);
	const needed = spec.atLeast ?? wanted.length;
	if (seen.length >= needed) return passed(`You printed ${what}.`, seen);
	const closeness = seen.length / needed;
	if (runs.length === 0 || (spec.tab && !runs.some(({tab}) => tab === spec.tab))) {
		const where = spec.tab ? ` in the terminal "${spec.tab}"` : '';
		return notYet(`${capital(what)}: ${NOTHING_RUN}${where}.`);
	}
	const typed = found.find((one) => one.kind === 'typed');
	if (typed)
		return notYet(sayTyped(typed.value, typed.where), {
			look: LOOK_TYPED,
			about: typed.line === runs.at(-1)?.line ? undefined : typed.line,
			seen,
			closeness: closeness + 0.01,
		});
	return notYet(sayMissing({what, spec, wanted, runs, seen: seen.length, needed}), {
		seen,
		closeness,
	});
}

/** Fits one row of 76 columns: the reason before it may take two of three, with a long value. */
const LOOK_TYPED = 'Run something that reads it from the kernel and prints what it found.';

function wantedBy(spec: Spec, facts: Facts): Wanted[] | {readonly missing: string} {
	if (spec.pattern !== undefined) {
		const pattern = toPattern(spec.pattern);
		return [
			{
				name: spec.what ?? 'what was printed',
				find: (text) => (pattern.exec(text) ?? pattern.exec(unquoted(text)))?.[0],
			},
		];
	}
	if (spec.text !== undefined) return [wantValue(spec.what ?? 'the text', spec.text, spec.whole)];
	const names = spec.facts ?? (spec.fact === undefined ? [] : [spec.fact]);
	const unknown = names.find((name) => !facts.get(name));
	if (unknown !== undefined) return {missing: `This host does not say what ${unknown} is.`};
	return names.map((name) => wantValue(spec.what ?? name, facts.get(name) ?? '', spec.whole));
}

/** What a program printed as it quotes a text: python's list of lines, or JSON. */
const unquoted = (text: string): string => text.replaceAll('\\t', '\t').replaceAll('\\n', '\n');

function fits(run: CommandRun, spec: Spec, {moments, facts}: Evidence): boolean {
	if (spec.tab !== undefined && run.tab !== spec.tab) return false;
	if (!isTypedTo(run, spec.in, facts)) return false;
	if (spec.shell === undefined || isOfAnotherShell(run, moments)) return ranAsWanted(run, spec);
	return spec.by !== undefined && ranAsWanted(byAnotherShell(run), spec);
}

/** Whether it shows a file that a command which fits has written. */
const printsWhatFitted = (
	run: CommandRun,
	earlier: readonly CommandRun[],
	spec: Spec,
	evidence: Evidence,
): boolean =>
	run.tab === (spec.tab ?? run.tab) &&
	earlier.some((past) => readsFileOf(run, past) && fits(past, spec, evidence));

/** Whether a line executed what the spec wants, and that command ended so. */
function ranAsWanted(run: CommandRun, {by, status}: Spec): boolean {
	if (by === undefined && status === undefined) return true;
	const pattern = by === undefined ? undefined : toCommandPattern(by);
	const executed = run.executed?.filter(({isLate}) => !isLate);
	return (
		findExecuted({...run, executed}, (text) => pattern?.test(text) ?? true, status) !== undefined
	);
}

function findPrinted(
	wanted: Wanted,
	runs: readonly CommandRun[],
	spec: Spec,
	evidence: Evidence,
): Found {
	let typed: Found = {kind: 'nothing'};
	for (const run of runs) {
		const isAsked = fits(run, spec, evidence);
		if (!isAsked && spec.by === undefined) continue;
		const value = wanted.find(run.output);
		if (value === undefined) continue;
		// Only now, for few commands print it, and a step may have many moments.
		const all = commandsOf([...(evidence.earlier ?? []), ...evidence.moments]);
		const index = all.indexOf(run);
		if (!isAsked && !printsWhatFitted(run, all.slice(0, index), spec, evidence)) continue;
		const where = spec.typed ? undefined : typedWhere(holds(value.trim()), all, index);
		if (where === undefined) return {kind: 'printed', value};
		typed = {kind: 'typed', value, where, line: run.line};
	}
	return typed;
}

function sayTyped(value: string, where: TypedWhere): string {
	const short = value.length > 40 ? `${value.slice(0, 37)}…` : value;
	switch (where) {
		case 'in the line':
			return `"${short}" was typed in the command line itself; the kernel was not asked.`;
		case 'into the command':
			return `"${short}" was typed into the running command; the kernel was not asked.`;
		case 'earlier':
			return `"${short}" was typed in an earlier line, and printed again; the kernel was not asked.`;
	}
}

function sayMissing(missing: {
	readonly what: string;
	readonly spec: Spec;
	readonly wanted: readonly Wanted[];
	readonly runs: readonly CommandRun[];
	readonly seen: number;
	readonly needed: number;
}): string {
	const {what, spec, wanted, runs, seen, needed} = missing;
	if (seen > 0) return `${seen} of ${needed} are printed so far; more of ${what} are missing.`;
	const elsewhere = runs.find((run) => wanted.some((one) => one.find(run.output) !== undefined));
	if (elsewhere && spec.tab !== undefined && elsewhere.tab !== spec.tab) {
		return `${capital(what)} was printed in the terminal "${elsewhere.tab}", not in "${spec.tab}".`;
	}
	if (elsewhere && spec.by !== undefined && !ranAsWanted(elsewhere, {by: spec.by})) {
		return `Something like ${what} was printed by ${quoted(elsewhere.line)}, not by the command this step is about.`;
	}
	if (elsewhere && spec.shell !== undefined && ranAsWanted(elsewhere, spec)) {
		return `${capital(what)} was printed by the first shell, not by another one.`;
	}
	if (elsewhere && spec.in !== undefined && ranAsWanted(elsewhere, spec)) {
		return `${capital(what)} was printed by ${quoted(elsewhere.line)}, typed to another shell than the one meant.`;
	}
	if (elsewhere && spec.status !== undefined) {
		return `${capital(what)} was printed, but no command of ${quoted(elsewhere.line)} ended with ${spec.status === 'nonzero' ? 'another status than 0' : `status ${spec.status}`}.`;
	}
	return `No command has printed ${what} yet.`;
}

const sayWanted = (wanted: readonly Wanted[]): string =>
	wanted.length > 3
		? `${wanted.length} facts of this step`
		: wanted.map(({name}) => name).join(' and ');

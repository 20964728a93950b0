// The check for a question whose answer the learner types, such as a number they had to find out.
import * as z from 'zod';
import type {Evidence} from '../../domain/evidence.js';
import {GUIDE_KEY} from '../../domain/fact.js';
import type {Verdict} from '../../domain/verdict.js';
import {defineKind} from '../define-kind.js';
import {numberSchema} from '../spec-parts.js';
import {cannotTell, hasRun, NOTHING_RUN, notYet, passed} from '../verdicts.js';

const textSchema = z.union([z.string().min(1), z.number().transform(String)]);

const schema = z
	.strictObject({
		question: z.string().min(1).describe('What is asked; the answer is typed.'),
		fact: z.string().optional().describe('The value of this fact is the answer.'),
		value: textSchema.optional().describe('This is the answer.'),
		values: z.array(textSchema).min(1).optional().describe('Each of these is an answer.'),
		among: z
			.strictObject({
				from: numberSchema.describe('The smallest.'),
				to: numberSchema.describe('The largest.'),
			})
			.optional()
			.describe('Every number between two is an answer.'),
		wrong: z
			.array(
				z.strictObject({
					answer: textSchema.describe('A known wrong answer.'),
					say: z.string().min(1).describe('What is said to it.'),
				}),
			)
			.optional()
			.describe('Sentences for known wrong answers.'),
	})
	.superRefine((spec, context) => {
		const given = [spec.fact, spec.value, spec.values, spec.among].filter(
			(one) => one !== undefined,
		);
		if (given.length !== 1) {
			context.addIssue({
				code: 'custom',
				message: 'Name one of fact, value, values and among.',
				params: {cure: 'Keep the one that says which answer is right.'},
			});
		}
	})
	.describe("The learner's answer to a question is right. Name one of fact, value, values, among.");

type Spec = z.infer<typeof schema>;

/** The learner's answer to a question, compared with the value as it is now. */
export const answered = defineKind<Spec>({
	kind: 'answered',
	schema,
	probes: () => [],
	name: () => 'the answer',
	judge: judgeAnswered,
	facts: (spec) => (spec.fact === undefined ? [] : [spec.fact]),
	question: (spec) => ({text: spec.question, options: []}),
});

function judgeAnswered(spec: Spec, evidence: Evidence): Verdict {
	const right = rightAnswers(spec, evidence);
	if (right === undefined) return cannotTell(`This host does not say what ${spec.fact} is.`);
	const correct = evidence.answers.find((answer) => isRight(answer, spec, right));
	if (correct !== undefined) {
		return passed('That is the answer.', [{what: spec.question, value: correct.trim()}]);
	}
	const latest = evidence.answers.at(-1);
	if (latest === undefined) {
		return notYet(
			`The question has not been answered${hasRun(evidence) ? ' yet' : `: ${NOTHING_RUN}`}.`,
			{
				look: `Find it out in the terminal. ${GUIDE_KEY} and then a takes the answer.`,
			},
		);
	}
	const known = spec.wrong?.find(({answer}) => normalise(answer) === normalise(latest));
	return notYet(known?.say ?? `"${latest.trim()}" is not the answer.`, {closeness: 0.5});
}

/** The answers that count as right; none for `among`; undefined where this host lacks the fact. */
function rightAnswers(spec: Spec, evidence: Evidence): readonly string[] | undefined {
	if (spec.fact === undefined) return spec.values ?? (spec.value === undefined ? [] : [spec.value]);
	const fact = evidence.facts.get(spec.fact);
	return fact === undefined ? undefined : [fact];
}

function isRight(answer: string, spec: Spec, right: readonly string[]): boolean {
	if (right.some((one) => normalise(one) === normalise(answer))) return true;
	const number = normalise(answer) === '' ? Number.NaN : Number(normalise(answer));
	return (
		spec.among !== undefined && number >= Number(spec.among.from) && number <= Number(spec.among.to)
	);
}

/**
 * Spaces and case don't matter, nor a full stop, leading zeros, the noun after a number, or the
 * quotes and brackets that a file has around it; a namespace may be named by its inode alone.
 */
function normalise(answer: string): string {
	const text = unwrap(
		answer
			.trim()
			.toLowerCase()
			.replaceAll(/\s+/g, ' ')
			.replace(/(?<=.)[.!]$/, ''),
	);
	const counted = /^0*(\d+)(?: [a-z]+)?$/.exec(text)?.[1];
	return /^[a-z_]+:\[(\d+)\]$/.exec(text)?.[1] ?? counted ?? text;
}

/** The text within its quotes and brackets: `["/app/x"]` is `/app/x`. */
function unwrap(text: string): string {
	const inner = WRAPPED.flatMap((pattern) => pattern.exec(text)?.[1] ?? [])[0];
	return inner === undefined ? text : unwrap(inner);
}

const WRAPPED = [/^\[ *(.+?) *\]$/, /^"(.+)"$/, /^'(.+)'$/, /^`(.+)`$/];

// What the specs of several kinds have in common: patterns, tabs, and amounts with their bounds.
import * as z from 'zod';

/**
 * A regular expression in an exercise. Lookbehind is refused: it can make matching
 * disproportionately slow, and the learner's output is up to 256 kB long.
 */
export const patternSchema = z
	.string()
	.min(1)
	.superRefine((pattern, context) => {
		if (/\(\?<[=!]/.test(pattern)) {
			context.addIssue({
				code: 'custom',
				message: 'A pattern has no lookbehind.',
				params: {cure: 'Match what stands before as well.'},
			});
			return;
		}
		try {
			new RegExp(pattern.replaceAll(/\{\{[^}]*\}\}/g, 'x'), 'm');
		} catch (error) {
			const why = error instanceof Error ? error.message : String(error);
			context.addIssue({
				code: 'custom',
				message: `This is no regular expression: ${why}.`,
				params: {cure: 'Put a backslash before a character that is meant as it is.'},
			});
		}
	});

/** Multi-line, so that `^` and `$` match at each line that the learner sees. */
export const toPattern = (pattern: string): RegExp => new RegExp(pattern, 'm');

/** Of a command, which is one text even where a word of it goes over several lines. */
export const toCommandPattern = (pattern: string): RegExp => new RegExp(pattern, 's');

/** A number, or a template to be filled with one. */
export const numberSchema = z.union([
	z.number(),
	// Zeros after the name convert a value to a smaller unit: {{milli}}00 microseconds.
	z.string().regex(/^\{\{[^}]+\}\}0*$/, 'This is a number, or a {{name}} that stands for one.'),
]);

/** How much of something is wanted: an exact number, or bounds. */
export const amountSchema = z.union([
	numberSchema,
	z.strictObject({
		atLeast: numberSchema.optional().describe('This or more.'),
		atMost: numberSchema.optional().describe('This or less.'),
		exactly: numberSchema.optional().describe('This.'),
	}),
]);

type WrittenNumber = number | string;
export type Amount =
	| WrittenNumber
	| {
			readonly atLeast?: WrittenNumber | undefined;
			readonly atMost?: WrittenNumber | undefined;
			readonly exactly?: WrittenNumber | undefined;
	  };

interface Bounds {
	readonly atLeast: number;
	readonly atMost: number;
}

/** The bounds of an amount, inclusive; infinite where it names none. */
export function boundsOf(amount: Amount): Bounds {
	if (typeof amount !== 'object') return {atLeast: Number(amount), atMost: Number(amount)};
	if (amount.exactly !== undefined) return boundsOf(amount.exactly);
	return {
		atLeast: amount.atLeast === undefined ? Number.NEGATIVE_INFINITY : Number(amount.atLeast),
		atMost: amount.atMost === undefined ? Number.POSITIVE_INFINITY : Number(amount.atMost),
	};
}

export function meetsAmount(amount: Amount, value: number): boolean {
	const {atLeast, atMost} = boundsOf(amount);
	return value >= atLeast && value <= atMost;
}

/** `at least 2`, `at most 4`, `3`. */
export function sayAmount(amount: Amount): string {
	const {atLeast, atMost} = boundsOf(amount);
	if (atLeast === atMost) return String(atLeast);
	const said = [
		...(Number.isFinite(atLeast) ? [`at least ${atLeast}`] : []),
		...(Number.isFinite(atMost) ? [`at most ${atMost}`] : []),
	];
	return said.join(' and ');
}

/** How a command ended. */
export const statusSchema = z.union([z.int().min(0).max(255), z.literal('nonzero')]);

export const tabSchema = z.string().min(1);

/** What a part of a list calls something for the parts after it. */
export const nameSchema = z.string().regex(/^[a-z][a-z0-9-]*$/, 'A name is lower-case letters.');

export const typedToSchema = nameSchema
	.optional()
	.describe('Only in a line typed to the shell that an earlier part bound by this name.');

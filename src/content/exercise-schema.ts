import * as z from 'zod';

const text = z.string().min(1);
const word = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');
const mode = z.string().regex(/^0[0-7]{3}$/, 'octal permissions in quotes');
const path = z
	.string()
	.regex(/^(~|\/)(?!.*(^|\/)\.\.(\/|$))/, 'an absolute path, or one that begins with ~/');

const recipe = z.union([
	z.literal('word'),
	z.strictObject({
		integer: z.strictObject({
			from: z.int(),
			to: z.int(),
			multipleOf: z.int().min(1).optional(),
		}),
	}),
	z.strictObject({choice: z.array(text).min(2)}),
]);

const file = z.union([
	z.strictObject({path, from: text, mode: mode.optional()}),
	z.strictObject({path, content: z.string(), mode: mode.optional()}),
]);

const tab = z.strictObject({name: word, view: z.enum(['learner', 'root'])});

const rightAttempt = z.strictObject({name: text, script: text});
const wrongAttempt = z.strictObject({
	name: text,
	script: z.string(),
	verdict: z.enum(['not-yet', 'failed']).optional(),
	because: text.describe('A part of the reason, or of where to look, that the checker must give.'),
});

/** What a step may hold; `check` is the schema of one check. */
export function stepSchemaWith<C extends z.ZodType>(check: C) {
	const known = z.strictObject({id: word, when: check, say: text, look: text.optional()});
	const task = {
		task: text.describe('At most six lines of 76 columns.'),
		check,
		look: text.describe('Said after it has passed, in the values of the learner.'),
		hints: z.array(text).length(3).describe('The concept, where to look, nearly the command.'),
		solution: z.array(z.strictObject({type: text, why: text})).optional(),
		mistakes: z.array(known).optional(),
		lost: z.array(known).optional(),
		attempts: z.strictObject({right: z.array(rightAttempt), wrong: z.array(wrongAttempt)}),
	};
	return z.strictObject({
		id: word.describe('Unique in the exercise, never reused.'),
		title: text,
		needs: z.array(text).optional(),
		measures: z
			.boolean()
			.optional()
			.describe('Its check compares times: verify proves it while no other sandbox runs.'),
		...task,
		observe: z.strictObject(task).optional().describe('Done instead where needs are not met.'),
	});
}

/** The name of a step's own file. */
export const STEP_FILE = /^[a-z0-9]+(-[a-z0-9]+)*\.yaml$/;

/** What an exercise file may hold; `step` is the schema of one step. */
const exerciseSchemaWith = <S extends z.ZodType>(step: S) =>
	z.strictObject({
		id: z
			.string()
			.regex(/^\d{3}$/, 'three digits in quotes')
			.describe("The lesson's id: '010'."),
		tabs: z.array(tab).min(1).max(3).optional(),
		needs: z.array(text).optional(),
		values: z.record(word, recipe).optional(),
		files: z.array(file).optional(),
		setup: z.string().optional().describe('POSIX sh, inside the sandbox, before the first shell.'),
		steps: z.array(step).min(1).max(6),
	});

/** As its author writes it: a step stands in it, or in a file beside it that it names. */
export const exerciseFileSchemaWith = <S extends z.ZodType>(step: S) =>
	exerciseSchemaWith(
		z.union([
			z.string().regex(STEP_FILE).describe('A file beside this one that holds the step.'),
			step,
		]),
	);

/** An exercise whose checks are not looked into: each kind of check has its own schema in src/checks. */
export const exerciseSchema = exerciseSchemaWith(stepSchemaWith(z.unknown()));

export type ExerciseText = z.infer<typeof exerciseSchema>;
type StepText = ExerciseText['steps'][number];
export type TaskText = Omit<StepText, 'id' | 'title' | 'needs' | 'measures' | 'observe'>;
export type RecipeText = NonNullable<ExerciseText['values']>[string];

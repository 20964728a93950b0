import * as z from 'zod';
import type {Check} from '../domain/exercise.js';

const text = z.string().min(1);
const word = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');
const mode = z.string().regex(/^0[0-7]{3}$/, 'octal permissions in quotes');
const path = z
	.string()
	.regex(/^(~|\/)(?!.*(^|\/)\.\.(\/|$))/, 'an absolute path, or one that begins with ~/');

const recipe = z.union([
	z.literal('word'),
	z.strictObject({
		integer: z
			.strictObject({
				from: z.int().describe('The smallest it may be.'),
				to: z.int().describe('The largest it may be.'),
				multipleOf: z.int().min(1).optional().describe('It is a multiple of this.'),
			})
			.describe('A whole number between two others, both included.'),
	}),
	z.strictObject({choice: z.array(text).min(2).describe('One of these texts.')}),
]);

const file = z
	.strictObject({
		path: path.describe('Where it is put: absolute, or below ~/, which is /home/learner.'),
		from: text
			.optional()
			.describe('A file below exercises/, by its path from here: ../workloads/api.js.'),
		content: z.string().optional().describe('Its text, where it comes from no file.'),
		mode: mode.optional().describe("Octal permissions in quotes; '0644' if left out."),
	})
	.refine(({from, content}) => (from === undefined) !== (content === undefined), {
		message: 'Name one of from and content',
		params: {cure: 'Its text stands in a file below exercises/, or here.'},
	});

const tab = z.strictObject({
	name: word.describe('What scripts and checks call it.'),
	view: z
		.enum(['learner', 'root'])
		.describe('learner is uid 1000 without capabilities, root is uid 0 in namespaces of its own.'),
});

const needs = z.array(text).optional();

const rightAttempt = z.strictObject({
	name: text.describe('What a report calls it.'),
	script: text.describe('What is typed, line by line.'),
});
const wrongAttempt = z.strictObject({
	name: text.describe('What a report calls it.'),
	script: z
		.string()
		.refine((script) => script.trim() !== '', {
			message: 'The attempt that types nothing is implied',
			params: {cure: 'Leave it out; where its reason is another, say so in `untouched`.'},
		})
		.describe('What is typed, line by line.'),
	because: text.describe('A part of the reason, or of where to look next, that must be given.'),
	verdict: z
		.enum(['not-yet', 'failed'])
		.optional()
		.describe('failed where the attempt must lead to a state of `lost`; not-yet if left out.'),
});

const signedVariant = z.strictObject({
	name: text.describe('Its name, as `verify --variants` says it.'),
	because: text.describe('Why it is right that it is judged so.'),
});

const attempts = z.strictObject({
	untouched: text
		.optional()
		.describe(
			'A part of the reason given while nothing is done; "nothing has been run" if left out.',
		),
	right: z.array(rightAttempt).describe('Ways that must pass: two or more that differ.'),
	wrong: z
		.array(wrongAttempt)
		.describe('Ways that must not pass: an echo of the expected text, a near miss, …'),
	variants: z
		.array(signedVariant)
		.optional()
		.describe('Variants made by machine that are judged otherwise than they should be.'),
});

const solution = z.array(
	z.strictObject({
		type: text.describe('A line; ":tab NAME" goes to another terminal.'),
		why: text.describe('What the line is for.'),
	}),
);

/** What a step and its observation variant both hold; `check` is the schema of one check. */
function taskShape<C extends z.ZodType>(check: C) {
	const known = z.strictObject({
		id: word.describe('Unique in the step.'),
		when: check.describe('The check that shows it.'),
		say: text.describe('What is said then.'),
		next: text.optional().describe('Where to look next, in one sentence.'),
	});
	return {
		task: text.describe('What to do, in at most six lines of 76 columns.'),
		check: check.describe('What must hold for a pass.'),
		parts: z
			.array(z.string())
			.min(2)
			.optional()
			.describe(
				"What the parts of a list are called, shortly, while some of them are missing; '' for one that is not told of.",
			),
		meaning: text.describe("What a pass has shown, in the learner's own values."),
		hints: z
			.array(text)
			.length(3)
			.describe('Exactly three: the concept, where to look, nearly the command.'),
		solution: solution
			.optional()
			.describe('Lines that are typed for the learner on consent; none for a step that only asks.'),
		mistakes: z
			.array(known)
			.optional()
			.describe('Known mistakes: the first one that shows gives the reason in its own words.'),
		lost: z
			.array(known)
			.optional()
			.describe('States from which the step can no longer pass: the way out is a reset.'),
		attempts: attempts.describe('What `verify` plays to prove the step.'),
	};
}

/** What a step may hold; `check` is the schema of one check. */
export function stepSchemaWith<C extends z.ZodType>(check: C) {
	return z.strictObject({
		id: word.describe('Unique in the exercise. Progress is kept under it, so it never changes.'),
		title: text.describe('A few words.'),
		core: z.boolean().optional().describe('true if it belongs to the core path.'),
		mission: z
			.boolean()
			.optional()
			.describe(
				'true for a state to reach without a recipe, by itself, with new values each time.',
			),
		was: word
			.optional()
			.describe('The id of the step it was a part of: whoever passed that has passed this.'),
		needs: needs.describe('What this step needs of the host, beside what its exercise needs.'),
		measures: z
			.boolean()
			.optional()
			.describe('true if the check compares times: verify then runs no other sandbox beside it.'),
		...taskShape(check),
	});
}

/** What is done where a step's needs are not met; what it leaves out is the step's own. */
export const variantSchemaWith = <C extends z.ZodType>(check: C) =>
	z.strictObject(taskShape(check)).partial();

/** The name of a step's own file. */
export const STEP_FILE = /^[a-z0-9]+(-[a-z0-9]+)*\.yaml$/;

/** What an exercise file may hold; `step` is the schema of an entry of `steps`. */
export const exerciseSchemaWith = <S extends z.ZodType>(step: S) =>
	z.strictObject({
		id: z
			.string()
			.regex(/^\d{3}$/, 'three digits in quotes')
			.describe("The lesson's id in quotes: '010'."),
		tabs: z
			.array(tab)
			.min(1)
			.max(3)
			.optional()
			.describe('One to three terminals; one for the learner, called shell, if left out.'),
		needs: needs.describe('What every step needs of the host.'),
		values: z
			.record(
				word,
				recipe.describe(
					'One of word (six to nine letters), {integer: {from: 1, to: 9}}, {choice: [a, b]}.',
				),
			)
			.optional()
			.describe('Made up anew for each attempt; {{name}} stands for one.'),
		files: z.array(file).optional().describe('Put into the sandbox before the first shell.'),
		setup: z
			.string()
			.optional()
			.describe('POSIX sh, run in the sandbox as the learner before the first shell.'),
		steps: z
			.array(step)
			.min(1)
			.max(8)
			.describe('One to eight, in this order: files beside this one, or short steps themselves.'),
	});

export type TaskText = z.infer<ReturnType<typeof variantSchemaWith<z.ZodType<Check>>>>;
export type AttemptsText = z.infer<typeof attempts>;
export type KnownText = NonNullable<TaskText['mistakes']>[number];
export type RecipeText = z.infer<typeof recipe>;
export type FileText = z.infer<typeof file>;

import * as z from 'zod';

const text = z.string().min(1);
const word = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');

const option = z.strictObject({
	id: word,
	text,
	right: z.boolean().optional().describe('Exactly one option of a question is right.'),
	because: text.describe('Said when this option was chosen, right or wrong.'),
});

const question = z.strictObject({
	id: word.describe('Unique in the lesson, never reused.'),
	question: text,
	options: z.array(option).min(2).max(5),
});

/** The front matter of a lesson, as an author may write it. */
export const lessonSchema = z.strictObject({
	id: z
		.string()
		.regex(/^\d{3}$/, 'three digits in quotes')
		.describe("Three digits: '010'."),
	slug: word,
	title: text,
	part: text,
	path: z.enum(['core', 'deep']),
	minutes: z.int().min(1).max(30),
	hook: text.describe('One surprising sentence.'),
	predict: question,
	insight: text.describe('One sentence.'),
	questions: z.array(question).min(1).max(6),
	links: z
		.array(
			z.strictObject({
				title: text,
				url: z.url({protocol: /^https$/, error: 'not an address that begins with https://'}),
			}),
		)
		.optional(),
});

export type LessonFrontMatter = z.infer<typeof lessonSchema>;
export type QuestionText = z.infer<typeof question>;

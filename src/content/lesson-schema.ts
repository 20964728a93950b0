import * as z from 'zod';

const text = z.string().min(1);
const word = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');

const option = z.strictObject({
	id: word.describe('Unique in the question.'),
	text: text.describe('What can be chosen.'),
	right: z.boolean().optional().describe('true for the one option that is right.'),
	because: text.describe('Said when this option is chosen, right or wrong.'),
});

const asking = {
	question: text.describe('What is asked.'),
	options: z
		.array(option)
		.min(2)
		.max(5)
		.describe('Two to five, shown in a mixed order that is always the same.'),
};

const prediction = z.strictObject({
	id: word.describe('Unique in the lesson. The answer is kept under it, so it never changes.'),
	...asking,
});

const question = z.strictObject({
	...prediction.shape,
	core: z.boolean().optional().describe('true if it is asked on the core path, too.'),
	again: z
		.strictObject(asking)
		.optional()
		.describe('The same thing in another case, which is asked when the question comes back.'),
});

/** The front matter of a lesson, as an author may write it. */
export const lessonSchema = z.strictObject({
	id: z
		.string()
		.regex(/^\d{3}$/, 'three digits in quotes')
		.describe("Three digits in quotes: '010'. Progress is kept under it, so it never changes."),
	slug: word.describe("The rest of the file's name: two-names for 500-two-names.md."),
	title: text.describe('A few words.'),
	part: text.describe('The heading it stands under in the list; lessons of a part are neighbours.'),
	hook: text.describe('One question; it opens the lesson.'),
	predict: prediction.describe('A question that is asked before the exercise.'),
	insight: text.describe('The lesson in one sentence.'),
	questions: z
		.array(question)
		.min(1)
		.max(6)
		.describe('One to three questions; they are asked when a later lesson is opened.'),
	links: z
		.array(
			z.strictObject({
				title: text.describe('What is found there.'),
				url: z
					.url({protocol: /^https$/, error: 'not an address that begins with https://'})
					.describe('Its address, which begins with https://.'),
			}),
		)
		.optional()
		.describe('Where to read on.'),
});

export type LessonFrontMatter = z.infer<typeof lessonSchema>;
export type QuestionText = z.infer<typeof question>;
export type AskingText = Omit<z.infer<typeof prediction>, 'id'>;

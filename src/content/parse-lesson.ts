import type {Lesson, Question} from '../domain/course.js';
import {mixOptions} from '../domain/mix-options.js';
import {findControl} from '../domain/printable.js';
import {type LessonFrontMatter, lessonSchema, type QuestionText} from './lesson-schema.js';
import {type PageText, parsePages} from './parse-pages.js';
import {parseYaml} from './parse-yaml.js';
import type {Parsed} from './problem.js';
import {explainSchema} from './zod-problems.js';

/** A lesson file by itself, before it is joined with its exercise; its pages still know their lines. */
export interface LessonText {
	readonly lesson: Omit<Lesson, 'exercise'>;
	readonly pages: readonly PageText[];
}

const FRONT_MATTER = /^---\r?\n(?<yaml>[\s\S]*?\r?\n)---\r?\n(?<markdown>[\s\S]*)$/;

const toQuestion = (lesson: string, {id, question, options}: QuestionText): Question => ({
	id,
	question,
	options: mixOptions(
		options.map((option) => ({...option, right: option.right === true})),
		`${lesson}/${id}`,
	),
});

function toLesson(
	matter: LessonFrontMatter,
	pages: readonly PageText[],
	file: string,
): LessonText['lesson'] {
	return {
		...matter,
		predict: toQuestion(matter.id, matter.predict),
		questions: matter.questions.map((question) => toQuestion(matter.id, question)),
		links: matter.links ?? [],
		read: pages.flatMap(({section, page}) => (section === 'read' ? [page] : [])),
		after: pages.flatMap(({section, page}) => (section === 'after' ? [page] : [])),
		file,
	};
}

/**
 * Reads a lesson: YAML between two lines of `---`, then Markdown.
 * Paths that `placeOf` knows are those of the front matter.
 */
export function parseLesson(text: string, file: string): Parsed<LessonText> {
	const {yaml, markdown} = FRONT_MATTER.exec(text)?.groups ?? {};
	if (yaml === undefined || markdown === undefined) {
		return {
			ok: false,
			problems: [
				{
					file,
					line: 1,
					sentence: 'A lesson begins with its front matter.',
					cure: 'Put it first, between two lines of `---`.',
				},
			],
		};
	}
	const control = findControl(text);
	if (control >= 0) {
		const line = text.slice(0, control).split('\n').length;
		const sentence = 'This line holds a control character.';
		return {ok: false, problems: [{file, line, sentence, cure: 'Leave it out.'}]};
	}
	const front = parseYaml({text: yaml, file, firstLine: 2});
	const firstLine = 3 + yaml.split('\n').length - 1;
	const {pages, problems} = parsePages({text: markdown, file, firstLine});
	if (!front.ok) return {ok: false, problems: [...front.problems, ...problems]};
	const matter = lessonSchema.safeParse(front.source.value);
	if (!matter.success) {
		return {
			ok: false,
			problems: [...explainSchema(front.source, matter.error.issues), ...problems],
		};
	}
	if (problems.length > 0) return {ok: false, problems};
	return {
		ok: true,
		source: {...front.source, value: {lesson: toLesson(matter.data, pages, file), pages}},
	};
}

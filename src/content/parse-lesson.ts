import type {Asking, Lesson, Question} from '../domain/course.js';
import {mixOptions} from '../domain/mix-options.js';
import {findControl} from '../domain/printable.js';
import {
	type AskingText,
	type LessonFrontMatter,
	lessonSchema,
	type QuestionText,
} from './lesson-schema.js';
import {type PageText, parsePages} from './parse-pages.js';
import {parseYaml} from './parse-yaml.js';
import type {Located, Parsed} from './problem.js';
import {readForm} from './read-form.js';

/** A lesson file by itself, before it is joined with its exercise; its pages still know their lines. */
export interface LessonText {
	readonly lesson: Omit<Lesson, 'exercise' | 'counts'>;
	readonly pages: readonly PageText[];
	/** False where a heading that names no part hides which pages belong to which. */
	readonly hasKnownParts: boolean;
}

const FRONT_MATTER = /^---\r?\n(?<yaml>[\s\S]*?\r?\n)---\r?\n(?<markdown>[\s\S]*)$/;

const toAsking = ({question, options}: AskingText, seed: string): Asking => ({
	question,
	options: mixOptions(
		options.map((option) => ({...option, right: option.right === true})),
		seed,
	),
});

const toQuestion = (lesson: string, {id, core, again, ...first}: QuestionText): Question => ({
	id,
	...toAsking(first, `${lesson}/${id}`),
	...(core === true ? {core} : {}),
	...(again && {again: toAsking(again, `${lesson}/${id}/again`)}),
});

/** A question that could not be read. */
const UNREAD: Question = {id: '', question: '', options: []};

function toLesson(
	matter: Partial<LessonFrontMatter>,
	pages: readonly PageText[],
	file: string,
): LessonText['lesson'] {
	const {id = ''} = matter;
	return {
		slug: '',
		title: '',
		part: '',
		hook: '',
		insight: '',
		...matter,
		id,
		predict: matter.predict ? toQuestion(id, matter.predict) : UNREAD,
		questions: (matter.questions ?? []).map((question) => toQuestion(id, question)),
		links: matter.links ?? [],
		read: pages.flatMap(({section, page}) => (section === 'read' ? [page] : [])),
		after: pages.flatMap(({section, page}) => (section === 'after' ? [page] : [])),
		file,
	};
}

/** The problem of a file of which nothing can be read. */
const unread = (file: string, line: number, sentence: string, cure: string): Parsed<never> => ({
	ok: false,
	problems: [{file, line, sentence, cure}],
});

/**
 * Reads a lesson: YAML between two lines of `---`, then Markdown.
 * Paths that `placeOf` knows are those of the front matter.
 */
export function parseLesson(text: string, file: string): Parsed<LessonText> {
	const {yaml, markdown} = FRONT_MATTER.exec(text)?.groups ?? {};
	if (yaml === undefined || markdown === undefined) {
		const cure = 'Put it first, between two lines of `---`.';
		return unread(file, 1, 'A lesson begins with its front matter.', cure);
	}
	const control = findControl(text);
	if (control >= 0) {
		const line = text.slice(0, control).split('\n').length;
		return unread(file, line, 'This line holds a control character.', 'Leave it out.');
	}
	const front = parseYaml({text: yaml, file, firstLine: 2});
	const firstLine = 3 + yaml.split('\n').length - 1;
	const markdownText = parsePages({text: markdown, file, firstLine});
	if (!front.ok) {
		return {ok: false, problems: [...front.problems, ...markdownText.problems]};
	}
	const {data, broken, problems} = readForm(lessonSchema, front.source.value, {
		source: front.source,
		at: [],
	});
	const {pages, hasKnownParts} = markdownText;
	const source: Located<LessonText> = {
		file,
		value: {lesson: toLesson(data, pages, file), pages, hasKnownParts},
		placeOf(path) {
			const place = front.source.placeOf(path);
			return broken.includes(String(path[0])) ? {...place, isEcho: true} : place;
		},
	};
	const all = [...problems, ...markdownText.problems];
	return all.length === 0 ? {ok: true, source} : {ok: false, problems: all, partial: source};
}

import {basename} from 'node:path/posix';
import {pageRows, pageTexts, TEXT_COLUMNS, widestFixedLine} from './measure-text.js';
import type {LessonText} from './parse-lesson.js';
import type {PageText} from './parse-pages.js';
import {LONG_VALUES} from './plausible-values.js';
import {type Located, type Path, type Problem, problemAt} from './problem.js';
import {questionProblems, repeated} from './question-rules.js';
import {templateProblems} from './template-rules.js';

/** Rows of text below a page's title, on a terminal of 80x20. */
const PAGE_ROWS = 17;
const READ_PAGES = {from: 1, to: 4};
const AFTER_PAGES = {from: 1, to: 4};
/** The last lesson of the course asks more. */
const FINAL_CHECK = '200';

type Source = Located<LessonText>;

function* pageProblems({page, line, isWhole}: PageText, file: string): Generator<Problem> {
	const complain = (sentence: string, cure: string): Problem => ({file, line, sentence, cure});
	const rows = pageRows(page, LONG_VALUES);
	if (rows > PAGE_ROWS) {
		yield complain(
			`The page "${page.title}" takes ${rows} rows of ${TEXT_COLUMNS} columns; a screen has ${PAGE_ROWS}.`,
			'Say less, or make it two pages.',
		);
	}
	const columns = widestFixedLine(page);
	if (columns > TEXT_COLUMNS) {
		yield complain(
			`A line of a fence on the page "${page.title}" is ${columns} columns wide.`,
			`Break it at ${TEXT_COLUMNS}.`,
		);
	}
	if (page.blocks.length === 0 && isWhole) {
		yield complain(`The page "${page.title}" is empty.`, 'Write it, or take it away.');
	}
	if (page.title.length > TEXT_COLUMNS) {
		yield complain(`The title "${page.title}" is too long.`, 'Shorten it.');
	}
	yield* templateProblems(pageTexts(page), [], complain);
}

function* pageCountProblems({value, file}: Source): Generator<Problem> {
	if (!value.hasKnownParts) return;
	for (const [section, {from, to}] of [
		['read', READ_PAGES],
		['after', AFTER_PAGES],
	] as const) {
		const pages = value.pages.filter((page) => page.section === section);
		if (pages.length >= from && pages.length <= to) continue;
		yield {
			file,
			line: pages[0]?.line ?? 1,
			sentence: `The number of pages under \`# ${section === 'read' ? 'Read' : 'After'}\` is ${pages.length}.`,
			cure: `Write ${from} to ${to}.`,
		};
	}
	if (!value.lesson.after.some(({title}) => title.startsWith('Myth'))) {
		yield {
			file,
			line: value.pages.find(({section}) => section === 'after')?.line ?? 1,
			sentence: 'No page after the exercise takes a myth apart.',
			cure: 'Write a page under `# After` whose title begins with `Myth:`.',
		};
	}
}

function* lessonQuestionProblems(source: Source): Generator<Problem> {
	const {lesson} = source.value;
	const asked = [
		{path: ['predict'] as Path, question: lesson.predict},
		...lesson.questions.map((question, index) => ({
			path: ['questions', index] as Path,
			question,
		})),
	];
	const anew = lesson.questions.flatMap(({id, again}, index) =>
		again ? [{path: ['questions', index, 'again'] as Path, question: {id, ...again}}] : [],
	);
	for (const {path, question} of [...asked, ...anew]) {
		yield* questionProblems(question, (inner, sentence, cure) =>
			problemAt(source, [...path, ...inner], sentence, cure),
		);
		const texts = question.options.flatMap(({text, because}) => [text, because]);
		yield* templateProblems([question.question, ...texts], [], (sentence, cure) =>
			problemAt(source, path, sentence, cure),
		);
	}
	for (const id of repeated(asked.map(({question}) => question.id))) {
		yield problemAt(
			source,
			['questions'],
			`Two questions are called \`${id}\`.`,
			'Rename one: the answer is kept under its name.',
		);
	}
	if (lesson.questions.length > 3 && lesson.id !== FINAL_CHECK) {
		yield problemAt(
			source,
			['questions'],
			`There are ${lesson.questions.length} questions.`,
			'Ask one to three.',
		);
	}
}

/** What is wrong with one lesson by itself. */
export function* lessonProblems(source: Source): Generator<Problem> {
	const {lesson, pages} = source.value;
	const stem = basename(source.file, '.md');
	const isNamed = lesson.id !== '' && lesson.slug !== '';
	if (isNamed && stem !== `${lesson.id}-${lesson.slug}`) {
		yield problemAt(
			source,
			['id'],
			`The file is called ${stem}, the lesson ${lesson.id}-${lesson.slug}.`,
			'Make them agree.',
		);
	}
	for (const key of ['title', 'hook', 'insight'] as const) {
		yield* templateProblems([lesson[key]], [], (sentence, cure) =>
			problemAt(source, [key], sentence, cure),
		);
	}
	for (const page of pages) yield* pageProblems(page, source.file);
	yield* pageCountProblems(source);
	yield* lessonQuestionProblems(source);
}

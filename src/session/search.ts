import {
	type Block,
	blocksOn,
	type Course,
	keyOf,
	type Lesson,
	type Page,
} from '../domain/course.js';
import type {Facts} from '../domain/evidence.js';
import type {Progress} from '../domain/progress.js';
import {GLOSSARY, type Term} from './glossary.js';

/** Something that was searched for. */
export type Hit =
	| {readonly kind: 'term'; readonly term: Term; readonly lesson: Lesson}
	| {readonly kind: 'lesson'; readonly lesson: Lesson}
	| (PageHit & {readonly kind: 'page' | 'command'; readonly text: string});

/** Page 0 of `read` is the lesson's opening, as on the screens. */
interface PageHit {
	readonly lesson: Lesson;
	readonly part: 'read' | 'after';
	readonly page: number;
	readonly title: string;
}

/** More than this nobody looks through: a longer word finds less. */
const MOST_HITS = 60;
/** What stands before and behind the words found, in characters. */
const AROUND = 32;

/**
 * Terms, lessons, commands and pages in which all the words occur, in this order; without a word, all terms.
 * What explains an exercise is searched once its prediction has been made, as it tells the answer.
 */
export function searchCourse(
	{lessons}: Course,
	{progress, facts}: {readonly progress: Progress; readonly facts: Facts},
	query: string,
): readonly Hit[] {
	const words = query.toLowerCase().split(/\s+/).filter(Boolean);
	const isFound = (text: string): boolean => {
		const lower = text.toLowerCase();
		return words.every((word) => lower.includes(word));
	};
	const terms = GLOSSARY.flatMap((term): readonly Hit[] => {
		const lesson = lessons.find(({id}) => id === term.lesson);
		return lesson !== undefined && isFound(term.term) ? [{kind: 'term', term, lesson}] : [];
	});
	if (words.length === 0) return terms;
	const pages = lessons.flatMap((lesson) => pagesOf(lesson, progress));
	const texts = pages.map(({at, page}) => ({at, page, blocks: blocksOn(page, facts)}));
	const commands = texts.flatMap(({at, blocks}) =>
		blocks
			.flatMap((block) => (block.kind === 'console' ? block.commands : []))
			.filter(({line}) => isFound(line))
			.map(({line}): Hit => ({...at, kind: 'command', text: line})),
	);
	const found = texts.flatMap(({at, blocks}): readonly Hit[] => {
		const text = blocks.map(textOf).join(' ').replaceAll(/\s+/g, ' ');
		if (!isFound(`${at.title} ${text}`)) return [];
		return [{...at, kind: 'page', text: excerpt(text, words[0] ?? '')}];
	});
	const titled = lessons
		.filter(({id, title}) => isFound(`${id} ${title}`))
		.map((lesson): Hit => ({kind: 'lesson', lesson}));
	return [...terms, ...titled, ...commands, ...found].slice(0, MOST_HITS);
}

const plain = (title: string): string => title.replaceAll('`', '');

function pagesOf(
	lesson: Lesson,
	{predictions}: Progress,
): readonly {readonly at: PageHit; readonly page: Page}[] {
	const isPredicted = predictions[keyOf(lesson.id, lesson.predict.id)] !== undefined;
	const at = (part: PageHit['part'], first: number) => (page: Page, index: number) => ({
		at: {lesson, part, page: index + first, title: plain(page.title)},
		page,
	});
	return [
		...lesson.read.map(at('read', 1)),
		...(isPredicted ? lesson.after : []).map(at('after', 0)),
	];
}

function textOf(block: Block): string {
	switch (block.kind) {
		case 'paragraph':
		case 'quote':
			return block.spans.map(({text}) => text).join('');
		case 'list':
			return block.items.map((item) => item.map(({text}) => text).join('')).join(' ');
		case 'figure':
			// What is said of it reads better around the words that were found.
			return [block.said ?? '', ...block.lines].join(' ');
		case 'console':
			return block.lines.join(' ');
	}
}

/** The words around the first of those sought. */
function excerpt(text: string, word: string): string {
	const at = Math.max(0, text.toLowerCase().indexOf(word));
	const from = at <= AROUND ? 0 : text.lastIndexOf(' ', at - AROUND) + 1;
	const end = text.indexOf(' ', at + word.length + AROUND);
	return text.slice(from, end < 0 ? undefined : end);
}

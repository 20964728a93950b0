import {fromMarkdown} from 'mdast-util-from-markdown';
import type {Block, Page} from '../domain/course.js';
import {
	ANY_TAG,
	type CgroupVersion,
	choiceLack,
	chooseWithLines,
	hasChoice,
} from '../domain/host-choice.js';
import type {FlowNode, Heading} from './markdown-node.js';
import {type ComplainOfNode, parseBlock} from './parse-block.js';
import {parseSpans} from './parse-spans.js';
import type {Problem} from './problem.js';

/** The two halves of a lesson's text; the headings of the first level name them. */
type Section = 'read' | 'after';

export interface PageText {
	readonly section: Section;
	readonly page: Page;
	/** The line of its title. */
	readonly line: number;
	/** False where it holds something that no page can hold, and that was left out. */
	readonly isWhole: boolean;
}

interface Markdown {
	readonly text: string;
	readonly file: string;
	/** The line of `file` on which `text` begins. */
	readonly firstLine: number;
}

const CURE =
	'A page may hold paragraphs, lists, quotes, **strong**, *emphasis*, `code`, and fences called text or console.';

const isComment = (node: FlowNode): boolean =>
	node.type === 'html' && /^<!--[\s\S]*-->$/.test(node.value.trim());

/** A title is plain text, whatever looks its words have. */
const textOf = (heading: Heading): string =>
	parseSpans(heading.children, [])
		.map(({text}) => text)
		.join('');

function sectionOf(heading: Heading): Section | undefined {
	switch (textOf(heading)) {
		case 'Read':
			return 'read';
		case 'After':
			return 'after';
		default:
			return undefined;
	}
}

/** What a lesson's Markdown holds. */
interface Pages {
	readonly pages: readonly PageText[];
	/** False where a heading names no part of a lesson: what stands below it belongs to none. */
	readonly hasKnownParts: boolean;
	readonly problems: readonly Problem[];
}

const CORE = / ★$/;

/** Reads Markdown into pages. `problems` are of form only, not of length or number. */
export function parsePages(markdown: Markdown): Pages {
	if (!hasChoice(markdown.text)) return pagesOn(markdown, '2');
	const lack = choiceLack(markdown.text);
	const cure = 'Write {{#v1}}…{{/v1}} around what is so on version 1 alone, and {{#v2}} likewise.';
	const unfit = (sentence: string): Problem => ({
		file: markdown.file,
		line: markdown.firstLine,
		sentence,
		cure,
	});
	if (lack !== undefined) {
		const untagged = pagesOn({...markdown, text: markdown.text.replaceAll(ANY_TAG, '')}, '2');
		return {...untagged, problems: [...untagged.problems, unfit(lack)]};
	}
	const present = pagesOn(markdown, '2');
	const older = pagesOn(markdown, '1');
	const titlesOf = ({pages}: Pages) => JSON.stringify(pages.map(({page}) => page.title));
	if (titlesOf(present) !== titlesOf(older)) {
		const problem = unfit(
			'The pages for the two versions of control groups have not the same titles.',
		);
		return {...present, problems: [...present.problems, problem]};
	}
	return {
		...present,
		pages: present.pages.map((one, index) => withVersion1(one, older.pages[index] ?? one)),
		problems: [...present.problems, ...older.problems],
	};
}

function withVersion1(present: PageText, older: PageText): PageText {
	const {blocks} = older.page;
	if (JSON.stringify(blocks) === JSON.stringify(present.page.blocks)) return present;
	return {
		...present,
		page: {...present.page, blocksOnV1: blocks},
		isWhole: present.isWhole && older.isWhole,
	};
}

/** The pages as they read on a host with control groups of this version. */
function pagesOn({text: written, file, firstLine}: Markdown, version: CgroupVersion): Pages {
	const {text, lines} = chooseWithLines(written, version);
	const problems: Problem[] = [];
	const pages: (PageText & {readonly page: {readonly blocks: Block[]}; isWhole: boolean})[] = [];
	let hasKnownParts = true;
	let section: Section | 'unknown' | undefined;
	// A page ends where its section ends: what follows a `# After` belongs to no page yet.
	let open: (typeof pages)[number] | undefined;

	const lineOf = (node: Parameters<ComplainOfNode>[0]): number =>
		(lines[(node.position?.start.line ?? 1) - 1] ?? 0) + firstLine;
	const complain: ComplainOfNode = (node, sentence, cure = CURE) => {
		if (open !== undefined) open.isWhole = false;
		problems.push({file, line: lineOf(node), sentence, cure});
	};
	const openSection = (heading: Heading): void => {
		section = sectionOf(heading) ?? 'unknown';
		open = undefined;
		if (section !== 'unknown') return;
		hasKnownParts = false;
		complain(
			heading,
			`There is no part called "${textOf(heading)}".`,
			'Write `# Read` or `# After`.',
		);
	};

	const place = (node: FlowNode, within: Section | undefined): void => {
		if (node.type === 'heading' && node.depth === 2 && within !== undefined) {
			const title = textOf(node);
			const core = CORE.test(title) ? {core: true} : {};
			const page = {title: title.replace(CORE, ''), ...core, blocks: []};
			open = {section: within, page, line: lineOf(node), isWhole: true};
			pages.push(open);
		} else if (open === undefined) {
			complain(
				node,
				'This stands on no page.',
				'Write `# Read` or `# After`, then `## Title`, above it.',
			);
		} else {
			const block = parseBlock(node, lineOf(node), complain);
			if (block !== undefined) open.page.blocks.push(block);
		}
	};

	for (const node of fromMarkdown(text).children) {
		if (isComment(node)) continue;
		if (node.type === 'heading' && node.depth === 1) openSection(node);
		else if (section !== 'unknown') place(node, section);
	}
	return {pages, hasKnownParts, problems};
}

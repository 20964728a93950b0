import {fromMarkdown} from 'mdast-util-from-markdown';
import type {Block, Page} from '../domain/course.js';
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

/** Reads Markdown into pages. `problems` are of form only, not of length or number. */
export function parsePages({text, file, firstLine}: Markdown): {
	readonly pages: readonly PageText[];
	/** False where a heading names no part of a lesson: what stands below it belongs to none. */
	readonly hasKnownParts: boolean;
	readonly problems: readonly Problem[];
} {
	const problems: Problem[] = [];
	const pages: (PageText & {readonly page: {readonly blocks: Block[]}; isWhole: boolean})[] = [];
	let hasKnownParts = true;
	let section: Section | 'unknown' | undefined;
	// A page ends where its section ends: what follows a `# After` belongs to no page yet.
	let open: (typeof pages)[number] | undefined;

	const lineOf = (node: Parameters<ComplainOfNode>[0]): number =>
		(node.position?.start.line ?? 1) + firstLine - 1;
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
			const page = {title: textOf(node), blocks: []};
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

import type {Block, Span} from '../domain/course.js';
import type {Blockquote, Code, FlowNode, List, Paragraph} from './markdown-node.js';
import {parseConsole} from './parse-console.js';
import {parseFigure} from './parse-figure.js';
import {parseSpans, type Unfit} from './parse-spans.js';

/** Notes what a page can't hold, at the node that holds it. */
export type ComplainOfNode = (node: FlowNode | Unfit['node'], what: string, cure?: string) => void;

const NAMES: Readonly<Record<string, string>> = {
	heading: 'a heading below `##`',
	html: 'HTML',
	thematicBreak: 'a rule',
	definition: 'a link',
};

function spansOf(paragraph: Paragraph, complain: ComplainOfNode): readonly Span[] {
	const unfit: Unfit[] = [];
	const spans = parseSpans(paragraph.children, unfit);
	for (const {what, node} of unfit) {
		complain(node, `A page can't hold ${what}.`, 'Links go into `links`; leave out the rest.');
	}
	return spans;
}

const onlyParagraph = (children: readonly FlowNode[]): Paragraph | undefined =>
	children.length === 1 && children[0]?.type === 'paragraph' ? children[0] : undefined;

function parseList(list: List, complain: ComplainOfNode): Block {
	const items = list.children.flatMap((item) => {
		const paragraph = onlyParagraph(item.children);
		if (paragraph !== undefined) return [spansOf(paragraph, complain)];
		complain(item, 'An entry of a list must be one paragraph.', 'Make it one, or two entries.');
		return [];
	});
	return {kind: 'list', ordered: list.ordered === true, items};
}

function parseQuote(quote: Blockquote, complain: ComplainOfNode): Block | undefined {
	const paragraph = onlyParagraph(quote.children);
	if (paragraph !== undefined) return {kind: 'quote', spans: spansOf(paragraph, complain)};
	complain(quote, 'A quote must be one paragraph.', 'Make it one, or two quotes.');
	return undefined;
}

function parseFence(code: Code, line: number, complain: ComplainOfNode): Block | undefined {
	if (code.lang === 'text') {
		const figure = parseFigure({value: code.value, meta: code.meta ?? ''});
		if ('kind' in figure) return figure;
		complain(code, figure.sentence, figure.cure);
		return undefined;
	}
	if (code.lang !== 'console') {
		complain(code, 'A fence must be `text` or `console`.', 'Name it after the backticks.');
		return undefined;
	}
	const block = parseConsole({value: code.value, meta: code.meta ?? '', line});
	if (typeof block !== 'string') return block;
	complain(code, block);
	return undefined;
}

/** The block that a node of Markdown stands for; undefined where it stands for none. `line` is its own. */
export function parseBlock(
	node: FlowNode,
	line: number,
	complain: ComplainOfNode,
): Block | undefined {
	switch (node.type) {
		case 'paragraph': {
			const spans = spansOf(node, complain);
			return spans.length === 0 ? undefined : {kind: 'paragraph', spans};
		}
		case 'list':
			return parseList(node, complain);
		case 'blockquote':
			return parseQuote(node, complain);
		case 'code':
			return parseFence(node, line, complain);
		default:
			complain(node, `A page can't hold ${NAMES[node.type] ?? node.type}.`);
			return undefined;
	}
}

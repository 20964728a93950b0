import type {Span} from '../domain/course.js';
import type {PhrasingNode} from './markdown-node.js';

/** Something that a lesson's text may not hold, at the node that holds it. */
export interface Unfit {
	readonly what: string;
	readonly node: PhrasingNode;
}

const isComment = (html: string): boolean => /^<!--[\s\S]*-->$/.test(html.trim());

function spansOf(node: PhrasingNode, look: Span['look'], unfit: Unfit[]): readonly Span[] {
	switch (node.type) {
		case 'text':
			// A line break in the file is a space: the screen breaks lines where its width says.
			return [{text: node.value.replaceAll(/\s*\n\s*/g, ' '), look}];
		case 'inlineCode':
			return [{text: node.value, look: 'code'}];
		case 'strong':
		case 'emphasis':
			return node.children.flatMap((child) => spansOf(child, node.type, unfit));
		case 'break':
			return [{text: ' ', look}];
		case 'html':
			if (!isComment(node.value)) unfit.push({what: 'HTML', node});
			return [];
		case 'link':
		case 'linkReference':
			unfit.push({what: 'a link', node});
			return [];
		default:
			unfit.push({what: `${node.type}`, node});
			return [];
	}
}

function joined(spans: readonly Span[]): readonly Span[] {
	const result: Span[] = [];
	for (const span of spans) {
		const last = result.at(-1);
		if (last !== undefined && last.look === span.look && span.look !== 'code') {
			result[result.length - 1] = {...last, text: last.text + span.text};
		} else {
			result.push(span);
		}
	}
	return result.filter(({text}) => text !== '');
}

/** The runs of a paragraph, each with one look; what does not fit is pushed onto `unfit`. */
export function parseSpans(nodes: readonly PhrasingNode[], unfit: Unfit[]): readonly Span[] {
	return joined(nodes.flatMap((node) => spansOf(node, 'plain', unfit)));
}

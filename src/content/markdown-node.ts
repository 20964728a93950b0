import type {fromMarkdown} from 'mdast-util-from-markdown';

/** The nodes of Markdown (mdast), by the parser's own types: a package of types alone can't be checked for rules. */
export type FlowNode = ReturnType<typeof fromMarkdown>['children'][number];

type Flow<Type extends FlowNode['type']> = Extract<FlowNode, {type: Type}>;

export type Blockquote = Flow<'blockquote'>;
export type Code = Flow<'code'>;
export type Heading = Flow<'heading'>;
export type List = Flow<'list'>;
export type Paragraph = Flow<'paragraph'>;
/** What stands inside a paragraph or a heading. */
export type PhrasingNode = Paragraph['children'][number];

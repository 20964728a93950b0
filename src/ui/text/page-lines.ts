import {type Block, blocksOn, type Page, type Span} from '../../domain/course.js';
import type {Facts} from '../../domain/evidence.js';
import {fillTemplate} from '../../domain/fact.js';
import {wrapRuns} from '../../domain/wrap-runs.js';
import type {Symbols} from './theme.js';
import {EMPTY_LINE, line, type TextLine} from './wrap-text.js';

/** No line of prose is wider: longer ones are hard to read. */
export const PROSE_COLUMNS = 76;

export interface PageStyle {
	readonly columns: number;
	readonly facts: Facts;
	readonly symbols: Symbols;
}

// A fact that is not known yet is shown by its name, as one that will have a value.
const filled = (text: string, facts: Facts): string =>
	fillTemplate(text, facts).replaceAll(/\{\{\s*([\w.-]+)\s*\}\}/g, '<$1>');

/** A template with its facts filled in. */
export const fillLine = filled;

const spansOf = (spans: readonly Span[], facts: Facts): TextLine =>
	spans.map(({text, look}) => ({text: filled(text.replaceAll('\n', ' '), facts), look}));

const indented = (rows: readonly TextLine[], first: TextLine, rest: TextLine): TextLine[] =>
	rows.map((row, index) => [...(index === 0 ? first : rest), ...row]);

function listLines(
	{items, ordered}: Extract<Block, {kind: 'list'}>,
	{columns, facts, symbols}: PageStyle,
): TextLine[] {
	return items.flatMap((item, index) => {
		const marker = ordered ? `${index + 1}. ` : `${symbols.bullet} `;
		const rows = wrapRuns(spansOf(item, facts), columns - marker.length);
		return indented(rows, line(marker, 'accent'), line(' '.repeat(marker.length)));
	});
}

const PROMPT = /^([$#] )(.*)$/;

/** A command stands out from what it printed. */
function consoleLine(text: string, {facts, symbols}: PageStyle): TextLine {
	const bar = {text: `${symbols.bar} `, look: 'rule'} as const;
	const [, prompt, command] = PROMPT.exec(text) ?? [];
	return prompt === undefined || command === undefined
		? [bar, {text: filled(text, facts), look: 'plain'}]
		: [bar, {text: prompt, look: 'quiet'}, {text: filled(command, facts), look: 'strong'}];
}

function blockLines(block: Block, style: PageStyle): readonly TextLine[] {
	const {columns, facts, symbols} = style;
	switch (block.kind) {
		case 'paragraph':
			return wrapRuns(spansOf(block.spans, facts), columns);
		case 'list':
			return listLines(block, style);
		case 'figure':
			return block.lines.map((text) => line(filled(text, facts)));
		case 'console':
			return block.lines.map((text) => consoleLine(text, style));
		case 'quote': {
			const bar = line(`${symbols.bar} `, 'accent');
			return indented(wrapRuns(spansOf(block.spans, facts), columns - 2), bar, bar);
		}
	}
}

/** The rows of a page below its title: its blocks with an empty row between them. */
export function pageLines(page: Page, style: PageStyle): readonly TextLine[] {
	const narrow = {...style, columns: Math.min(style.columns, PROSE_COLUMNS)};
	return blocksOn(page, style.facts).flatMap((block, index) => [
		...(index === 0 ? [] : [EMPTY_LINE]),
		...blockLines(block, narrow),
	]);
}

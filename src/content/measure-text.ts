import type {Block, Page, Span} from '../domain/course.js';
import type {Facts} from '../domain/evidence.js';
import {fillTemplate} from '../domain/fact.js';
import {textWidth} from '../domain/text-width.js';
import {wrapProse, wrapRuns} from '../domain/wrap-runs.js';

/** What the smallest screen of 80x24 leaves for text. */
export const TEXT_COLUMNS = 76;

/** Rows that a text of an exercise takes on the screen. */
export const wrappedRows = (text: string, columns: number): number =>
	wrapProse(text, columns, 'plain').length;

/** Rows that a paragraph of a page takes on the screen. */
const rowsOf = (spans: readonly Span[], values: Facts, columns: number): number =>
	wrapRuns(
		spans.map(({text, look}) => ({text: fillTemplate(text, values), look})),
		columns,
	).length;

function blockRows(block: Block, values: Facts): number {
	switch (block.kind) {
		case 'paragraph':
			return rowsOf(block.spans, values, TEXT_COLUMNS);
		case 'quote':
			return rowsOf(block.spans, values, TEXT_COLUMNS - 2);
		case 'list':
			return block.items
				.map((item, index) => {
					const marker = block.ordered ? `${index + 1}. ` : '- ';
					return rowsOf(item, values, TEXT_COLUMNS - marker.length);
				})
				.reduce((sum, rows) => sum + rows, 0);
		case 'figure':
		case 'console':
			return block.lines.length;
	}
}

/** Rows of a page below its title: its blocks, and an empty row between each two. */
export function pageRows(page: Page, values: Facts): number {
	const rows = page.blocks.map((block) => blockRows(block, values));
	return rows.reduce((sum, count) => sum + count, Math.max(0, rows.length - 1));
}

/** Columns of the widest line of a page that can't be wrapped. */
export function widestFixedLine(page: Page): number {
	const lines = page.blocks.flatMap((block) =>
		block.kind === 'figure' || block.kind === 'console' ? block.lines : [],
	);
	return Math.max(0, ...lines.map((line) => textWidth(line)));
}

/** Every text of a page, for whoever looks for templates in it. */
export function pageTexts(page: Page): readonly string[] {
	return page.blocks.flatMap((block) => {
		switch (block.kind) {
			case 'paragraph':
			case 'quote':
				return block.spans.map(({text}) => text);
			case 'list':
				return block.items.flat().map(({text}) => text);
			case 'figure':
			case 'console':
				return block.lines;
		}
	});
}

import stringWidth from 'string-width';
import type {Block, Page, Span} from '../domain/course.js';
import type {Facts} from '../domain/evidence.js';
import {fillTemplate} from '../domain/fact.js';

/** What the smallest screen of 80x24 leaves for text. */
export const TEXT_COLUMNS = 76;

/** Rows that a text takes when its words are broken at `columns`; a word that is too long is cut. */
export function wrappedRows(text: string, columns: number): number {
	return text.split('\n').reduce((rows, line) => rows + rowsOfLine(line, columns), 0);
}

function rowsOfLine(line: string, columns: number): number {
	let rows = 1;
	let used = 0;
	for (const word of line.split(' ')) {
		const width = stringWidth(word);
		const wanted = used === 0 ? width : used + 1 + width;
		if (wanted <= columns) {
			used = wanted;
		} else {
			rows += (used === 0 ? 0 : 1) + Math.max(0, Math.ceil(width / columns) - 1);
			used = width > columns ? width % columns : width;
		}
	}
	return rows;
}

const textOf = (spans: readonly Span[], values: Facts): string =>
	fillTemplate(spans.map(({text}) => text).join(''), values);

function blockRows(block: Block, values: Facts): number {
	switch (block.kind) {
		case 'paragraph':
			return wrappedRows(textOf(block.spans, values), TEXT_COLUMNS);
		case 'quote':
			return wrappedRows(textOf(block.spans, values), TEXT_COLUMNS - 2);
		case 'list':
			return block.items.reduce(
				(rows, item) =>
					rows + wrappedRows(textOf(item, values), TEXT_COLUMNS - (block.ordered ? 3 : 2)),
				0,
			);
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
	return Math.max(0, ...lines.map((line) => stringWidth(line)));
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

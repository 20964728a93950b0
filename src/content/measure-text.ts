import {type Block, blocksOn, type Page, type Span} from '../domain/course.js';
import type {Facts} from '../domain/evidence.js';
import {fillTemplate} from '../domain/fact.js';
import {textWidth} from '../domain/text-width.js';
import {wrapProse, wrapRuns} from '../domain/wrap-runs.js';

/** What the smallest screen of 80x24 leaves for text. */
export const TEXT_COLUMNS = 76;

/** The facts on a host of either version of control groups. */
const eitherVersion = (facts: Facts): readonly Facts[] =>
	['1', '2'].map((version) => new Map([...facts, ['cgroup.version', version]]));

const most = (numbers: readonly number[]): number => Math.max(0, ...numbers);

/** Rows that a text of an exercise takes on the screen, on whichever host it takes more. */
export const wrappedRows = (text: string, values: Facts, columns: number): number =>
	most(
		eitherVersion(values).map(
			(facts) => wrapProse(fillTemplate(text, facts), columns, 'plain').length,
		),
	);

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

/** Rows of a page below its title: its blocks, and an empty row between each two; on whichever host it has more. */
export const pageRows = (page: Page, values: Facts): number =>
	most(
		eitherVersion(values).map((facts) => {
			const rows = blocksOn(page, facts).map((block) => blockRows(block, facts));
			return rows.reduce((sum, count) => sum + count, Math.max(0, rows.length - 1));
		}),
	);

/** All that may stand on a page, on any host. */
const blocksAnywhere = ({blocks, blocksOnV1 = []}: Page): readonly Block[] => [
	...blocks,
	...blocksOnV1,
];

/** Columns of the widest line of a page that can't be wrapped. */
export const widestFixedLine = (page: Page): number =>
	most(
		blocksAnywhere(page)
			.flatMap((block) => (block.kind === 'figure' || block.kind === 'console' ? block.lines : []))
			.map((line) => textWidth(line)),
	);

/** Every text of a page, what is said of its figures too, for whoever looks for templates in it. */
export const pageTexts = (page: Page): readonly string[] =>
	blocksAnywhere(page).flatMap((block) => [
		...blockTexts(block),
		...(block.kind === 'figure' && block.said !== undefined ? [block.said] : []),
	]);

/** Every text of a block that is on the screen; what is said of a figure stands for it, and is not. */
export function blockTexts(block: Block): readonly string[] {
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
}

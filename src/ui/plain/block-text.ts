import wrapAnsi from 'wrap-ansi';
import type {Block, Span} from '../../domain/course.js';
import type {Facts} from '../../domain/evidence.js';
import {fillTemplate} from '../../domain/fact.js';
import {groupSightings, type Sighting} from '../../domain/verdict.js';

/** Wraps text to a width in columns; words longer than it are left whole. */
export const wrapped = (text: string, width: number, indent = ''): readonly string[] =>
	wrapAnsi(text, width - indent.length)
		.split('\n')
		.map((line) => (indent + line).trimEnd());

/** What is to be typed keeps its backticks; there is no colour to tell it by. */
const spanText = (spans: readonly Span[], facts: Facts): string =>
	fillTemplate(
		spans.map(({text, look}) => (look === 'code' ? `\`${text}\`` : text)).join(''),
		facts,
	);

/** Lines of their own, each indented; what a narrow screen breaks goes on further in. */
const listed = (lines: readonly string[], facts: Facts, width: number): readonly string[] =>
	lines.flatMap((line) => {
		const filled = fillTemplate(line, facts);
		const whole = wrapped(filled, width, '    ');
		if (whole.length === 1) return whole;
		// The first row is as wide as those that follow, which is simpler and loses two columns.
		const [first = '', ...rest] = wrapped(filled, width - 2, '    ');
		return [first, ...rest.map((more) => `  ${more}`)];
	});

/** The lines of a block of a lesson page, without styles. */
export function blockText(block: Block, facts: Facts, width: number): readonly string[] {
	switch (block.kind) {
		case 'paragraph':
			return wrapped(spanText(block.spans, facts), width);
		case 'quote':
			return wrapped(spanText(block.spans, facts), width, '  ');
		case 'list':
			return block.items.flatMap((item, index) => {
				const sign = block.ordered ? `${index + 1}. ` : '- ';
				const [first = '', ...rest] = wrapped(spanText(item, facts), width - sign.length);
				return [sign + first, ...rest.map((line) => ' '.repeat(sign.length) + line)];
			});
		case 'figure':
			return block.said === undefined
				? listed(block.lines, facts, width)
				: wrapped(`Figure: ${fillTemplate(block.said, facts)}`, width);
		case 'console':
			return listed(block.lines, facts, width);
	}
}

/** What was seen, a name with its value a line. */
export const sightingText = (seen: readonly Sighting[], width: number): readonly string[] =>
	groupSightings(seen).flatMap(({what, value}) =>
		// What was answered has the question for its name.
		wrapped(`${what}${what.endsWith('?') ? '' : ':'} ${value}`, width, '  '),
	);

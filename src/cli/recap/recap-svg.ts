import {groupSightings} from '../../domain/verdict.js';
import {wrapRuns} from '../../domain/wrap-runs.js';
import type {RecapCard} from '../../session/recap.js';
import {countsOf, withStop} from './recap-markdown.js';

type Tone = 'title' | 'plain' | 'quiet' | 'good' | 'code';

interface Row {
	readonly text: string;
	readonly tone: Tone;
	readonly indent: number;
}

/** Characters of a monospaced line, and pixels. */
const COLUMNS = 92;
const CELL = 8.4;
const LINE = 20;
const MARGIN = 28;

/** XML 1.0 has no character below a blank but tab and line end, not even as a reference (2.2). */
const escaped = (text: string): string =>
	[...text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')]
		.map((character) => (/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(character) ? ' ' : character))
		.join('');

const wrapped = (text: string, tone: Tone, indent: number): readonly Row[] =>
	wrapRuns([{text: text.replaceAll('`', ''), look: tone}], COLUMNS - indent).map((row) => ({
		text: row.map((run) => run.text).join(''),
		tone,
		indent,
	}));

const BLANK: Row = {text: '', tone: 'plain', indent: 0};

function rowsOf(card: RecapCard, day: string): readonly Row[] {
	return [
		{text: 'What I saw of containers', tone: 'title', indent: 0},
		{text: `${day}: ${countsOf(card)}`, tone: 'quiet', indent: 0},
		...card.lessons.flatMap(({id, title, insight, steps, prediction}): readonly Row[] => [
			BLANK,
			...wrapped(`${id} ${title}`, 'title', 0),
			...wrapped(insight, 'plain', 0),
			...steps.flatMap(({title: step, state, seen}) => [
				...wrapped(`${state === 'done' ? '✓' : '◐'} ${step}`, 'good', 0),
				...groupSightings(seen).flatMap(({what, value}) => wrapped(`${what}: ${value}`, 'code', 2)),
			]),
			...(prediction === undefined || prediction.isRight
				? []
				: wrapped(
						`Predicted: ${withStop(prediction.chosen)} So it is: ${withStop(prediction.right)}`,
						'quiet',
						0,
					)),
		]),
	];
}

// On white and on #10141a every pair has a contrast of 4.5:1 and more (tests/cli/recap.test.ts).
const STYLE = `
text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre}
.page{fill:#ffffff}.title{fill:#111827;font-weight:bold}.plain{fill:#1f2937}.quiet{fill:#57606a}.good{fill:#116329}.code{fill:#0a4a8f}
@media (prefers-color-scheme:dark){.page{fill:#10141a}.title{fill:#f3f4f6}.plain{fill:#e5e7eb}.quiet{fill:#9ca3af}.good{fill:#4ade80}.code{fill:#7cc4ff}}
`;

/** A picture to keep: text alone, without a script and without anything from elsewhere. */
export function recapSvg(card: RecapCard, day: string): string {
	const rows = rowsOf(card, day);
	const width = Math.ceil(COLUMNS * CELL) + 2 * MARGIN;
	const height = rows.length * LINE + 2 * MARGIN;
	const texts = rows.flatMap(({text, tone, indent}, index) =>
		text === ''
			? []
			: [
					`<text class="${tone}" x="${MARGIN + Math.round(indent * CELL)}" y="${MARGIN + index * LINE + 14}">${escaped(text)}</text>`,
				],
	);
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="What I saw of containers: ${countsOf(card)}">
<style>${STYLE}</style>
<rect class="page" width="${width}" height="${height}"/>
${texts.join('\n')}
</svg>
`;
}

import type {ComparedFact, Comparison, Inspection} from '../../domain/inspection.js';
import {cutLine, cutText, line, lineWidth, type TextLine} from '../text/wrap-text.js';
import type {PictureStyle} from './fit-picture.js';
import {factRows, headingRow, listRows, shortPath, words} from './inspection-rows.js';
import {commandOf, containerWords} from './inspection-words.js';

/** A label that is longer is cut: of v1's hierarchies it has a dozen names. */
const NAME = 16;

/** What two processes share, and in what they differ, beside each other. */
export function drawComparison(
	comparison: Comparison,
	columns: number,
	theme: PictureStyle,
): readonly TextLine[] {
	const style = {...theme, columns};
	const {symbols} = theme;
	const half = Math.max(12, Math.floor((columns - NAME - 6) / 2));
	const cell = (text: string | undefined, look: 'plain' | 'quiet'): TextLine => {
		const cut = cutLine(
			words(text ?? 'not told', text === undefined ? 'quiet' : look),
			half,
			symbols.ellipsis,
		);
		return [...cut, ...line(' '.repeat(half - lineWidth(cut) + 2))];
	};
	const row = ({name, isSame, values}: ComparedFact): TextLine => {
		const sign = isSame === undefined ? symbols.cannotTell : isSame ? '=' : symbols.failed;
		const text = ` ${sign} ${cutText(name, NAME, symbols.ellipsis)}`;
		const label = line(text.padEnd(NAME + 4), isSame === false ? 'strong' : 'plain');
		const both =
			isSame === true
				? cutLine(words(shortPath(values[0] ?? '', symbols)), columns - NAME - 4, symbols.ellipsis)
				: undefined;
		return [...label, ...(both ?? [...cell(values[0], 'plain'), ...cell(values[1], 'plain')])];
	};
	const [onlyFirst, onlySecond] = comparison.onlyCapabilities;
	return [
		...comparison.both.flatMap((inspection, index) =>
			titles(inspection, index === 0 ? 'A' : 'B', columns, symbols.ellipsis),
		),
		[],
		headingRow('Namespaces', '= the same one'),
		...comparison.namespaces.map(row),
		[],
		headingRow('The rest'),
		...comparison.facts.map(row),
		...listRows('only A has', onlyFirst.map(capability), style),
		...listRows('only B has', onlySecond.map(capability), style),
		[],
		headingRow('Files that both see'),
		...mountRows(comparison, columns, theme),
	];
}

const capability = (name: string): string => `cap_${name}`.replace('cap_cap_', 'cap_');

function titles(
	{subject, container}: Inspection,
	name: string,
	columns: number,
	ellipsis: string,
): readonly TextLine[] {
	return [
		cutLine(
			[
				...line(`${name}  `, 'title'),
				...line(`pid ${subject.pid}  `),
				...words(commandOf(subject), 'strong'),
			],
			columns,
			ellipsis,
		),
		...(container === undefined
			? []
			: [
					cutLine(
						[...line('   '), ...words(containerWords(container), 'accent')],
						columns,
						ellipsis,
					),
				]),
	];
}

function mountRows(
	{sharedMounts, namespaces}: Comparison,
	columns: number,
	theme: PictureStyle,
): readonly TextLine[] {
	const style = {...theme, columns};
	if (sharedMounts === undefined)
		return factRows('', words('A mount table is not told.', 'quiet'), style);
	if (namespaces.find(({name}) => name === 'mnt')?.isSame)
		return factRows('', words('All: they are in one mount namespace.'), style);
	if (sharedMounts.length === 0)
		return factRows(
			'',
			words('None but those of the kernel: no directory is mounted in both.'),
			style,
		);
	return sharedMounts.flatMap(({type, paths: [one, other]}) =>
		factRows(
			'',
			words(one === other ? `${one} in both (${type})` : `${one} in A is ${other} in B (${type})`),
			style,
		),
	);
}

import type {Inspection} from '../../domain/inspection.js';
import type {TerminalSize} from '../../domain/sandbox.js';
import {cutLine, line, lineWidth, type TextLine} from '../text/wrap-text.js';
import {boxPicture} from './box-picture.js';
import type {PictureStyle} from './fit-picture.js';
import {groupRows} from './group-rows.js';
import {namespaceRows, rightsRows, titleRows, userRows} from './identity-rows.js';
import {factRows, headingRow, type InspectionStyle, words} from './inspection-rows.js';
import {baseWord} from './inspection-words.js';
import {mountRows} from './mount-rows.js';
import {networkRows} from './network-rows.js';
import {overviewRows} from './overview-rows.js';

/** The parts of the picture, in the order in which they stand below each other. */
export const SECTIONS = ['namespaces', 'users', 'rights', 'mounts', 'network', 'group'] as const;

export type Section = (typeof SECTIONS)[number];

const TITLES: Readonly<Record<Section, string>> = {
	namespaces: 'Namespaces',
	users: 'Users',
	rights: 'Rights',
	mounts: 'Root and mounts',
	network: 'Network',
	group: 'Control group',
};

const ROWS: Readonly<
	Record<Section, (inspection: Inspection, style: InspectionStyle) => readonly TextLine[]>
> = {
	namespaces: namespaceRows,
	users: userRows,
	rights: rightsRows,
	mounts: mountRows,
	network: networkRows,
	group: groupRows,
};

export function sectionRows(
	section: Section,
	inspection: Inspection,
	style: InspectionStyle,
): readonly TextLine[] {
	const note =
		section === 'namespaces'
			? `compared with ${baseWord(inspection.base)}`
			: section === 'group'
				? (inspection.group?.version ?? '')
				: '';
	const heading = cutLine(headingRow(TITLES[section], note), style.columns, style.symbols.ellipsis);
	return [heading, ...ROWS[section](inspection, style)];
}

/** What is not told, and why; each reason once. */
export function unseenRows({unseen}: Inspection, style: InspectionStyle): readonly TextLine[] {
	if (unseen.length === 0) return [];
	const byReason = new Map<string, string[]>();
	for (const {what, why} of unseen) byReason.set(why, [...(byReason.get(why) ?? []), what]);
	return [
		headingRow('Not told'),
		...[...byReason].flatMap(([why, what]) =>
			factRows(
				what[0] ?? '',
				words(what.length > 1 ? `${why} So for: ${what.slice(1).join(', ')}.` : why),
				style,
			),
		),
	];
}

/** Everything, below each other, however long it gets. */
export function wholeInspection(
	inspection: Inspection,
	columns: number,
	theme: PictureStyle,
): readonly TextLine[] {
	const style = {...theme, columns};
	const between = (rows: readonly TextLine[]): readonly TextLine[] =>
		rows.length === 0 ? [] : [[], ...rows];
	return [
		...titleRows(inspection, style),
		...between(boxPicture(inspection, {columns, rows: 48}, theme)),
		...SECTIONS.flatMap((section) => between(sectionRows(section, inspection, style))),
		...between(unseenRows(inspection, style)),
	];
}

/** From so many columns on the boxes and the facts stand beside each other. */
const WIDE = 116;

/**
 * What matters most, in one window: the boxes, and a row or two for each part. In a wide and tall window the
 * parts stand there as they are.
 */
export function overview(
	inspection: Inspection,
	{columns, rows}: TerminalSize,
	theme: PictureStyle,
): readonly TextLine[] {
	const style = {...theme, columns};
	const title = titleRows(inspection, style);
	const room = rows - title.length - 1;
	if (columns >= WIDE && room >= 20) {
		return [...title, [], ...besideEachOther(inspection, {columns, rows: room}, theme)];
	}
	const summary = overviewRows(inspection, style);
	// The boxes are the picture: they have a third at least, and what the summary leaves.
	const least = Math.max(5, Math.floor(room / 3));
	const picture = boxPicture(
		inspection,
		{columns, rows: Math.max(least, room - summary.length)},
		theme,
	);
	return [...title, ...picture, ...summary].slice(0, rows);
}

const GAP = 3;

function besideEachOther(
	inspection: Inspection,
	{columns, rows}: TerminalSize,
	theme: PictureStyle,
): readonly TextLine[] {
	const leftColumns = Math.floor((columns - GAP) / 2);
	const rightColumns = columns - GAP - leftColumns;
	const leftStyle = {...theme, columns: leftColumns};
	const rightStyle = {...theme, columns: rightColumns};
	const group = sectionRows('group', inspection, leftStyle);
	const pictureRows = Math.max(8, rows - group.length - 1);
	const picture = boxPicture(inspection, {columns: leftColumns, rows: pictureRows}, theme);
	const left = [...picture, [], ...group];
	const parts = (['namespaces', 'users', 'rights', 'mounts', 'network'] as const).map((section) =>
		sectionRows(section, inspection, rightStyle),
	);
	const unseen = unseenRows(inspection, rightStyle);
	const right = fitParts(unseen.length > 0 ? [...parts, unseen] : parts, rows);
	const more = cutLine(
		line('  more by the keys 1 to 6', 'emphasis'),
		rightColumns,
		theme.symbols.ellipsis,
	);
	const cut = right.length > rows ? [...right.slice(0, rows - 1), more] : right;
	const count = Math.min(rows, Math.max(left.length, cut.length));
	return Array.from({length: count}, (_, index): TextLine => {
		const row = left[index] ?? [];
		const other = cut[index];
		if (other === undefined) return row;
		return [...row, ...line(' '.repeat(leftColumns - lineWidth(row) + GAP)), ...other];
	});
}

/** With a blank row between them where there is room for it. */
function fitParts(parts: readonly (readonly TextLine[])[], rows: number): readonly TextLine[] {
	const spaced = parts.flatMap((part, index) => (index === 0 ? part : [[], ...part]));
	return spaced.length <= rows ? spaced : parts.flat();
}

// The escapes that make the outer terminal show a cell as the emulated one does.
import type {IBufferCell} from '@xterm/headless';

/** How cells are shown beyond what stands in them. */
export interface CellLook {
	/** False leaves out colours (NO_COLOR) but keeps bold, underline, inverse and the like. */
	readonly colour: boolean;
	/** The whole screen has its colours swapped (DECSCNM). */
	readonly reverse?: boolean;
}

/** What cells of xterm.js have and its types leave out. */
interface UnderlinedCell {
	/** 1 single, 2 double, 3 curly, 4 dotted, 5 dashed, as in SGR 4:n. */
	getUnderlineStyle?(): number;
	getUnderlineColor?(): number;
	isUnderlineColorRGB?(): boolean;
	isUnderlineColorPalette?(): boolean;
}

/** The escapes that set a cell's attributes, from all attributes off; empty for a plain cell. */
export function styleOf(cell: IBufferCell, look: CellLook): string {
	if (cell.isAttributeDefault() && !look.reverse) return '';
	const codes = [...attributes(cell, look), ...(look.colour ? colours(cell) : [])];
	return codes.length === 0 ? '' : `\u001b[${codes.join(';')}m`;
}

function attributes(cell: IBufferCell, {colour, reverse = false}: CellLook): readonly string[] {
	const set: readonly (readonly [boolean | number, ...string[]])[] = [
		[cell.isBold(), '1'],
		[cell.isDim(), '2'],
		[cell.isItalic(), '3'],
		[cell.isUnderline(), ...underline(cell, colour)],
		[cell.isBlink(), '5'],
		[(cell.isInverse() !== 0) !== reverse, '7'],
		[cell.isInvisible(), '8'],
		[cell.isStrikethrough(), '9'],
		[cell.isOverline(), '53'],
	];
	return set.flatMap(([isSet, ...codes]) => (isSet ? codes : []));
}

const colours = (cell: IBufferCell): readonly string[] => [
	...(cell.isFgDefault() ? [] : [colourCode(cell.getFgColor(), cell.isFgRGB(), 30)]),
	...(cell.isBgDefault() ? [] : [colourCode(cell.getBgColor(), cell.isBgRGB(), 40)]),
];

/**
 * SGR 4:n and 58, with colons: a terminal that knows them not skips the one parameter, where with
 * semicolons it would take each number for an attribute. A plain 4 stays before it for such a one.
 */
function underline(cell: IBufferCell & UnderlinedCell, colour: boolean): readonly string[] {
	const style = cell.getUnderlineStyle?.() ?? 1;
	const codes = style > 1 ? ['4', `4:${style}`] : ['4'];
	if (!colour) return codes;
	const value = cell.getUnderlineColor?.() ?? 0;
	if (cell.isUnderlineColorRGB?.()) {
		return [...codes, `58:2::${(value >> 16) & 255}:${(value >> 8) & 255}:${value & 255}`];
	}
	return cell.isUnderlineColorPalette?.() ? [...codes, `58:5:${value}`] : codes;
}

/** `base` is 30 for the foreground and 40 for the background, as in SGR 30 to 37 and 40 to 47. */
function colourCode(colour: number, isRgb: boolean, base: 30 | 40): string {
	if (isRgb) return `${base + 8};2;${colour >> 16};${(colour >> 8) & 255};${colour & 255}`;
	if (colour < 8) return `${base + colour}`;
	// The bright eight are 90 to 97 and 100 to 107 (xterm, "aixterm" colours).
	if (colour < 16) return `${base + 60 + colour - 8}`;
	return `${base + 8};5;${colour}`;
}

import {printableLine} from '../../domain/printable.js';
import {wrapRuns} from '../../domain/wrap-runs.js';
import type {Look, Symbols, Theme} from '../text/theme.js';
import {cutText, line, lineWidth, type TextLine} from '../text/wrap-text.js';

/** What the parts of a picture are drawn with. */
export interface InspectionStyle extends Pick<Theme, 'symbols' | 'walls'> {
	readonly columns: number;
}

/** Where values begin; every label is shorter. */
const LABEL = 16;

/** In fewer columns a value stands below its label. */
const LEAST_VALUE = 16;

export const words = (text: string, look: Look = 'plain'): TextLine =>
	line(printableLine(text), look);

/** Engines print so many digits of an id, and know it by them. */
const SHORT_ID = 12;

/** A path with the ids in it cut to what tells them apart; those of layers and containers have 64 digits. */
export const shortPath = (path: string, {ellipsis}: Pick<Symbols, 'ellipsis'>): string =>
	path.replaceAll(/[0-9a-f]{64}/g, (id) => `${id.slice(0, SHORT_ID)}${ellipsis}`);

/** A label and its value, which goes on below its own beginning. */
export function factRows(
	label: string,
	value: TextLine,
	{columns, symbols}: Pick<InspectionStyle, 'columns' | 'symbols'>,
): readonly TextLine[] {
	const called = cutText(printableLine(label), LABEL - 3, symbols.ellipsis);
	const name = line(`  ${called}`.padEnd(LABEL), 'quiet');
	const room = columns - LABEL;
	const isBelow = room < LEAST_VALUE;
	const rows = wrapRuns(value, Math.max(1, isBelow ? columns - 4 : room));
	if (isBelow) return [name, ...rows.map((row) => [...line('    '), ...row])];
	return rows.map((row, index) => [...(index === 0 ? name : line(' '.repeat(LABEL))), ...row]);
}

/** Some values in one row or more, each of which stays whole where it fits. */
export function listRows(
	label: string,
	values: readonly string[],
	style: InspectionStyle,
	most = Infinity,
): readonly TextLine[] {
	if (values.length === 0) return [];
	const left = values.length - most;
	const shown =
		left > 0 ? [...values.slice(0, most), `${style.symbols.ellipsis} ${left} more`] : values;
	const room = Math.max(LEAST_VALUE, style.columns - LABEL);
	const rows: TextLine[] = [];
	for (const value of shown) {
		const piece = words(value);
		const last = rows.at(-1);
		if (last !== undefined && lineWidth(last) + 2 + lineWidth(piece) <= room) {
			rows[rows.length - 1] = [...last, ...line('  '), ...piece];
		} else rows.push(piece);
	}
	return rows.flatMap((row, index) => factRows(index === 0 ? label : '', row, style));
}

export const headingRow = (title: string, note = ''): TextLine => [
	...line(title, 'heading'),
	...(note === '' ? [] : words(`  ${note}`, 'quiet')),
];

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** `12.3 MiB`. */
export function sayBytes(bytes: number): string {
	let value = bytes;
	let unit = 0;
	while (value >= 1024 && unit < UNITS.length - 1) {
		value /= 1024;
		unit += 1;
	}
	const rounded =
		unit === 0 || value >= 100 ? value.toFixed(0) : value.toFixed(1).replace('.0', '');
	return `${rounded} ${UNITS[unit]}`;
}

const SPANS: readonly (readonly [number, string])[] = [
	[86_400, 'd'],
	[3600, 'h'],
	[60, 'min'],
	[1, 's'],
];

/** The largest two units of a time: `3 d 4 h`. */
export function sayAge(seconds: number): string {
	const whole = Math.max(0, Math.floor(seconds));
	const first = SPANS.findIndex(([size]) => whole >= size);
	if (first < 0) return '0 s';
	let rest = whole;
	return SPANS.slice(first, first + 2)
		.flatMap(([size, name]) => {
			const count = Math.floor(rest / size);
			rest -= count * size;
			return count === 0 ? [] : [`${count} ${name}`];
		})
		.join(' ');
}

/** How full something is. */
export function barOf(used: number, {walls}: Pick<Theme, 'walls'>, length = 8): TextLine {
	const full = Math.min(length, Math.max(0, Math.round(used * length)));
	return [
		...line(walls.full.repeat(full), 'accent'),
		...line(walls.empty.repeat(length - full), 'quiet'),
	];
}

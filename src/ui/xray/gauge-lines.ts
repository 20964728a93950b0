import type {CgroupView} from '../../domain/evidence.js';
import {printableLine} from '../../domain/printable.js';
import type {Xray} from '../../domain/xray.js';
import type {Theme} from '../text/theme.js';
import {cutLine, line, lineWidth, type TextLine} from '../text/wrap-text.js';
import {JUST_NOW} from './draw-processes.js';
import {groupTrait, type Traits} from './find-fresh.js';
import {sayBytes} from './inspection-rows.js';

type GaugeStyle = Pick<Theme, 'symbols' | 'walls'>;

const BAR = 8;

/** The groups that say something: they hold processes or a limit. The sandbox's own comes last. */
export const tellingGroups = (groups: readonly CgroupView[]): readonly CgroupView[] =>
	groups
		.filter(
			({members, memoryMax, pidsMax, cpuMax}) =>
				members.length > 0 || [memoryMax, pidsMax, cpuMax?.quota].some(isLimit),
		)
		.toSorted((a, b) => Number(a.path === '/') - Number(b.path === '/'));

const isLimit = (value: number | 'max' | undefined): boolean =>
	value !== undefined && value !== 'max';

/** One resource of a group: how much of its limit is used, in a word and, where there is one, in a bar. */
export interface Gauge {
	readonly text: string;
	/** From 0 to 1; undefined without a limit. */
	readonly used: number | undefined;
}

function gauge(
	name: string,
	current: number | undefined,
	most: number | 'max' | undefined,
	say: (value: number) => string,
	broken: string,
): readonly Gauge[] {
	if (current === undefined || most === undefined) return [];
	const limit = most === 'max' ? 'max' : say(most);
	return [
		{
			text: `${name} ${say(current)} of ${limit}${broken}`,
			used: most === 'max' ? undefined : Math.min(1, current / Math.max(1, most)),
		},
	];
}

export function gaugesOf(group: CgroupView): readonly Gauge[] {
	const {cpuMax, cpuThrottled, oomKills, pidsRefused} = group;
	const killed = oomKills ? `, oom_kill ${oomKills}` : '';
	const refused = pidsRefused ? `, refused ${pidsRefused}` : '';
	return [
		...gauge('memory', group.memoryCurrent, group.memoryMax, sayBytes, killed),
		...gauge('pids', group.pidsCurrent, group.pidsMax, String, refused),
		...(cpuMax === undefined || cpuMax.quota === 'max'
			? []
			: [
					{
						text: `cpu ${cpuMax.quota} of ${cpuMax.period} usec, throttled ${cpuThrottled ?? 0}`,
						used: undefined,
					},
				]),
	];
}

/** A group's gauges, side by side as far as they fit. */
function groupLines(
	group: CgroupView,
	columns: number,
	style: GaugeStyle,
	fresh: Traits,
): readonly TextLine[] {
	const {walls, symbols} = style;
	const rows: TextLine[] = [];
	const isFresh = fresh.has(groupTrait(group.path));
	let row: TextLine = [
		...line(`cgroup ${printableLine(group.path)}`, isFresh ? 'fresh' : 'strong'),
		...(isFresh ? line(`  ${JUST_NOW}`, 'quiet') : []),
	];
	for (const {text, used} of gaugesOf(group)) {
		const full = used === undefined ? 0 : Math.round(used * BAR);
		const bar: TextLine =
			used === undefined
				? []
				: [
						...line(walls.full.repeat(full), 'accent'),
						...line(`${walls.empty.repeat(BAR - full)} `, 'quiet'),
					];
		const piece = [...bar, ...line(text)];
		if (lineWidth(row) + 2 + lineWidth(piece) > columns) {
			rows.push(row);
			row = [...line('  '), ...piece];
		} else row = [...row, ...line('  '), ...piece];
	}
	return [...rows, row].map((one) => cutLine(one, columns, symbols.ellipsis));
}

/** What the control groups hold and may hold, in at most so many rows. */
export function gaugeLines(
	{groups}: Xray,
	{columns, rows}: {readonly columns: number; readonly rows: number},
	style: GaugeStyle,
	fresh: Traits = new Set(),
): readonly TextLine[] {
	if (groups === undefined) {
		const none = 'This host gave the sandbox no control group of its own: nothing is limited.';
		return [cutLine(line(none, 'quiet'), columns, style.symbols.ellipsis)];
	}
	const telling = tellingGroups(groups);
	const lines: TextLine[] = [];
	for (const [index, group] of telling.entries()) {
		const more = groupLines(group, columns, style, fresh);
		const isLast = index === telling.length - 1;
		if (lines.length + more.length > rows - (isLast ? 0 : 1)) {
			const left = telling.length - index;
			if (lines.length === 0) return more.slice(0, rows);
			lines.push(line(`${style.symbols.ellipsis} ${left} more control groups`, 'quiet'));
			break;
		}
		lines.push(...more);
	}
	return lines;
}

import type {GroupFacts, Limit, LimitAbove, Pressure} from '../../domain/control-group.js';
import type {Inspection} from '../../domain/inspection.js';
import {line, type TextLine} from '../text/wrap-text.js';
import {
	barOf,
	factRows,
	type InspectionStyle,
	sayAge,
	sayBytes,
	shortPath,
	words,
} from './inspection-rows.js';

export function groupRows({group}: Inspection, style: InspectionStyle): readonly TextLine[] {
	if (group === undefined)
		return factRows('', words('The kernel tells no control group of it.', 'quiet'), style);
	return [
		...pathRows(group, style),
		...memoryRows(group, style),
		...pidsRows(group, style),
		...cpuRows(group, style),
		...ioRows(group, style),
		...(group.isFrozen === true ? factRows('frozen', words('yes', 'failed'), style) : []),
		...group.above.flatMap((one) =>
			factRows('above', words(shortPath(aboveWords(one), style.symbols)), style),
		),
		...pressureRows(group, style),
	];
}

/** Of v1's dozen hierarchies those with the same path stand in one row. */
function pathRows({memberships}: GroupFacts, style: InspectionStyle): readonly TextLine[] {
	const byPath = new Map<string, string[]>();
	for (const {controllers, path} of memberships) {
		const name = controllers.length === 0 ? 'v2' : controllers.join(',');
		byPath.set(path, [...(byPath.get(path) ?? []), name]);
	}
	const isOne = byPath.size === 1;
	return [...byPath].flatMap(([path, names], index) =>
		factRows(
			index === 0 ? 'path' : '',
			[
				...words(shortPath(path, style.symbols), 'strong'),
				...(isOne ? [] : words(`  ${names.join(' ')}`, 'quiet')),
			],
			style,
		),
	);
}

function gauge(
	current: number | undefined,
	max: Limit | undefined,
	say: (value: number) => string,
	style: InspectionStyle,
): TextLine {
	const used = current === undefined ? '?' : say(current);
	if (max === undefined) return line(used);
	if (max === 'max') return line(`${used}, no limit`);
	const share = current === undefined ? 0 : current / Math.max(1, max);
	return [...barOf(share, style), ...line(` ${used} of ${say(max)}`)];
}

const more = (facts: readonly (string | undefined)[]): TextLine => {
	const told = facts.filter((one) => one !== undefined);
	return told.length === 0 ? [] : line(`, ${told.join(', ')}`);
};

const bytesWord = (name: string, value: number | undefined): string | undefined =>
	value === undefined ? undefined : `${name} ${sayBytes(value)}`;

const countWord = (name: string, value: number | undefined): string | undefined =>
	value ? `${name} ${value}` : undefined;

function memoryRows({memory}: GroupFacts, style: InspectionStyle): readonly TextLine[] {
	if (memory === undefined) return [];
	const {high, swapMax, swapCurrent} = memory;
	return factRows(
		'memory',
		[
			...gauge(memory.current, memory.max, sayBytes, style),
			...more([
				bytesWord('peak', memory.peak),
				bytesWord('anonymous', memory.anonymous),
				bytesWord('file', memory.file),
				typeof high === 'number' ? `high ${sayBytes(high)}` : undefined,
				swapWord(swapCurrent, swapMax),
				countWord('limit reached', memory.reached),
				countWord('oom_kill', memory.oomKills),
			]),
		],
		style,
	);
}

function swapWord(current: number | undefined, max: Limit | undefined): string | undefined {
	if (typeof max === 'number') return `swap ${sayBytes(current ?? 0)} of ${sayBytes(max)}`;
	return current ? `swap ${sayBytes(current)}` : undefined;
}

function pidsRows({pids}: GroupFacts, style: InspectionStyle): readonly TextLine[] {
	if (pids === undefined) return [];
	return factRows(
		'pids',
		[
			...gauge(pids.current, pids.max, String, style),
			...more([countWord('refused', pids.refused)]),
		],
		style,
	);
}

/** A quota in processors: 50000 of 100000 usec is half a processor. */
export function quotaWords(
	quota: Limit | undefined,
	period: number | undefined,
): string | undefined {
	if (quota === undefined) return undefined;
	if (quota === 'max' || !period) return 'no limit';
	const processors = Number((quota / period).toFixed(2));
	return `${processors} ${processors === 1 ? 'processor' : 'processors'} at most (${quota} of ${period} usec)`;
}

function cpuRows({cpu}: GroupFacts, style: InspectionStyle): readonly TextLine[] {
	if (cpu === undefined) return [];
	const {throttled, periods, throttledMicroseconds: lost} = cpu;
	const text = [
		quotaWords(cpu.quota, cpu.period),
		cpu.usedMicroseconds === undefined ? undefined : `used ${secondsWord(cpu.usedMicroseconds)}`,
		throttled
			? `throttled in ${throttled} of ${periods} periods${lost === undefined ? '' : `, ${secondsWord(lost)}`}`
			: undefined,
		cpu.weight === undefined ? undefined : `weight ${cpu.weight}`,
		cpu.processors === undefined ? undefined : `on processors ${cpu.processors}`,
	].filter((one) => one !== undefined);
	return text.length === 0 ? [] : factRows('cpu', words(text.join(', ')), style);
}

const secondsWord = (microseconds: number): string => {
	const seconds = microseconds / 1e6;
	return seconds < 60 ? `${seconds.toFixed(seconds < 1 ? 3 : 1)} s` : sayAge(seconds);
};

function ioRows({io}: GroupFacts, style: InspectionStyle): readonly TextLine[] {
	if (io === undefined) return [];
	const text = `read ${sayBytes(io.readBytes)}, written ${sayBytes(io.writtenBytes)}`;
	return factRows('io', words([text, ...io.limits].join(', ')), style);
}

const aboveWords = ({path, memoryMax, pidsMax, cpus}: LimitAbove): string =>
	[
		`${path} has at most`,
		[
			...(memoryMax === undefined ? [] : [`memory ${sayBytes(memoryMax)}`]),
			...(pidsMax === undefined ? [] : [`pids ${pidsMax}`]),
			...(cpus === undefined ? [] : [`${Number(cpus.toFixed(2))} processors`]),
		].join(', '),
	].join(' ');

function pressureRows(
	{pressure, pressureOf}: GroupFacts,
	style: InspectionStyle,
): readonly TextLine[] {
	const resources = (['cpu', 'memory', 'io'] as const).flatMap((name) => {
		const one = pressure[name];
		return one === undefined ? [] : [`${name} ${pressureWords(one)}`];
	});
	if (resources.length === 0) return [];
	const whose = pressureOf === 'host' ? 'whole host: ' : '';
	const text = `${whose}${resources.join('; ')} (% of 10 s, 1 min, 5 min in which something waited)`;
	return factRows('pressure', words(text), style);
}

export const pressureWords = ({some}: Pressure): string =>
	some.map((share) => share.toFixed(share < 10 ? 1 : 0).replace(/\.0$/, '')).join(' ');

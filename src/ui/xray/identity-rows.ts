import type {Inspection} from '../../domain/inspection.js';
import {cutLine, line, type TextLine} from '../text/wrap-text.js';
import {factRows, type InspectionStyle, sayAge, sayBytes, words} from './inspection-rows.js';
import {
	baseWord,
	capabilityWords,
	commandOf,
	containerWords,
	idWords,
	kindsOf,
	seccompWords,
	stateWord,
} from './inspection-words.js';

/** What it is: two rows or three. */
export function titleRows(inspection: Inspection, style: InspectionStyle): readonly TextLine[] {
	const {subject, container} = inspection;
	const {columns, symbols} = style;
	const inner = subject.nsPids.slice(1);
	const numbers = `pid ${subject.pid}${inner.length > 0 ? `, ${inner.join(', then ')} inside` : ''}`;
	const facts = [
		stateWord(subject.state),
		...(subject.age === undefined ? [] : [`for ${sayAge(subject.age)}`]),
		...(subject.threads > 1 ? [`${subject.threads} threads`] : []),
		...(subject.residentBytes === undefined ? [] : [`${sayBytes(subject.residentBytes)} resident`]),
	].join(', ');
	return [
		cutLine(
			[...line(numbers, 'title'), ...line('  '), ...words(commandOf(subject), 'strong')],
			columns,
			symbols.ellipsis,
		),
		...(container === undefined
			? []
			: [
					cutLine(
						[
							...words(containerWords(container), 'accent'),
							...words(`  told by ${container.toldBy.join(', ')}`, 'quiet'),
						],
						columns,
						symbols.ellipsis,
					),
				]),
		cutLine(words(facts), columns, symbols.ellipsis),
	];
}

export function namespaceRows(inspection: Inspection, style: InspectionStyle): readonly TextLine[] {
	const {own, shared, untold} = kindsOf(inspection);
	const inode = (link: string | undefined): string => /\d+/.exec(link ?? '')?.[0] ?? '';
	const say = (facts: typeof own): TextLine =>
		facts.flatMap(({kind, link, toldBy}, index) => [
			...line(index === 0 ? '' : '  '),
			...line(kind, 'strong'),
			...(link === undefined ? [] : line(`\u00a0${inode(link)}`, 'quiet')),
			...(toldBy === undefined ? [] : line(` (told by ${toldBy})`, 'quiet')),
		]);
	const rows = (label: string, facts: typeof own): readonly TextLine[] =>
		facts.length === 0 ? [] : factRows(label, say(facts), style);
	return [
		...rows('its own', own),
		...rows(baseWord(inspection.base), shared),
		...rows('not told', untold),
	];
}

export function userRows({subject, base}: Inspection, style: InspectionStyle): readonly TextLine[] {
	const ids = (all: readonly number[], map: typeof subject.uidMap): TextLine => {
		const [real, effective = 0, saved] = all;
		const others = [
			...(real === undefined || real === effective ? [] : [`real ${real}`]),
			...(saved === undefined || saved === effective ? [] : [`saved ${saved}`]),
		];
		return words([idWords(effective, map, base), ...others].join(', '));
	};
	const map = (lines: typeof subject.uidMap): TextLine => {
		if (lines.length === 0) return words('nothing is mapped');
		if (isWhole(lines)) return words('every id is itself');
		return words(
			lines
				.map(([inside, outside, count]) =>
					count === 1
						? `${inside} is ${outside}`
						: `${inside} to ${inside + count - 1} are ${outside} to ${outside + count - 1}`,
				)
				.join('; '),
		);
	};
	const groups = subject.groups.slice(0, 32).map(String);
	const more = subject.groups.length - groups.length;
	return [
		...factRows('uid', ids(subject.uids, subject.uidMap), style),
		...factRows('gid', ids(subject.gids, subject.gidMap), style),
		...factRows(
			'groups',
			words(
				groups.length === 0 ? 'none' : groups.join(' ') + (more > 0 ? ` and ${more} more` : ''),
			),
			style,
		),
		...factRows('uid_map', map(subject.uidMap), style),
		...factRows('gid_map', map(subject.gidMap), style),
	];
}

/** The map of the first user namespace (user_namespaces(7)). */
export const isWhole = (map: Inspection['subject']['uidMap']): boolean =>
	map.length === 1 && map[0]?.[0] === 0 && map[0][1] === 0 && map[0][2] === 4_294_967_295;

export function rightsRows(inspection: Inspection, style: InspectionStyle): readonly TextLine[] {
	const {subject, namespaces} = inspection;
	const {rights} = subject;
	const said = (set: bigint): string => {
		if (set === 0n) return 'none';
		return set === rights.effective ? 'the same' : capabilityWords(set, rights.lastCapability);
	};
	const isOwnUser = namespaces.find(({kind}) => kind === 'user')?.isShared === false;
	const where = rights.effective > 0n && isOwnUser ? ', in its own user namespace only' : '';
	return [
		...factRows(
			'capabilities',
			words(`${capabilityWords(rights.effective, rights.lastCapability)}${where}`),
			style,
		),
		...factRows('  permitted', words(said(rights.permitted)), style),
		...factRows('  bounding', words(said(rights.bounding)), style),
		...factRows('  inheritable', words(said(rights.inheritable)), style),
		...factRows('  ambient', words(said(rights.ambient)), style),
		...factRows('NoNewPrivs', words(rights.noNewPrivs ? 'yes' : 'no'), style),
		...factRows('seccomp', words(seccompWords(subject)), style),
		...factRows('LSM label', words(rights.label ?? 'none told'), style),
		...factRows('limits', words(limitWords(inspection)), style),
	];
}

function limitWords({subject}: Inspection): string {
	const {openFiles, oomScoreAdjust, limits} = subject;
	const value = (limit: number | 'max', name: string): string => {
		if (limit === 'max') return 'max';
		return /size|memory|space/.test(name) ? sayBytes(limit) : String(limit);
	};
	return [
		...limits.map(({name, soft, hard}) => {
			const most =
				soft === hard ? value(soft, name) : `${value(soft, name)} (hard ${value(hard, name)})`;
			return name === 'open files' && openFiles !== undefined
				? `open files ${openFiles} of ${most}`
				: `${name} ${most}`;
		}),
		...(oomScoreAdjust === undefined ? [] : [`oom_score_adj ${oomScoreAdjust}`]),
	].join(', ');
}

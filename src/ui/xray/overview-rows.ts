import type {GroupFacts} from '../../domain/control-group.js';
import type {Inspection} from '../../domain/inspection.js';
import {cutLine, line, type TextLine} from '../text/wrap-text.js';
import {pressureWords, quotaWords} from './group-rows.js';
import {isWhole} from './identity-rows.js';
import {
	barOf,
	factRows,
	type InspectionStyle,
	sayBytes,
	shortPath,
	words,
} from './inspection-rows.js';
import {
	basePlace,
	baseWord,
	capabilityCount,
	idWords,
	kindsOf,
	seccompWords,
} from './inspection-words.js';
import {listenerWords} from './network-rows.js';

/** A row for each part, two where it has to say more. */
export function overviewRows(inspection: Inspection, style: InspectionStyle): readonly TextLine[] {
	const row = (label: string, value: TextLine): readonly TextLine[] => {
		const rows = factRows(label, value, style);
		if (rows.length <= 2) return rows;
		const [first = [], second = []] = rows;
		return [
			first,
			cutLine(
				[...second, ...line(` ${style.symbols.ellipsis}`)],
				style.columns,
				style.symbols.ellipsis,
			),
		];
	};
	const {unseen} = inspection;
	return [
		...row('namespaces', namespaceSummary(inspection)),
		...row('users', words(userSummary(inspection))),
		...row('rights', words(rightsSummary(inspection))),
		...row('root', words(shortPath(rootSummary(inspection), style.symbols))),
		...row('mounts', words(mountSummary(inspection))),
		...row('network', words(networkSummary(inspection))),
		...row('group', groupSummary(inspection, style)),
		...(unseen.length === 0
			? []
			: row(
					'not told',
					words(
						`${[...new Set(unseen.map(({what}) => what))].join(', ')}: press 1 for why`,
						'quiet',
					),
				)),
	];
}

function namespaceSummary(inspection: Inspection): TextLine {
	const {own, shared, untold} = kindsOf(inspection);
	const names = (facts: typeof own): string => facts.map(({kind}) => kind).join(' ');
	return [
		...(own.length > 0
			? [...line('its own: '), ...line(names(own), 'strong')]
			: line('none of its own')),
		...(shared.length > 0 ? line(`; ${baseWord(inspection.base)}: ${names(shared)}`) : []),
		...(untold.length > 0 ? line(`; not told: ${names(untold)}`, 'quiet') : []),
	];
}

function userSummary({subject, base}: Inspection): string {
	const uid = `uid ${idWords(subject.uids[1] ?? 0, subject.uidMap, base)}`;
	const gid = `gid ${idWords(subject.gids[1] ?? 0, subject.gidMap, base)}`;
	return `${uid}; ${gid}${isWhole(subject.uidMap) ? ', ids are not mapped' : ''}`;
}

function rightsSummary({subject}: Inspection): string {
	const {rights} = subject;
	return [
		`capabilities ${capabilityCount(rights.effective, rights.lastCapability)}, at most ${capabilityCount(rights.bounding, rights.lastCapability)}`,
		`NoNewPrivs ${rights.noNewPrivs ? 'yes' : 'no'}`,
		`seccomp ${seccompWords(subject)}`,
		...(rights.label === undefined ? [] : [rights.label]),
	].join('; ');
}

function rootSummary({subject, mounts, base}: Inspection): string {
	const root = mounts?.notable.find(({why}) => why === 'root');
	const type = root?.mount.type;
	const place =
		subject.root !== undefined && subject.root !== '/' ? `${subject.root} (chroot)` : '';
	const from =
		root?.hostPath === undefined ? root?.mount.source : `${root.hostPath} ${basePlace(base)}`;
	const told = type === undefined ? 'not told' : from === type ? type : `${type}, ${from}`;
	return [place, told].filter(Boolean).join(', ');
}

function mountSummary({mounts, base, namespaces}: Inspection): string {
	if (mounts === undefined) return 'not told';
	if (namespaces.find(({kind}) => kind === 'mnt')?.isShared)
		return `${mounts.count}, ${baseWord(base)}`;
	const others = mounts.notable.filter(({why}) => why !== 'root');
	const sockets = others.filter(({why}) => why === 'engine-socket');
	const ofHost = others.filter(({why}) => why === 'of-the-host' || why === 'network');
	return [
		`${mounts.isWhole ? '' : 'more than '}${mounts.count}`,
		...sockets.map(({mount}) => `AN ENGINE'S SOCKET ${mount.mountPoint}`),
		...(ofHost.length > 0
			? [`from outside: ${ofHost.map(({mount}) => mount.mountPoint).join(' ')}`]
			: []),
		...(mounts.masked.length > 0 ? [`${mounts.masked.length} paths hidden`] : []),
		...(mounts.readOnly.length > 0 ? [`${mounts.readOnly.length} read-only`] : []),
	].join('; ');
}

function networkSummary({network, namespaces, base}: Inspection): string {
	if (network === undefined) return 'not told';
	const isShared = namespaces.find(({kind}) => kind === 'net')?.isShared;
	const up = network.interfaces.filter(({addresses}) => addresses.length > 0);
	const named = up
		.filter(({name}) => name !== 'lo' || up.length === 1)
		.map(({name, addresses}) => `${name} ${addresses[0] ?? ''}`);
	const listens = network.listeners.slice(0, 6).map(listenerWords);
	const rest = network.listeners.length - listens.length;
	return [
		...(isShared ? [baseWord(base)] : []),
		...(named.length > 0
			? named.slice(0, 4)
			: [`${network.interfaces.map(({name}) => name).join(' ')}, no address`]),
		...(listens.length > 0
			? [`listens ${listens.join(' ')}${rest > 0 ? ` and ${rest} more` : ''}`]
			: ['nothing listens']),
	].join('; ');
}

function groupSummary({group}: Inspection, style: InspectionStyle): TextLine {
	if (group === undefined) return words('not told');
	const deepest = group.memberships.reduce(
		(longest, {path}) => (path.length > longest.length ? path : longest),
		'/',
	);
	const facts = [memorySummary(group, style), ...counterSummaries(group).map((text) => line(text))];
	return [
		...words(shortPath(deepest, style.symbols), 'strong'),
		...facts
			.filter((fact) => fact.length > 0)
			.flatMap((fact, index) => [...line(index === 0 ? '  ' : ', '), ...fact]),
	];
}

function memorySummary({memory}: GroupFacts, style: InspectionStyle): TextLine {
	if (memory?.current === undefined) return [];
	const used = `memory ${sayBytes(memory.current)}`;
	if (typeof memory.max !== 'number') return line(used);
	return [
		...barOf(memory.current / Math.max(1, memory.max), style),
		...line(` ${used} of ${sayBytes(memory.max)}`),
	];
}

function counterSummaries({
	pids,
	cpu,
	memory,
	pressure,
	pressureOf,
}: GroupFacts): readonly string[] {
	const most = typeof pids?.max === 'number' ? ` of ${pids.max}` : '';
	return [
		pids?.current === undefined ? '' : `pids ${pids.current}${most}`,
		typeof cpu?.quota === 'number' ? `cpu ${quotaWords(cpu.quota, cpu.period)}` : '',
		memory?.oomKills ? `oom_kill ${memory.oomKills}` : '',
		cpu?.throttled ? `throttled ${cpu.throttled}` : '',
		pressure.memory && pressureOf === 'group'
			? `pressure memory ${pressureWords(pressure.memory)}`
			: '',
	].filter(Boolean);
}

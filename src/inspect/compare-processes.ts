// Works out what two processes share, and in what they differ.

import {capabilityNames} from '../domain/capabilities.js';
import type {IdMap, MountView} from '../domain/evidence.js';
import type {ComparedFact, Comparison, Inspection, SharedMount} from '../domain/inspection.js';
import {NAMESPACE_KINDS} from '../domain/namespace.js';
import {idInside} from '../domain/proc.js';

/** @param tables their mount tables; undefined where one is not told */
export function compareProcesses(
	both: readonly [Inspection, Inspection],
	tables: readonly [readonly MountView[] | undefined, readonly MountView[] | undefined],
): Comparison {
	const [one, other] = both;
	const fact = (
		name: string,
		say: (inspection: Inspection) => string | undefined,
	): ComparedFact => {
		const values = [say(one), say(other)] as const;
		const isTold = values[0] !== undefined && values[1] !== undefined;
		return {name, isSame: isTold ? values[0] === values[1] : undefined, values};
	};
	const linkOf = (kind: string, {namespaces}: Inspection): string | undefined =>
		namespaces.find((namespace) => namespace.kind === kind)?.link;
	const namespaces = NAMESPACE_KINDS.map((kind) => fact(kind, (each) => linkOf(kind, each)));
	const isOneTable = namespaces.find(({name}) => name === 'mnt')?.isSame === true;
	return {
		both,
		namespaces,
		facts: [
			fact('root', ({subject, mounts}) =>
				subject.root === undefined ? undefined : `${subject.root}${rootSource(mounts?.notable)}`,
			),
			fact('uid', ({subject}) => sayId(subject.uids[1], subject.uidMap)),
			fact('gid', ({subject}) => sayId(subject.gids[1], subject.gidMap)),
			fact('uid_map', ({subject}) => sayMap(subject.uidMap)),
			fact('gid_map', ({subject}) => sayMap(subject.gidMap)),
			fact(
				'effective',
				({subject}) => `${capabilityNames(subject.rights.effective).length} capabilities`,
			),
			fact(
				'bounding',
				({subject}) => `${capabilityNames(subject.rights.bounding).length} capabilities`,
			),
			fact('NoNewPrivs', ({subject}) => (subject.rights.noNewPrivs ? 'yes' : 'no')),
			fact('seccomp', ({subject}) => ['off', 'strict', 'filter'][subject.rights.seccomp]),
			fact('LSM label', ({subject}) => subject.rights.label ?? 'none'),
			...groupFacts(both, fact),
		],
		onlyCapabilities: [
			capabilityNames(one.subject.rights.effective & ~other.subject.rights.effective),
			capabilityNames(other.subject.rights.effective & ~one.subject.rights.effective),
		],
		sharedMounts: isOneTable ? [] : sharedMounts(tables),
	};
}

const rootSource = (
	notable: readonly {readonly mount: MountView; readonly why: string}[] = [],
): string => {
	const root = notable.find(({why}) => why === 'root')?.mount;
	return root === undefined ? '' : `, ${root.type} ${root.device ?? ''} ${root.root}`;
};

const sayId = (id: number | undefined, map: IdMap): string | undefined =>
	id === undefined ? undefined : `${id}, inside ${idInside(map, id) ?? 'not mapped'}`;

const sayMap = (map: IdMap): string =>
	map.map(([inside, outside, count]) => `${inside} ${outside} ${count}`).join('; ');

/** One row for each path that any hierarchy has, so that twelve hierarchies of v1 are not twelve rows. */
function groupFacts(
	[one, other]: readonly [Inspection, Inspection],
	fact: (name: string, say: (inspection: Inspection) => string | undefined) => ComparedFact,
): readonly ComparedFact[] {
	const hierarchies = (one.group?.memberships ?? []).map(({controllers}) => controllers.join(','));
	const pathIn = ({group}: Inspection, name: string): string | undefined =>
		group?.memberships.find(({controllers}) => controllers.join(',') === name)?.path;
	const pairs = new Map<string, string[]>();
	for (const name of hierarchies) {
		const key = JSON.stringify([pathIn(one, name), pathIn(other, name)]);
		pairs.set(key, [...(pairs.get(key) ?? []), name === '' ? 'v2' : name]);
	}
	return [...pairs.values()].map((names) =>
		fact(pairs.size === 1 ? 'cgroup' : `cgroup ${names.join(' ')}`, (inspection) =>
			pathIn(inspection, names[0] === 'v2' ? '' : (names[0] ?? '')),
		),
	);
}

/** Kinds of which everybody has their own, or all have the same. */
const OF_THE_KERNEL =
	/^(?:proc|sysfs|cgroup2?|devpts|mqueue|securityfs|debugfs|tracefs|bpf|pstore|devtmpfs|nsfs)$/;

/** The same directory or file of the same file system, in both tables; the mount that covers others counts. */
function sharedMounts([one, other]: readonly [
	readonly MountView[] | undefined,
	readonly MountView[] | undefined,
]): readonly SharedMount[] | undefined {
	if (one === undefined || other === undefined) return undefined;
	const keyOf = ({device, root}: MountView): string => `${device} ${root}`;
	const others = new Map(other.map((mount) => [keyOf(mount), mount]));
	return one.flatMap((mount) => {
		const same = others.get(keyOf(mount));
		if (same === undefined || OF_THE_KERNEL.test(mount.type)) return [];
		return [
			{type: mount.type, source: mount.source, paths: [mount.mountPoint, same.mountPoint] as const},
		];
	});
}

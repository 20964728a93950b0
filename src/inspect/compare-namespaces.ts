// Says of each namespace of a process whether the base has it, too, also where its link is not told.

import type {IdMap} from '../domain/evidence.js';
import type {Base, NamespaceFact} from '../domain/inspection.js';
import {NAMESPACE_KINDS, type NamespaceKind, type NamespaceLinks} from '../domain/namespace.js';

/** The first PID namespace of a kernel (linux/proc_ns.h, PROC_PID_INIT_INO). */
const FIRST_PID_NAMESPACE = 'pid:[4026531836]';

/**
 * What to compare with: the namespaces of pid 1, if the reader may know them, else the reader's own, which are
 * the host's as well where nothing tells them from those of pid 1.
 */
export function baseOf(
	ofFirst: NamespaceLinks,
	own: NamespaceLinks,
	telling: () => readonly [TellTales, TellTales],
): Base {
	const isHost = (links: NamespaceLinks): boolean => links.pid === FIRST_PID_NAMESPACE;
	if (ofFirst.pid !== undefined) return {kind: isHost(ofFirst) ? 'host' : 'pid-1', links: ofFirst};
	if (!isHost(own)) return {kind: 'self', links: own};
	const [first, self] = telling();
	const isAlike =
		guessMounts(self.mountIds, first.mountIds).isShared === true &&
		!differs(self.interfaces, first.interfaces) &&
		!differs(self.uidMap, first.uidMap) &&
		!differs(self.clocks, first.clocks);
	return {kind: isAlike ? 'host' : 'self', links: own};
}

/** What is told of a process without its links, and the same of the base. */
export interface TellTales {
	readonly nsPids: readonly number[];
	readonly uidMap: IdMap;
	/** The numbers of its mounts; undefined where its table could not be read. */
	readonly mountIds: ReadonlySet<string> | undefined;
	/** The names of its interfaces. */
	readonly interfaces: readonly string[] | undefined;
	/** /proc/PID/timens_offsets. */
	readonly clocks: string | undefined;
}

export function compareNamespaces(
	links: NamespaceLinks,
	base: NamespaceLinks,
	telling: readonly [TellTales, TellTales],
): readonly NamespaceFact[] {
	return NAMESPACE_KINDS.filter(
		(kind) => base[kind] !== undefined || links[kind] !== undefined,
	).map((kind): NamespaceFact => {
		const link = links[kind];
		if (link !== undefined && base[kind] !== undefined) {
			return {kind, link, isShared: link === base[kind], toldBy: undefined};
		}
		return {kind, link, ...guess(kind, ...telling)};
	});
}

type Guess = Pick<NamespaceFact, 'isShared' | 'toldBy'>;

const UNKNOWN: Guess = {isShared: undefined, toldBy: undefined};

function guess(kind: NamespaceKind, one: TellTales, base: TellTales): Guess {
	switch (kind) {
		case 'pid':
			// Whoever is seen at all is in the reader's namespace or one below it (pid_namespaces(7)).
			return {isShared: one.nsPids.length <= base.nsPids.length, toldBy: 'NSpid'};
		case 'user':
			return differs(one.uidMap, base.uidMap) ? {isShared: false, toldBy: 'uid_map'} : UNKNOWN;
		case 'mnt':
			return guessMounts(one.mountIds, base.mountIds);
		case 'net':
			return differs(one.interfaces, base.interfaces)
				? {isShared: false, toldBy: 'its interfaces'}
				: UNKNOWN;
		case 'time':
			return differs(one.clocks, base.clocks)
				? {isShared: false, toldBy: 'timens_offsets'}
				: UNKNOWN;
		case 'cgroup':
		case 'ipc':
		case 'uts':
			return UNKNOWN;
	}
}

const differs = (one: unknown, other: unknown): boolean =>
	one !== undefined && other !== undefined && JSON.stringify(one) !== JSON.stringify(other);

/** A mount is in one namespace only; a process whose root holds no mount shows none. */
function guessMounts(
	one: ReadonlySet<string> | undefined,
	base: ReadonlySet<string> | undefined,
): Guess {
	if (one === undefined || base === undefined) return UNKNOWN;
	const isShared = [...one].some((id) => base.has(id));
	return {isShared, toldBy: 'the numbers of its mounts'};
}

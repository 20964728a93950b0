// Chooses the processes that a picture of one process shows.

import type {NamespaceLinks} from '../domain/namespace.js';
import type {ScannedProcess} from './scan-processes.door.js';

/** The kinds that say which processes stand in one box: what they call each other, what they see of files. */
export const BOX_KINDS = ['pid', 'mnt'] as const;

/**
 * The numbers of those that share a PID or mount namespace with it that is not the base's, of all that they
 * forked, and of those further up to the first in the base's own. In the base itself: the process, what it
 * forked, and who forked it. Parents come before their children.
 */
export function chooseTree(
	scanned: readonly ScannedProcess[],
	pid: number,
	base: NamespaceLinks,
): readonly number[] {
	const byPid = new Map(scanned.map((one) => [one.pid, one]));
	const childrenOf = new Map<number, ScannedProcess[]>();
	for (const one of scanned) {
		const siblings = childrenOf.get(one.parent);
		if (siblings === undefined) childrenOf.set(one.parent, [one]);
		else siblings.push(one);
	}
	const subject = byPid.get(pid);
	if (subject === undefined) return [];
	const own = BOX_KINDS.filter((kind) => isOwn(subject, base, kind));
	const chosen = new Set<number>();
	const withChildren = (one: ScannedProcess): void => {
		if (chosen.has(one.pid)) return;
		chosen.add(one.pid);
		for (const child of childrenOf.get(one.pid) ?? []) withChildren(child);
	};
	const members = scanned.filter((one) =>
		own.some((kind) => one.namespaces[kind] === subject.namespaces[kind]),
	);
	for (const member of members.length > 0 ? members : [subject]) withChildren(member);
	for (const member of [...chosen]) {
		for (const above of upToBase(byPid, member, base)) chosen.add(above);
	}
	const isTop = ({parent}: ScannedProcess): boolean => !chosen.has(parent);
	const ordered: number[] = [];
	const walk = (one: ScannedProcess): void => {
		ordered.push(one.pid);
		for (const child of childrenOf.get(one.pid) ?? []) if (chosen.has(child.pid)) walk(child);
	};
	for (const one of scanned) if (chosen.has(one.pid) && isTop(one)) walk(one);
	return ordered;
}

const isOwn = (
	{namespaces}: ScannedProcess,
	base: NamespaceLinks,
	kind: (typeof BOX_KINDS)[number],
): boolean => namespaces[kind] !== undefined && namespaces[kind] !== base[kind];

/** Who is above a process, up to the first that is in none of the base's boxes; at least its parent. */
function upToBase(
	byPid: ReadonlyMap<number, ScannedProcess>,
	pid: number,
	base: NamespaceLinks,
): readonly number[] {
	const above: number[] = [];
	let at = byPid.get(byPid.get(pid)?.parent ?? 0);
	// Process 1 is everybody's parent in the end, and says nothing.
	while (at !== undefined && at.pid > 1 && !above.includes(at.pid)) {
		const one = at;
		above.push(one.pid);
		if (!BOX_KINDS.some((kind) => isOwn(one, base, kind))) break;
		at = byPid.get(one.parent);
	}
	return above;
}

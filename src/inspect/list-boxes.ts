// Finds the boxes among all processes: sets of namespaces that are not the base's.

import type {IdMap} from '../domain/evidence.js';
import type {ContainerName, NamespaceBox} from '../domain/inspection.js';
import {NAMESPACE_KINDS, type NamespaceKind, type NamespaceLinks} from '../domain/namespace.js';
import {idInside} from '../domain/proc.js';
import type {ScannedProcess} from './scan-processes.door.js';

/** A process that is in a box, or may be. */
export interface BoxedProcess extends ScannedProcess {
	readonly nsPids: readonly number[];
	readonly uids: readonly number[];
	readonly uidMap: IdMap;
	readonly argv: readonly string[];
	readonly container: ContainerName | undefined;
	readonly age: number | undefined;
}

/** The kinds in which a process differs from the base; undefined where its links are not told. */
export function ownKinds(
	links: NamespaceLinks,
	base: NamespaceLinks,
): readonly NamespaceKind[] | undefined {
	if (links.pid === undefined) return undefined;
	return NAMESPACE_KINDS.filter((kind) => links[kind] !== undefined && links[kind] !== base[kind]);
}

/** Whether anything tells that a process is in a box. */
export const isBoxed = (
	process: Pick<BoxedProcess, 'namespaces' | 'nsPids' | 'container'>,
	base: NamespaceLinks,
	baseDepth: number,
): boolean =>
	(ownKinds(process.namespaces, base) ?? []).length > 0 ||
	process.nsPids.length > baseDepth ||
	(process.namespaces.pid === undefined &&
		process.container !== undefined &&
		process.container.kind !== 'unit');

/**
 * One entry for each set of namespaces, containers first; who only waits for what it put into a new PID
 * namespace has none of its own.
 *
 * @param boxed what `isBoxed` says so of
 * @param commOf the name of any process
 */
export function listBoxes(
	boxed: readonly BoxedProcess[],
	base: NamespaceLinks,
	commOf: (pid: number) => string | undefined,
): readonly NamespaceBox[] {
	const byPid = new Map(boxed.map((one) => [one.pid, one]));
	const keyOf = (one: BoxedProcess): string => {
		const kinds = ownKinds(one.namespaces, base);
		const links = kinds?.map((kind) => one.namespaces[kind]).join(' ');
		return (
			links ??
			`${one.container?.id ?? one.container?.name ?? topOf(one, byPid)} ${one.nsPids.length}`
		);
	};
	const boxes = new Map<string, BoxedProcess[]>();
	for (const one of boxed) {
		const key = keyOf(one);
		const members = boxes.get(key);
		if (members === undefined) boxes.set(key, [one]);
		else members.push(one);
	}
	const waiting = new Set(
		[...boxes].flatMap(([key, members]) => (isWaiting(members, boxed, keyOf) ? [key] : [])),
	);
	return [...boxes]
		.filter(([key]) => !waiting.has(key))
		.map(([key, members]) => {
			const first = oldestOf(members);
			const above = boxesAbove(first, byPid, keyOf).filter(
				(one) => one !== key && !waiting.has(one),
			);
			return toBox(first, members, new Set(above).size, base, commOf);
		})
		.toSorted(inReadingOrder);
}

/** A lone process, all of whose children it put into one other box with a PID namespace of its own. */
function isWaiting(
	members: readonly BoxedProcess[],
	all: readonly BoxedProcess[],
	keyOf: (one: BoxedProcess) => string,
): boolean {
	const [waiter] = members;
	if (members.length !== 1 || waiter?.namespaces.pid === undefined) return false;
	const children = all.filter(({parent}) => parent === waiter.pid);
	const [first] = children;
	return (
		first?.namespaces.pid !== undefined &&
		first.namespaces.pid !== waiter.namespaces.pid &&
		children.every((child) => keyOf(child) === keyOf(first))
	);
}

/** The highest process above one of which it is known that it is in a box. */
function topOf(one: BoxedProcess, byPid: ReadonlyMap<number, BoxedProcess>): number {
	let top = one;
	for (let at = byPid.get(one.parent), left = 100; at !== undefined && left > 0; left -= 1) {
		top = at;
		at = byPid.get(at.parent);
	}
	return top.pid;
}

function boxesAbove(
	one: BoxedProcess,
	byPid: ReadonlyMap<number, BoxedProcess>,
	keyOf: (one: BoxedProcess) => string,
): readonly string[] {
	const keys: string[] = [];
	for (let at = byPid.get(one.parent), left = 100; at !== undefined && left > 0; left -= 1) {
		keys.push(keyOf(at));
		at = byPid.get(at.parent);
	}
	return keys;
}

const oldestOf = (members: readonly BoxedProcess[]): BoxedProcess =>
	members.reduce((oldest, one) =>
		one.startTime < oldest.startTime || (one.startTime === oldest.startTime && one.pid < oldest.pid)
			? one
			: oldest,
	);

function toBox(
	first: BoxedProcess,
	members: readonly BoxedProcess[],
	depth: number,
	base: NamespaceLinks,
	commOf: (pid: number) => string | undefined,
): NamespaceBox {
	const uid = first.uids[1] ?? 0;
	return {
		pid: first.pid,
		innerPid: first.nsPids.at(-1) ?? first.pid,
		uid,
		innerUid: idInside(first.uidMap, uid),
		comm: first.comm,
		argv: first.argv,
		container: first.container,
		kinds: ownKinds(first.namespaces, base),
		processes: members.length,
		depth,
		parentComm: commOf(first.parent),
		age: first.age,
	};
}

const RANKS = {container: 0, machine: 0, unit: 2} as const;

/** Containers and machines, then what nobody named, then services of the host that keep something to themselves. */
const rankOf = ({container, kinds}: NamespaceBox): number => {
	if (container === undefined) return 1;
	// A sandbox that was started by hand runs in its shell's unit.
	if (container.kind === 'unit') return kinds?.includes('pid') || kinds?.includes('user') ? 1 : 2;
	return RANKS[container.kind];
};

const inReadingOrder = (a: NamespaceBox, b: NamespaceBox): number =>
	rankOf(a) - rankOf(b) || a.pid - b.pid;

// Tells which of the sandbox's processes are the learner's, and from which tab each one descends.

import {identityOf, type ProcessView} from '../domain/evidence.js';
import {type ProcessRecord, PTY_TOOLS} from './process-record.js';

/** Where a process belongs, remembered for when its parent is gone. */
export interface Belonging {
	readonly tab: string | undefined;
	readonly depth: number;
}

/**
 * The learner's processes, each with the tab whose shell it descends from. The sandbox's own are
 * left out: its init, the watchdog, and what holds the terminals.
 *
 * An orphan becomes a child of the sandbox's init (pid_namespaces(7)). It keeps the tab that
 * `known` remembers or, if nobody looked in between, has that of its session (setsid(2)), or else
 * the one that its environment names, or the only one there is. What an exercise's setup left
 * running has no tab.
 *
 * @param records the tree as `readProcessTree` gives it: the sandbox's init first, parents first
 * @param shells the host pids of the tabs' shells
 * @param onlyTab the tab, where the exercise has no other
 */
export function assignTabs(
	records: readonly ProcessRecord[],
	shells: ReadonlyMap<string, number>,
	known: ReadonlyMap<string, Belonging>,
	onlyTab?: string,
): readonly ProcessView[] {
	const [init] = records;
	if (!init) return [];
	const tabOfShell = new Map([...shells].map(([tab, pid]) => [pid, tab]));
	const orphanTab = orphanTabs(records, tabOfShell, onlyTab);
	const belongings = new Map<number, Belonging>();
	const frame = frameOf(records);
	return records.flatMap((record): ProcessView[] => {
		if (frame.has(record.pid)) return [];
		const parent = belongings.get(record.parent);
		const tab = tabOfShell.get(record.pid);
		const remembered = known.get(identityOf(record));
		const belonging: Belonging =
			tab !== undefined
				? {tab, depth: 0}
				: parent
					? {tab: parent.tab, depth: parent.depth + 1}
					: remembered?.tab !== undefined
						? remembered
						: orphan(orphanTab(record));
		belongings.set(record.pid, belonging);
		return [{...record, ...belonging}];
	});
}

const orphan = (tab: string | undefined): Belonging => ({tab, depth: tab === undefined ? 0 : 1});

/** Tells the tab of a process whose parent is gone, by what it has from its tab's shell. */
function orphanTabs(
	records: readonly ProcessRecord[],
	tabOfShell: ReadonlyMap<number, string>,
	onlyTab: string | undefined,
): (record: ProcessRecord) => string | undefined {
	const bySession = new Map<number, string>();
	const byMark = new Map<string, string>();
	for (const {pid, session, tabMark} of records) {
		const tab = tabOfShell.get(pid);
		if (tab === undefined) continue;
		bySession.set(session, tab);
		if (tabMark !== undefined) byMark.set(tabMark, tab);
	}
	const setupSession = holderOf(records)?.session;
	return ({session, tabMark}) => {
		const tab = bySession.get(session);
		if (tab !== undefined || session === setupSession) return tab;
		return tabMark === undefined ? onlyTab : byMark.get(tabMark);
	};
}

/**
 * The pids of the sandbox's own processes. Init's children are the watchdog, in init's user
 * namespace, then the holder of the terminals, the first in another one; orphans come after them.
 * Below the holder are the tools that open the terminals, and below those the learner's shells.
 */
function frameOf(records: readonly ProcessRecord[]): ReadonlySet<number> {
	const [init] = records;
	if (!init) return new Set();
	const frame = new Set([init.pid]);
	for (const {pid, parent, namespaces} of records) {
		if (parent === init.pid && namespaces.user === init.namespaces.user) frame.add(pid);
	}
	const holder = holderOf(records);
	if (!holder) return frame;
	frame.add(holder.pid);
	const tools = new Set<number>();
	for (const record of records) {
		if (record === holder || !frame.has(record.parent) || record.parent === init.pid) continue;
		if (tools.has(record.parent)) continue;
		frame.add(record.pid);
		if (PTY_TOOLS.test(record.comm)) tools.add(record.pid);
	}
	return frame;
}

/** The process that holds the terminals; every shell begins in its namespaces. */
export function holderOf(records: readonly ProcessRecord[]): ProcessRecord | undefined {
	const [init] = records;
	return records.find(
		({parent, namespaces}) => parent === init?.pid && namespaces.user !== init.namespaces.user,
	);
}

/** The shells, oldest first: the children of the tools that hold the terminals. */
export function shellsOf(records: readonly ProcessRecord[]): readonly ProcessRecord[] {
	const frame = frameOf(records);
	const tools = new Set(
		records.filter(({pid, comm}) => frame.has(pid) && PTY_TOOLS.test(comm)).map(({pid}) => pid),
	);
	return records
		.filter(({pid, parent}) => tools.has(parent) && !frame.has(pid))
		.toSorted((a, b) => a.startTime - b.startTime || a.pid - b.pid);
}

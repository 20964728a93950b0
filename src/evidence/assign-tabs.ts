import type {ProcessView} from '../domain/evidence.js';
import type {ProcessRecord} from './read-processes.door.js';

/** What gives a tab's shell its terminal; its child is the shell. */
const PTY_TOOLS = /^(?:script|python3[\d.]*)$/;

/** What a process is to the learner, remembered for when its parent is gone. */
export interface Belonging {
	readonly tab: string | undefined;
	readonly depth: number;
}

/** Names a process for good: a pid may be given again, but not at the same tick. */
export const identityOf = ({pid, startTime}: Pick<ProcessRecord, 'pid' | 'startTime'>): string =>
	`${pid}@${startTime}`;

/**
 * The processes of the learner, with the tab whose shell each descends from. Left out is what the sandbox
 * is made of: its first process, what watches it, what holds its terminals.
 *
 * One whose parent ended is the first process's child now (pid_namespaces(7)): it keeps the tab that
 * `known` remembers or else, where nobody looked in between, that of its session (setsid(2)). What an
 * exercise's setup left running has none.
 *
 * @param records the tree as `readProcessTree` gives it: the sandbox's first process, parents first
 * @param shells the pids, on the host, of the tabs' shells
 */
export function assignTabs(
	records: readonly ProcessRecord[],
	shells: ReadonlyMap<string, number>,
	known: ReadonlyMap<string, Belonging>,
): readonly ProcessView[] {
	const [init] = records;
	if (!init) return [];
	const tabOfShell = new Map([...shells].map(([tab, pid]) => [pid, tab]));
	const tabOfSession = new Map(
		records.flatMap(({pid, session}): [number, string][] => {
			const tab = tabOfShell.get(pid);
			return tab === undefined ? [] : [[session, tab]];
		}),
	);
	const belongings = new Map<number, Belonging>();
	const frame = frameOf(records);
	return records.flatMap((record): ProcessView[] => {
		if (frame.has(record.pid)) return [];
		const parent = belongings.get(record.parent);
		const tab = tabOfShell.get(record.pid);
		const remembered = known.get(identityOf(record));
		const tabOfItsSession = tabOfSession.get(record.session);
		const belonging: Belonging =
			tab !== undefined
				? {tab, depth: 0}
				: parent
					? {tab: parent.tab, depth: parent.depth + 1}
					: (remembered ?? {tab: tabOfItsSession, depth: tabOfItsSession === undefined ? 0 : 1});
		belongings.set(record.pid, belonging);
		return [{...record, ...belonging}];
	});
}

/**
 * The pids of what the sandbox is made of. The first process's own children are the watchdog, in its user
 * namespace, and what holds the terminals, the first in another one; orphans come after them. Below that
 * stand the tools that hold the terminals, and below those the learner's shells.
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

/** What holds the terminals. Its namespaces are those that every shell begins in. */
export function holderOf(records: readonly ProcessRecord[]): ProcessRecord | undefined {
	const [init] = records;
	return records.find(
		({parent, namespaces}) => parent === init?.pid && namespaces.user !== init.namespaces.user,
	);
}

/** The shells: what the tools that hold the terminals have started, oldest first. */
export function shellsOf(records: readonly ProcessRecord[]): readonly ProcessRecord[] {
	const frame = frameOf(records);
	const tools = new Set(
		records.filter(({pid, comm}) => frame.has(pid) && PTY_TOOLS.test(comm)).map(({pid}) => pid),
	);
	return records
		.filter(({pid, parent}) => tools.has(parent) && !frame.has(pid))
		.toSorted((a, b) => a.startTime - b.startTime || a.pid - b.pid);
}

import type {MountView, Probe, ProbeAnswer, ProcessView} from '../domain/evidence.js';
import {parseMountinfo} from '../domain/proc.js';
import type {Sandbox} from '../domain/sandbox.js';
import {readText} from '../files/read-text.door.js';
import {readCgroups} from './read-cgroups.door.js';
import {readFileInside} from './read-file-inside.door.js';
import {readHostnames} from './read-hostnames.door.js';

/** Answers one probe; what cannot be read is `unreadable`, with a reason for the learner. */
export async function answerProbe(
	sandbox: Pick<Sandbox, 'initPid' | 'cgroups'>,
	probe: Probe,
	/** The tab where the event happened. */
	tab: string,
	processes: readonly ProcessView[],
): Promise<ProbeAnswer> {
	switch (probe.kind) {
		case 'mounts':
			return {kind: 'mounts', byPid: readMounts(ofTab(processes, probe.tab))};
		case 'hostnames':
			return readHostnames(sandbox.initPid, ofTab(processes, probe.tab));
		case 'cgroups':
			return sandbox.cgroups.length === 0
				? {kind: 'unreadable', why: 'This host lets the sandbox have no control group of its own.'}
				: {kind: 'cgroups', groups: readCgroups(sandbox.cgroups)};
		case 'file': {
			const viewer = lookedThrough(processes, probe.tab ?? tab);
			return viewer
				? readFileInside(viewer.pid, probe.path)
				: {kind: 'unreadable', why: 'No shell runs in which the file could be looked at.'};
		}
	}
}

/** Processes below a shell: of one tab or, without one, of all of them. */
const ofTab = (
	processes: readonly ProcessView[],
	tab: string | undefined,
): readonly ProcessView[] =>
	processes.filter((one) => one.tab !== undefined && (tab ?? one.tab) === one.tab);

/**
 * Through whose eyes the learner sees files: the deepest process in the foreground of the tab's
 * terminal, else its shell.
 */
function lookedThrough(processes: readonly ProcessView[], tab: string): ProcessView | undefined {
	const own = ofTab(processes, tab).filter(({state}) => state !== 'Z');
	const foreground = own.filter((one) => one.foreground).toSorted((a, b) => b.depth - a.depth);
	return foreground[0] ?? own.find(({depth}) => depth === 0);
}

/** Processes with the same mount namespace and root see the same table, so it is read once. */
function readMounts(processes: readonly ProcessView[]): ReadonlyMap<number, readonly MountView[]> {
	const tables = new Map<string, readonly MountView[]>();
	const byPid = new Map<number, readonly MountView[]>();
	for (const {pid, namespaces, root} of processes) {
		const view = `${namespaces.mnt} ${root}`;
		const text = tables.has(view) ? undefined : readText(`/proc/${pid}/mountinfo`);
		if (text) tables.set(view, parseMountinfo(text));
		const table = tables.get(view);
		if (table) byPid.set(pid, table);
	}
	return byPid;
}

import type {Probe, ProbeAnswer, ProcessView, Unread} from '../domain/evidence.js';
import type {Sandbox} from '../domain/sandbox.js';
import type {Answer, Ask} from './create-reader.door.js';

/** Answers one probe; what cannot be read is `unreadable`, with a reason for the learner. */
export async function answerProbe(
	sandbox: Pick<Sandbox, 'initPid' | 'cgroups'>,
	probe: Probe,
	/** The tab where the event happened. */
	tab: string,
	processes: readonly ProcessView[],
	ask: Ask,
): Promise<ProbeAnswer> {
	switch (probe.kind) {
		case 'mounts':
			return orUnread(await ask('mounts', ofTab(processes, probe.tab).map(viewpointOf)));
		case 'hostnames': {
			const seen = ofTab(processes, probe.tab).map(viewpointOf);
			return orUnread(await ask('hostnames', sandbox.initPid, seen));
		}
		case 'cgroups': {
			if (sandbox.cgroups.length === 0)
				return unreadable('This host lets the sandbox have no control group of its own.');
			const read = await ask('cgroups', sandbox.cgroups);
			return read.kind === 'read' ? {kind: 'cgroups', groups: read.value} : read;
		}
		case 'file': {
			const viewer = lookedThrough(processes, probe.tab ?? tab);
			return viewer
				? orUnread(await ask('file', viewer.pid, probe.path, probe.followed === true))
				: unreadable('No shell runs in which the file could be looked at.');
		}
	}
}

const unreadable = (why: string): Unread => ({kind: 'unreadable', why});

const orUnread = (answer: Answer<ProbeAnswer>): ProbeAnswer =>
	answer.kind === 'read' ? answer.value : answer;

/** What tells one process' view of the system from another's; its arguments need not travel. */
const viewpointOf = ({pid, state, namespaces, root}: ProcessView) => ({
	pid,
	state,
	namespaces,
	root,
});

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

// Brings a sandbox's terminals, processes and probes together into what checks judge.

import {type ProbeAnswer, type ProcessView, probeKey} from '../domain/evidence.js';
import type {Observer, TabEvent} from '../domain/ports.js';
import type {Sandbox} from '../domain/sandbox.js';
import type {Xray} from '../domain/xray.js';
import {readText} from '../files/read-text.door.js';
import {answerProbe} from './answer-probe.js';
import {assignTabs, type Belonging, holderOf, identityOf} from './assign-tabs.js';
import {findShells} from './find-shells.js';
import {createCommandFollower} from './follow-commands.js';
import {createTraceFollower} from './follow-trace.js';
import {readCgroups} from './read-cgroups.door.js';
import {readFacts} from './read-facts.door.js';
import {readForeground} from './read-foreground.door.js';
import {
	createProcessGlance,
	type ProcessRecord,
	readNamespaces,
	readProcessTree,
} from './read-processes.door.js';

interface Followed {
	readonly name: string;
	/** `$BASHPID` of its first shell, once a mark has told it. */
	shellPid: number | undefined;
	typed: (bytes: Uint8Array) => void;
	close: () => void;
}

/**
 * Watches one sandbox from outside: its terminals for what is run, its processes for what that did.
 * Follow the tabs in the exercise's order: the first is the one `shell.` facts are about.
 */
export function createObserver(sandbox: Sandbox): Observer {
	const tabs: Followed[] = [];
	const listeners = new Set<(event: TabEvent) => void>();
	let known: ReadonlyMap<string, Belonging> = new Map();

	const tell = (event: TabEvent): void => {
		for (const listener of [...listeners]) listener(event);
	};
	const trace = createTraceFollower();
	const stopTrace = sandbox.onTrace((bytes) => trace.output(bytes));
	const glance = createProcessGlance();
	const lookAtProcesses = (records = readProcessTree(sandbox.initPid)): readonly ProcessView[] => {
		const processes = assignTabs(records, findShells(records, tabs), known);
		known = new Map(processes.map((one) => [identityOf(one), {tab: one.tab, depth: one.depth}]));
		return processes;
	};
	return {
		follow({name}, terminal) {
			const tab: Followed = {name, shellPid: undefined, close: () => {}, typed: () => {}};
			tabs.push(tab);
			const follower = createCommandFollower(name, sandbox.markKey, tell, {
				// Asked often, and stat alone answers it: no need to read every process in full.
				foreground: () =>
					readForeground(
						lookAtProcesses(glance(sandbox.initPid)).filter(
							(one) => one.tab === name && one.foreground,
						),
					),
				trace: trace.tab(tabs.length - 1),
				tellMark: (mark) => {
					if (mark.kind === 'prompt') tab.shellPid ??= mark.shellPid;
					if (mark.kind === 'ended') tab.shellPid = undefined;
				},
			});
			const stopListening = terminal.onOutput((bytes) => follower.output(bytes));
			tab.typed = (bytes) => follower.typed(bytes);
			tab.close = () => {
				stopListening();
				follower.close();
			};
		},
		typed(tab, bytes) {
			tabs.find(({name}) => name === tab)?.typed(bytes);
		},
		onEvent(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		async snapshot(tab, command, probes) {
			const processes = lookAtProcesses();
			const answers = await Promise.all(
				probes.map(
					async (probe): Promise<[string, ProbeAnswer]> => [
						probeKey(probe),
						await answerProbe(sandbox, probe, tab, processes),
					],
				),
			);
			return {tab, command, processes, answers: new Map(answers)};
		},
		async facts() {
			const first = tabs[0]?.name;
			const shell = lookAtProcesses().find(({tab, depth}) => tab === first && depth === 0);
			return readFacts(sandbox, first === undefined ? undefined : shell);
		},
		xray() {
			const records = glance(sandbox.initPid);
			return {
				processes: lookAtProcesses(records),
				...readAroundProcesses(sandbox, holderOf(records)),
			};
		},
		close() {
			stopTrace();
			for (const tab of tabs.splice(0)) tab.close();
			listeners.clear();
		},
	};
}

/** The X-ray has no room for more, and each costs a dozen reads. */
const MOST_GROUPS = 16;

const NOTHING_OF_ITS_OWN: Xray['sandbox'] = {namespaces: {}, uidMap: [], uids: [], root: ''};

/** What an X-ray shows besides the learner's processes. `holder` holds the sandbox's terminals. */
function readAroundProcesses(
	{initPid, cgroups}: Pick<Sandbox, 'initPid' | 'cgroups'>,
	holder: ProcessRecord | undefined,
): Omit<Xray, 'processes'> {
	return {
		sandbox: holder ?? NOTHING_OF_ITS_OWN,
		host: readNamespaces('self'),
		groups: hasOwnGroup(initPid) ? readCgroups(cgroups, MOST_GROUPS) : undefined,
		kernel: readText('/proc/sys/kernel/osrelease')?.trim() ?? '',
	};
}

/**
 * A sandbox without a group of its own is in this program's, whose child groups belong to others.
 */
const hasOwnGroup = (initPid: number): boolean =>
	readText(`/proc/${initPid}/cgroup`) !== readText('/proc/self/cgroup');

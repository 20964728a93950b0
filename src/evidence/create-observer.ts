// Brings a sandbox's terminals, processes and probes together into what checks judge.

import {
	type Facts,
	identityOf,
	type ProbeAnswer,
	type ProcessView,
	probeKey,
} from '../domain/evidence.js';
import type {Observer, TabEvent} from '../domain/ports.js';
import type {Sandbox} from '../domain/sandbox.js';
import type {Xray} from '../domain/xray.js';
import {answerProbe} from './answer-probe.js';
import {assignTabs, type Belonging, holderOf} from './assign-tabs.js';
import type {Answer, Reader} from './create-reader.door.js';
import {findShells} from './find-shells.js';
import {createCommandFollower} from './follow-commands.js';
import {createTraceFollower} from './follow-trace.js';
import type {ProcessRecord} from './process-record.js';
import type {Foreground} from './read-foreground.door.js';

interface Followed {
	readonly name: string;
	/** `$BASHPID` of its first shell, once a mark has told it. */
	shellPid: number | undefined;
	typed: (bytes: Uint8Array) => void;
	close: () => void;
}

/** What is judged is read in full, however much there is. */
const ALL = 1_000_000;
/** Of what moves: reading all of a process takes a tenth of a millisecond, stat an eighth of that. */
const A_FEW = 20;

const NOTHING_OF_ITS_OWN: Xray['sandbox'] = {namespaces: {}, uidMap: [], uids: [], root: ''};

/**
 * Watches one sandbox from outside: its terminals for what is run, its processes for what that did.
 * Follow the tabs in the exercise's order: the first is the one `shell.` facts are about.
 *
 * What is read of the sandbox the reader reads, with the sandbox's own ids; here it is only put in
 * order.
 */
export function createObserver(sandbox: Sandbox, reader: Pick<Reader, 'askAs'>): Observer {
	const tabs: Followed[] = [];
	const listeners = new Set<(event: TabEvent) => void>();
	const ask = reader.askAs(sandbox.owner);
	let known: ReadonlyMap<string, Belonging> = new Map();
	let lastFacts: Facts = new Map();

	const tell = (event: TabEvent): void => {
		for (const listener of [...listeners]) listener(event);
	};
	const trace = createTraceFollower();
	const stopTrace = sandbox.onTrace((bytes) => trace.output(bytes));
	const onlyTab = (): string | undefined => (tabs.length === 1 ? tabs[0]?.name : undefined);
	const assign = (records: readonly ProcessRecord[]): readonly ProcessView[] => {
		const processes = assignTabs(records, findShells(records, tabs), known, onlyTab());
		known = new Map(processes.map((one) => [identityOf(one), {tab: one.tab, depth: one.depth}]));
		return processes;
	};
	const lookAtProcesses = async (mostAnew: number): Promise<Answer<readonly ProcessView[]>> => {
		const records = await ask('processes', sandbox.initPid, mostAnew);
		return records.kind === 'read' ? {kind: 'read', value: assign(records.value)} : records;
	};
	/** What the foreground of a tab does; what can't be read is not known. */
	const readForeground = async (tab: string): Promise<Foreground> => {
		const seen = await lookAtProcesses(A_FEW);
		if (seen.kind !== 'read') return 'unknown';
		const own = seen.value.filter((one) => one.tab === tab && one.foreground);
		const doing = await ask(
			'foreground',
			own.map(({pid, state}) => ({pid, state})),
		);
		return doing.kind === 'read' ? doing.value : 'unknown';
	};
	/** Those of the shell too, where one runs; undefined where the kernel did not answer. */
	const readFacts = async (): Promise<Facts | undefined> => {
		const first = tabs[0]?.name;
		const seen = await lookAtProcesses(ALL);
		if (seen.kind !== 'read') return undefined;
		const shell = seen.value.find(({tab, depth}) => tab === first && depth === 0);
		const {initPid, cgroups} = sandbox;
		const facts = await ask('facts', {initPid, cgroups}, first === undefined ? undefined : shell);
		return facts.kind === 'read' ? facts.value : undefined;
	};
	return {
		follow({name}, terminal) {
			const tab: Followed = {name, shellPid: undefined, close: () => {}, typed: () => {}};
			tabs.push(tab);
			const follower = createCommandFollower(name, sandbox.markKey, tell, {
				foreground: (hear) => void readForeground(name).then(hear),
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
		told: () => trace.settled(),
		onEvent(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		async snapshot(tab, command, probes) {
			const seen = await lookAtProcesses(ALL);
			const processes = seen.kind === 'read' ? seen.value : [];
			const answers = await Promise.all(
				probes.map(
					async (probe): Promise<[string, ProbeAnswer]> => [
						probeKey(probe),
						seen.kind === 'read' ? await answerProbe(sandbox, probe, tab, processes, ask) : seen,
					],
				),
			);
			const unread = seen.kind === 'read' ? {} : {unread: seen.why};
			return {tab, command, processes, ...unread, answers: new Map(answers)};
		},
		async facts() {
			lastFacts = (await readFacts()) ?? (await readFacts()) ?? lastFacts;
			return lastFacts;
		},
		async xray() {
			const {initPid, cgroups} = sandbox;
			const [records, surroundings] = await Promise.all([
				ask('processes', initPid, A_FEW),
				ask('surroundings', {initPid, cgroups}),
			]);
			if (records.kind !== 'read') return records;
			if (surroundings.kind !== 'read') return surroundings;
			return {
				processes: assign(records.value),
				// In whose namespaces every shell begins.
				sandbox: holderOf(records.value) ?? NOTHING_OF_ITS_OWN,
				...surroundings.value,
			};
		},
		close() {
			stopTrace();
			for (const tab of tabs.splice(0)) tab.close();
			listeners.clear();
		},
	};
}

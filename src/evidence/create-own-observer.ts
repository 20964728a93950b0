// Gathers evidence where there is no sandbox: from the viewer's terminals alone.

import {type ProbeAnswer, probeKey} from '../domain/evidence.js';
import type {Observer, TabEvent} from '../domain/ports.js';
import type {Sandbox} from '../domain/sandbox.js';
import {createCommandFollower} from './follow-commands.js';
import {readOwnFacts} from './read-facts.door.js';

const UNREADABLE: ProbeAnswer = {
	kind: 'unreadable',
	why: 'That is looked at inside a sandbox, and this host gives none.',
};

/**
 * Follows the viewer's terminals. The viewer isolates nothing, so commands and their output are all
 * the evidence there is: no file, mount or process of the host is examined for a lesson.
 */
export function createOwnObserver(sandbox: Sandbox): Observer {
	const tabs = new Map<string, {readonly typed: (bytes: Uint8Array) => void; close: () => void}>();
	const listeners = new Set<(event: TabEvent) => void>();
	const tell = (event: TabEvent): void => {
		for (const listener of [...listeners]) listener(event);
	};
	return {
		follow({name}, terminal) {
			const follower = createCommandFollower(name, sandbox.markKey, tell, {
				// No command reads the keyboard there, and every one is marked.
				foreground: (tell) => tell('works'),
			});
			const stopListening = terminal.onOutput((bytes) => follower.output(bytes));
			tabs.set(name, {
				typed: (bytes) => follower.typed(bytes),
				close() {
					stopListening();
					follower.close();
				},
			});
		},
		typed(tab, bytes) {
			tabs.get(tab)?.typed(bytes);
		},
		told: async () => {},
		onEvent(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		async snapshot(tab, command, probes) {
			const answers = probes.map((probe): [string, ProbeAnswer] => [probeKey(probe), UNREADABLE]);
			return {tab, command, processes: [], answers: new Map(answers)};
		},
		async facts() {
			return readOwnFacts(sandbox);
		},
		// There is no sandbox to look into.
		xray: async () => undefined,
		close() {
			for (const tab of tabs.values()) tab.close();
			tabs.clear();
			listeners.clear();
		},
	};
}

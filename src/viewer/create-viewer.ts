import {randomBytes} from 'node:crypto';
import process from 'node:process';
import type {Box, BoxCgroup, BoxEnd} from '../domain/sandbox.js';
import {planObservation} from './plan-command.js';
import {runObserved} from './run-command.door.js';
import {createObservationTerminal, type ObservationTerminal} from './viewer-terminal.js';

/** The shape of `SandboxPort` in session/ports: what stands in for sandboxes where none can be had. */
export interface Observation {
	prepare(): void;
	open(): Promise<Box>;
}

/** Whether the prompt runs this line, by its form alone. */
export const isObservable = (line: string): boolean =>
	planObservation(line, process.pid).plan === 'run';

/** `cgroups` are the control groups that this program is in, as they are mounted. */
export function createObservation(cgroups: readonly BoxCgroup[]): Observation {
	return {
		prepare() {},
		async open() {
			return openObservation(cgroups);
		},
	};
}

/**
 * A box that isolates nothing, since nothing can be done in it: its terminals run single commands of a
 * closed list. Its first process is this program.
 */
function openObservation(cgroups: readonly BoxCgroup[]): Box {
	const markKey = randomBytes(8).toString('hex');
	const terminals = new Map<number, ObservationTerminal>();
	let end: (end: BoxEnd) => void = () => {};
	const ended = new Promise<BoxEnd>((resolve) => {
		end = resolve;
	});
	return {
		initPid: process.pid,
		markKey,
		cgroups,
		observes: isObservable,
		startTerminal(slot, _view, size) {
			void terminals.get(slot)?.close();
			const terminal = createObservationTerminal(markKey, process.pid, size, runObserved);
			terminals.set(slot, terminal);
			return terminal;
		},
		async run() {
			throw new Error('Nothing is laid out where there is no sandbox.');
		},
		ended,
		async close() {
			await Promise.all([...terminals.values()].map((terminal) => terminal.close()));
			end({end: 'closed'});
		},
	};
}

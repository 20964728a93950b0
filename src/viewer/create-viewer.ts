// Stands in for sandboxes on a host that gives none, behind the same port.

import {randomBytes} from 'node:crypto';
import process from 'node:process';
import type {Facts} from '../domain/evidence.js';
import type {SandboxPort} from '../domain/ports.js';
import type {Sandbox, SandboxCgroup, SandboxEnd} from '../domain/sandbox.js';
import {planCommand} from './plan-command.js';
import {runCommand} from './run-command.door.js';
import {createViewerTerminal, type ViewerTerminal} from './viewer-terminal.js';

/** Whether the viewer runs this line, by its form alone. */
export const isAllowed = (line: string): boolean => planCommand(line, process.pid).kind === 'run';

/**
 * `cgroups` are the control groups that this program is in, as they are mounted; `facts` fill its sentences;
 * `directories` are those in which only root puts programs.
 */
export function createViewer(
	cgroups: readonly SandboxCgroup[],
	facts: Facts,
	directories: readonly string[],
): SandboxPort {
	return {
		prepare() {},
		async open() {
			return viewerSandbox(cgroups, facts, directories);
		},
	};
}

/**
 * A stand-in for a sandbox. It isolates nothing, since nothing can be done in it: its terminals run
 * single commands from a closed list. Its first process is this program.
 */
function viewerSandbox(
	cgroups: readonly SandboxCgroup[],
	facts: Facts,
	directories: readonly string[],
): Sandbox {
	const markKey = randomBytes(8).toString('hex');
	const terminals = new Map<number, ViewerTerminal>();
	let end: (end: SandboxEnd) => void = () => {};
	const ended = new Promise<SandboxEnd>((resolve) => {
		end = resolve;
	});
	return {
		initPid: process.pid,
		owner: undefined,
		markKey,
		cgroups,
		allows: isAllowed,
		startTerminal(slot, _view, size) {
			void terminals.get(slot)?.close();
			const terminal = createViewerTerminal(
				markKey,
				process.pid,
				size,
				(plan, columns, tell) => runCommand(plan, columns, tell, directories),
				facts,
			);
			terminals.set(slot, terminal);
			return terminal;
		},
		async run() {
			throw new Error('Nothing is laid out where there is no sandbox.');
		},
		onTrace: () => () => {},
		ended,
		async close() {
			await Promise.all([...terminals.values()].map((terminal) => terminal.close()));
			end({kind: 'closed'});
		},
	};
}

// Reads what the name of a process's container is worked out from.

import {parseMountinfo} from '../domain/proc.js';
import {LATE, type LockReader} from '../files/create-lock-reader.door.js';
import {nameByGroup} from './name-by-group.js';
import type {Ancestor} from './name-by-parents.js';
import type {NameSources} from './name-container.js';
import type {StateRecord} from './parse-state.js';
import {parseArguments} from './parse-task.js';
import {readDockerName, readState, type StateOptions} from './read-state.door.js';
import {readPart, type ScannedProcess, scanProcess} from './scan-processes.door.js';

/** No container is so far below its keeper. */
const MOST_ANCESTORS = 32;

/** Undefined for a process that has ended. */
export async function readNameSources(
	state: StateOptions,
	pid: number,
	locked: LockReader,
	records: readonly StateRecord[] = readState(state),
): Promise<NameSources | undefined> {
	const proc = `${state.root}/proc`;
	const chain: ScannedProcess[] = [];
	for (let at = pid; at > 0 && chain.length < MOST_ANCESTORS; ) {
		const process = scanProcess(proc, at, []);
		if (process === undefined) break;
		chain.push(process);
		at = process.parent;
	}
	if (chain.length === 0) return undefined;
	const ancestors = await Promise.all(
		chain.slice(1).map(async ({pid: above, comm, startTime}): Promise<Ancestor> => {
			const text = await locked.read(`${proc}/${above}/cmdline`, `${above}@${startTime}`);
			return {pid: above, comm, argv: text === LATE ? [] : parseArguments(text ?? '')};
		}),
	);
	const groups = readGroupPaths(proc, pid);
	const docker = groups.map(nameByGroup).find((name) => name?.engine === 'docker')?.id;
	const dockerRecords =
		docker === undefined ? [] : readDockerName(state, docker, mountRoots(proc, pid));
	return {chain, ancestors, groups, records: [...dockerRecords, ...records]};
}

export const readGroupPaths = (proc: string, pid: number): readonly string[] =>
	(readPart(`${proc}/${pid}/cgroup`) ?? '')
		.split('\n')
		.map((line) => line.split(':').slice(2).join(':'))
		.filter(Boolean);

const mountRoots = (proc: string, pid: number): readonly string[] =>
	parseMountinfo(readPart(`${proc}/${pid}/mountinfo`, 256 * 1024) ?? '').map(({root}) => root);

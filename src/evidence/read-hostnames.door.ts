// Reads the host name in each UTS namespace: /proc shows a reader only that of its own.

import {execFile} from 'node:child_process';
import type {ProbeAnswer, ProcessView, Unread} from '../domain/evidence.js';

/** Milliseconds. uname(2) answers at once; a host too busy for that is reported, not waited for. */
const PATIENCE = 5000;

/**
 * The host name in the UTS namespace of each process, by pid. One command visits them all: it joins
 * the sandbox's outer user namespace, which gives it every capability over the namespaces below
 * (user_namespaces(7)), and stays in the host's mount namespace, so that it runs nothing of the
 * learner's. Whoever asks must be the sandbox's owner: root is not in its uid map.
 */
export async function readHostnames(
	initPid: number,
	processes: readonly Pick<ProcessView, 'pid' | 'namespaces' | 'state'>[],
): Promise<ProbeAnswer> {
	const pidByNamespace = new Map<string, number>();
	for (const {pid, namespaces, state} of processes) {
		if (namespaces.uts !== undefined && state !== 'Z') pidByNamespace.set(namespaces.uts, pid);
	}
	const names = await askEach(initPid, [...pidByNamespace.values()]);
	if (names === 'refused') return unread('The host names inside could not be read with nsenter.');
	if (names === 'late') {
		return {
			...unread(`nsenter did not tell the host names inside in ${PATIENCE / 1000} s.`),
			isLate: true,
		};
	}
	const byPid = new Map<number, string>();
	for (const {pid, namespaces} of processes) {
		const asked = pidByNamespace.get(namespaces.uts ?? '');
		const name = asked === undefined ? undefined : names.get(asked);
		if (name !== undefined) byPid.set(pid, name);
	}
	return {kind: 'hostnames', byPid};
}

const unread = (why: string): Unread => ({kind: 'unreadable', why});

/** A process that ended meanwhile is left out. A word if nothing could be asked at all. */
async function askEach(
	initPid: number,
	pids: readonly number[],
): Promise<ReadonlyMap<number, string> | 'refused' | 'late'> {
	if (pids.length === 0) return new Map();
	const script =
		'for p do nsenter --uts="/proc/$p/ns/uts" uname -n | sed "s/^/$p /"; done 2>/dev/null';
	const output = await run([
		'nsenter',
		`--user=/proc/${initPid}/ns/user`,
		'--preserve-credentials',
		'sh',
		'-c',
		script,
		'sh',
		...pids.map(String),
	]);
	if (output.kind !== 'said') return output.kind;
	return new Map(
		output.text
			.split('\n')
			.filter(Boolean)
			.map((line): [number, string] => {
				const space = line.indexOf(' ');
				return [Number(line.slice(0, space)), line.slice(space + 1)];
			}),
	);
}

type Output = {readonly kind: 'said'; readonly text: string} | {readonly kind: 'refused' | 'late'};

function run([command = '', ...args]: readonly string[]): Promise<Output> {
	return new Promise((resolve) => {
		execFile(command, args, {cwd: '/', timeout: PATIENCE}, (error, stdout) =>
			// execFile kills what takes too long.
			resolve(error ? {kind: error.killed ? 'late' : 'refused'} : {kind: 'said', text: stdout}),
		);
	});
}

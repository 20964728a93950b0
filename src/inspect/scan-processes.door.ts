// Reads the list of processes: little of each, so that a host with thousands is read in a moment.

import {NAMESPACE_KINDS, type NamespaceKind, type NamespaceLinks} from '../domain/namespace.js';
import {parseStat} from '../domain/proc.js';
import {readBeginning, readLink, readNames} from '../files/read-text.door.js';

/** What is read of every process. */
export interface ScannedProcess {
	readonly pid: number;
	readonly parent: number;
	readonly comm: string;
	readonly state: string;
	readonly startTime: number;
	/** Of the kinds that were asked for; none where the reader may not know (ptrace(2), PTRACE_MODE_READ). */
	readonly namespaces: NamespaceLinks;
}

/** No file of one process that is read for a picture is longer, unless somebody made it so. */
const MOST_BYTES = 64 * 1024;

/** A file's beginning as text; undefined where it is gone or closed to us. */
export const readPart = (path: string, most = MOST_BYTES): string | undefined =>
	readBeginning(path, most)?.toString('utf8');

/** @param proc where the proc file system is */
export function scanProcesses(
	proc: string,
	kinds: readonly NamespaceKind[] = NAMESPACE_KINDS,
): readonly ScannedProcess[] {
	return readNames(proc).flatMap((name) =>
		/^\d+$/.test(name) ? (scanProcess(proc, Number(name), kinds) ?? []) : [],
	);
}

/** Undefined for one that has ended. */
export function scanProcess(
	proc: string,
	pid: number,
	kinds: readonly NamespaceKind[] = NAMESPACE_KINDS,
): ScannedProcess | undefined {
	const text = readPart(`${proc}/${pid}/stat`, 4096);
	if (text === undefined || text === '') return undefined;
	const {parent, comm, state, startTime} = parseStat(text);
	return {pid, parent, comm, state, startTime, namespaces: readLinks(`${proc}/${pid}`, kinds)};
}

export function readLinks(
	directory: string,
	kinds: readonly NamespaceKind[] = NAMESPACE_KINDS,
): NamespaceLinks {
	const links: Partial<Record<NamespaceKind, string>> = {};
	for (const kind of kinds) {
		const link = readLink(`${directory}/ns/${kind}`);
		// The first refusal is for all of them, and the tenth costs as much as an answer.
		if (link === undefined && kind === kinds[0]) return links;
		if (link !== undefined) links[kind] = link;
	}
	return links;
}

// Reads the tables of a process's namespaces: its mounts, and its network.

import type {MountView} from '../domain/evidence.js';
import type {MountFacts, NetworkFacts} from '../domain/inspection.js';
import {parseMountinfo} from '../domain/proc.js';
import {readBeginning} from '../files/read-text.door.js';
import {notableMounts} from './notable-mounts.js';
import {parseNetwork} from './parse-network.js';

/** Some 3,000 mounts. */
const MOST_MOUNT_BYTES = 512 * 1024;
/** Listening sockets come first; a server may have a million connections after them. */
const MOST_SOCKET_BYTES = 128 * 1024;
const MOST_TABLE_BYTES = 256 * 1024;

export interface MountTable {
	readonly mounts: readonly MountView[];
	readonly isWhole: boolean;
	/** The numbers that the kernel gave the mounts; no two namespaces share one. */
	readonly ids: ReadonlySet<string>;
}

/** Undefined where it is gone, closed to us, or empty: a zombie has none. */
export function readMountTable(proc: string, pid: number | string): MountTable | undefined {
	const bytes = readBeginning(`${proc}/${pid}/mountinfo`, MOST_MOUNT_BYTES);
	if (bytes === undefined || bytes.length === 0) return undefined;
	const isWhole = bytes.length < MOST_MOUNT_BYTES;
	const text = bytes.toString('utf8');
	// Of a line that was cut, no half is taken for a whole.
	const lines = isWhole ? text : text.slice(0, text.lastIndexOf('\n'));
	return {
		mounts: parseMountinfo(lines),
		isWhole,
		ids: new Set(lines.split('\n').flatMap((line) => /^\d+/.exec(line)?.[0] ?? [])),
	};
}

/** @param base the base's table; undefined where the process is in that namespace */
export const mountFacts = (own: MountTable, base: MountTable | undefined): MountFacts =>
	notableMounts({own: own.mounts, isWhole: own.isWhole, base: base?.mounts});

/** Undefined where /proc/PID/net is closed to us. */
export function readNetwork(proc: string, pid: number): NetworkFacts | undefined {
	let isWhole = true;
	const read = (name: string, most: number): string => {
		const bytes = readBeginning(`${proc}/${pid}/net/${name}`, most);
		if (bytes?.length === most) isWhole = false;
		return bytes?.toString('utf8') ?? '';
	};
	const dev = read('dev', MOST_TABLE_BYTES);
	if (dev === '') return undefined;
	const texts = {
		dev,
		route: read('route', MOST_TABLE_BYTES),
		fibTrie: read('fib_trie', MOST_TABLE_BYTES),
		ifInet6: read('if_inet6', MOST_TABLE_BYTES),
		tcp: read('tcp', MOST_SOCKET_BYTES),
		tcp6: read('tcp6', MOST_SOCKET_BYTES),
		udp: read('udp', MOST_SOCKET_BYTES),
		udp6: read('udp6', MOST_SOCKET_BYTES),
	};
	return parseNetwork({...texts, isWhole});
}

// Reads a file as a process in the sandbox sees it; no symlink of the learner's can lead outside.

import {createHash} from 'node:crypto';
import {
	type BigIntStats,
	closeSync,
	constants,
	fstatSync,
	openSync,
	readlinkSync,
	readSync,
	statfsSync,
} from 'node:fs';
import type {FileView, ProbeAnswer} from '../domain/evidence.js';
import {sayDevice} from './read-processes.door.js';

/** open(2): a descriptor for a path without opening the file. Node has no name for the flag. */
const O_PATH = 0o10000000;
/** statfs(2): the file system type of /proc. */
const PROC_SUPER_MAGIC = 0x9fa0;
/** path_resolution(7): the kernel's own limit. */
const MOST_SYMLINKS = 40;
const CONTENT_LIMIT = 64 * 1024;
const DIGEST_LIMIT = 16 * 1024 * 1024;

const MISSING: FileView = {
	type: 'missing',
	mode: '0000',
	uid: 0,
	size: 0,
	device: '0:0',
	content: '',
	sha256: '',
};

/**
 * Examines a file as the process sees it: in its mount namespace, below its root directory.
 *
 * Following a learner's symlink through /proc/PID/root would lead to the host's files. So the path
 * is walked a component at a time, every step with O_NOFOLLOW, and links are read and resolved
 * here. Nothing is run inside, and only a regular file is opened for reading. The last component is
 * not followed unless asked for: a symlink is reported as a symlink.
 */
export function readFileInside(pid: number, path: string, followed: boolean): ProbeAnswer {
	const open: number[] = [];
	try {
		const root = openSync(`/proc/${pid}/root/`, O_PATH | constants.O_DIRECTORY);
		open.push(root);
		const place = walk(root, path, followed, open);
		if (place === undefined) return {kind: 'file', file: MISSING};
		return {kind: 'file', file: view(place)};
	} catch (error) {
		if (error instanceof DependsOnReader) {
			return unreadable(`${path} lies in /proc, which tells every reader something else.`);
		}
		if (hasCode(error, 'ENOENT', 'ENOTDIR')) return {kind: 'file', file: MISSING};
		return unreadable(`${path} could not be looked at: ${codeOf(error)}.`);
	} finally {
		for (const fd of open.reverse()) closeSync(fd);
	}
}

/**
 * The path leads into /proc, where what a file says depends on who reads it: here, this program.
 */
class DependsOnReader extends Error {}

const unreadable = (why: string): ProbeAnswer => ({kind: 'unreadable', why});

/** A descriptor for what the path names, and its target if it is a symlink. */
interface Place {
	readonly fd: number;
	readonly target: string | undefined;
}

/** Finds what the path names; undefined past the symlink limit. Descriptors go into `open`. */
function walk(root: number, path: string, followed: boolean, open: number[]): Place | undefined {
	const places: Place[] = [{fd: root, target: undefined}];
	const names = path.split('/').filter((name) => name !== '' && name !== '.');
	let links = 0;
	for (let name = names.shift(); name !== undefined; name = names.shift()) {
		if (name === '..') {
			// Above the root is the root.
			if (places.length > 1) places.pop();
			continue;
		}
		const place = step(places.at(-1)?.fd ?? root, name, open);
		if (place.target === undefined || (names.length === 0 && !followed)) {
			places.push(place);
			continue;
		}
		links += 1;
		if (links > MOST_SYMLINKS) return undefined;
		if (place.target.startsWith('/')) places.splice(1);
		names.unshift(...place.target.split('/').filter((part) => part !== '' && part !== '.'));
	}
	return places.at(-1);
}

function step(directory: number, name: string, open: number[]): Place {
	const path = `/proc/self/fd/${directory}/${name}`;
	const fd = openSync(path, O_PATH | constants.O_NOFOLLOW);
	open.push(fd);
	if (statfsSync(`/proc/self/fd/${fd}`).type === PROC_SUPER_MAGIC) throw new DependsOnReader();
	return {fd, target: fstatSync(fd).isSymbolicLink() ? readlinkSync(path) : undefined};
}

function view({fd, target}: Place): FileView {
	const stats = fstatSync(fd, {bigint: true});
	const content = stats.isFile() ? readRegular(fd) : undefined;
	return {
		type: typeOf(stats),
		mode: (stats.mode & 0o7777n).toString(8).padStart(4, '0'),
		uid: Number(stats.uid),
		size: Number(stats.size),
		device: sayDevice(stats.rdev),
		content: target ?? content?.subarray(0, CONTENT_LIMIT).toString('utf8') ?? '',
		sha256: content ? createHash('sha256').update(content).digest('hex') : '',
	};
}

function typeOf(stats: BigIntStats): FileView['type'] {
	if (stats.isFile()) return 'file';
	if (stats.isDirectory()) return 'directory';
	if (stats.isSymbolicLink()) return 'symlink';
	return stats.isCharacterDevice() || stats.isBlockDevice() ? 'device' : 'other';
}

/** At most 16 MiB. Reopened through the descriptor, so that it is the very file examined. */
function readRegular(place: number): Buffer {
	const fd = openSync(`/proc/self/fd/${place}`, constants.O_RDONLY | constants.O_NONBLOCK);
	try {
		const chunks: Buffer[] = [];
		for (let length = 0; length < DIGEST_LIMIT; ) {
			const chunk = Buffer.allocUnsafe(CONTENT_LIMIT);
			const count = readSync(fd, chunk);
			if (count === 0) break;
			chunks.push(chunk.subarray(0, count));
			length += count;
		}
		return Buffer.concat(chunks);
	} finally {
		closeSync(fd);
	}
}

const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error ? String(error.code) : String(error);

const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
	codes.includes(codeOf(error));

// Reads what runtimes and engines keep on disk of their containers. Sockets are never opened.

import {join} from 'node:path';
import process from 'node:process';
import {ifThere, readNames} from '../files/read-text.door.js';
import {readWhole} from '../files/read-whole.door.js';
import {
	parseBundle,
	parseDockerConfig,
	parseMachine,
	parseRuntimeState,
	parseStorage,
	type StateRecord,
} from './parse-state.js';

/** Where to look, and whose files are believed. */
export interface StateOptions {
	/** Before every path; empty on a host. */
	readonly root: string;
	readonly uid: number;
	readonly home: string;
	/** XDG_RUNTIME_DIR; undefined where it is not set. */
	readonly runtimeDirectory: string | undefined;
}

/** More of one kind are not read: a host has some hundred containers at most. */
const MOST_ENTRIES = 1000;

export function readState(options: StateOptions): readonly StateRecord[] {
	const read = (path: string): string | undefined =>
		readTrusted(`${options.root}${path}`, options.uid);
	const names = (path: string): readonly string[] =>
		readNames(`${options.root}${path}`).slice(0, MOST_ENTRIES);
	const runtimes: readonly (readonly [string, string, string])[] = [
		['runc', '/run/runc', 'state.json'],
		['crun', '/run/crun', 'status'],
		['docker', '/run/docker/runtime-runc/moby', 'state.json'],
		['docker', '/run/docker/runtime-runc/plugins.moby', 'state.json'],
		['containerd', '/run/containerd/runc/default', 'state.json'],
		['containerd', '/run/containerd/runc/k8s.io', 'state.json'],
		...ownDirectories(options).flatMap(
			(directory): readonly (readonly [string, string, string])[] => [
				['runc', `${directory}/runc`, 'state.json'],
				['crun', `${directory}/crun`, 'status'],
			],
		),
	];
	return [
		...runtimes.flatMap(([engine, directory, file]) =>
			names(directory).flatMap((id) => {
				const path = join(directory, id, file);
				const text = read(path);
				return text === undefined ? [] : parseRuntimeState(text, {engine, id, file: path});
			}),
		),
		...names('/run/systemd/machines').flatMap((name) => {
			const path = join('/run/systemd/machines', name);
			// Beside each machine's file stands a link to it by its unit's name.
			const text = name.startsWith('unit:') ? undefined : read(path);
			return text === undefined ? [] : parseMachine(text, path);
		}),
		...storageFiles(options).flatMap((path) => {
			const text = read(path);
			return text === undefined ? [] : parseStorage(text, path);
		}),
		...bundleDirectories.flatMap(([engine, directory]) =>
			names(directory).flatMap((id) => {
				const path = join(directory, id, 'config.json');
				const text = read(path);
				return text === undefined ? [] : parseBundle(text, {engine, id, file: path});
			}),
		),
	];
}

/**
 * What Docker calls a container: its name is only in a file beside the others of that container, of which the
 * engine mounts some into it.
 *
 * @param roots the parts of the file system that are mounted there (mountinfo, field 4)
 */
export function readDockerName(
	{root, uid}: StateOptions,
	id: string,
	roots: readonly string[],
): readonly StateRecord[] {
	const beside = roots.flatMap((path) => {
		const at = path.indexOf(`/containers/${id}/`);
		return at < 0 ? [] : [path.slice(0, at)];
	});
	for (const directory of new Set(['/var/lib/docker', ...beside])) {
		const path = `${directory}/containers/${id}/config.v2.json`;
		const text = readTrusted(`${root}${path}`, uid);
		const found = text === undefined ? [] : parseDockerConfig(text, path);
		if (found.length > 0) return found;
	}
	return [];
}

const bundleDirectories: readonly (readonly [string, string])[] = [
	['containerd', '/run/containerd/io.containerd.runtime.v2.task/k8s.io'],
	['containerd', '/run/containerd/io.containerd.runtime.v2.task/default'],
];

/** The runtime directory of the user; the environment may name another one than the usual. */
const ownDirectories = ({uid, runtimeDirectory}: StateOptions): readonly string[] => [
	...new Set([
		`/run/user/${uid}`,
		...(runtimeDirectory?.startsWith('/') ? [runtimeDirectory] : []),
	]),
];

const storageFiles = ({home, uid}: StateOptions): readonly string[] =>
	[
		'/var/lib/containers/storage',
		...(uid === 0 ? [] : [`${home}/.local/share/containers/storage`]),
	].map((directory) => `${directory}/overlay-containers/containers.json`);

/** Only root's files and the reader's own are believed, and no link is followed to them. */
function readTrusted(path: string, uid: number): string | undefined {
	const found = ifThere(() => readWhole(path, 'refuse'));
	if (found === undefined || 'unfit' in found) return undefined;
	return found.uid === 0 || found.uid === uid ? found.text : undefined;
}

/** Of the process that reads. */
export const ownStateOptions = (): StateOptions => ({
	root: '',
	uid: process.getuid?.() ?? 0,
	home: process.env['HOME'] ?? '/',
	runtimeDirectory: process.env['XDG_RUNTIME_DIR'],
});

// Reads the control groups of a process from the file systems in which they are mounted here.

import type {GroupFacts, GroupMembership} from '../domain/control-group.js';
import type {MountView} from '../domain/evidence.js';
import {directoriesAbove, parseMemberships} from './memberships.js';
import {GROUP_FILES, type GroupFiles, parseGroups} from './parse-groups.js';
import {readPart} from './scan-processes.door.js';

/** Of the groups above only what limits them is read. */
const LIMIT_FILES: readonly string[] = [
	'memory.max',
	'memory.limit_in_bytes',
	'pids.max',
	'cpu.max',
	'cpu.cfs_quota_us',
	'cpu.cfs_period_us',
];

/**
 * @param root before every path but those of /proc; empty on a host
 * @param mounts the reader's own mounts
 * @returns undefined where the kernel has no control groups, or does not tell them
 */
export function readGroups(
	{root, proc}: {readonly root: string; readonly proc: string},
	pid: number,
	mounts: readonly MountView[],
): GroupFacts | undefined {
	const text = readPart(`${proc}/${pid}/cgroup`);
	if (!text) return undefined;
	const memberships = parseMemberships(text, mounts);
	const isGrouped = memberships.some(({path}) => path !== '/');
	// v2 first: on a hybrid host it has files of the same name with less in them.
	const ordered = memberships.toSorted((a, b) => a.controllers.length - b.controllers.length);
	const files: GroupFiles = Object.assign(
		{},
		...ordered.map((one) => readFiles(`${root}${one.directory ?? ''}`, namesFor(one, isGrouped))),
	);
	const above = new Map<string, GroupFiles>();
	for (const {path, directory} of ordered.filter(hasLimits).flatMap(directoriesAbove)) {
		above.set(path, {...above.get(path), ...readFiles(`${root}${directory}`, LIMIT_FILES)});
	}
	return parseGroups({
		memberships,
		files,
		above: [...above]
			.map(([path, found]) => ({path, files: found}))
			.toSorted((a, b) => b.path.length - a.path.length),
		hostPressure: readFiles(`${proc}/pressure`, ['cpu', 'memory', 'io']),
	});
}

/** v1 hierarchies that count and set no limit. */
const COUNTING: readonly string[] = ['cpuacct', 'blkio'];

function namesFor(
	{controllers, path, directory}: GroupMembership,
	isGrouped: boolean,
): readonly string[] {
	if (directory === undefined) return [];
	if (controllers.length === 0) return GROUP_FILES[''] ?? [];
	// What a root counts is the whole host's, and would stand among the figures of the process's group elsewhere.
	const counted = isGrouped && path === '/' ? COUNTING : [];
	return controllers
		.filter((name) => !counted.includes(name))
		.flatMap((name) => GROUP_FILES[name] ?? []);
}

const hasLimits = ({controllers}: GroupMembership): boolean =>
	controllers.length === 0 || controllers.some((name) => ['memory', 'pids', 'cpu'].includes(name));

function readFiles(directory: string, names: readonly string[]): GroupFiles {
	return Object.fromEntries(
		names.flatMap((name) => {
			const text = readPart(`${directory}/${name}`);
			return text === undefined ? [] : [[name, text]];
		}),
	);
}

// Reads the sandbox's control groups, and makes one group of what v1 spreads over its hierarchies.

import type {CgroupView} from '../domain/evidence.js';
import type {SandboxCgroup} from '../domain/sandbox.js';
import {readDirectories, readText} from '../files/read-text.door.js';
import {CGROUP_FILES, type CgroupFiles, parseCgroup} from './parse-cgroup.js';

/** No lesson makes more, and what a runaway loop makes need not be read to the end. */
const MOST_GROUPS = 200;

/**
 * The sandbox's own groups and all below them; a path under several v1 controllers is one group.
 */
export function readCgroups(
	cgroups: readonly SandboxCgroup[],
	most = MOST_GROUPS,
): readonly CgroupView[] {
	const directories = new Map<string, CgroupFiles[]>();
	for (const {controller, path} of cgroups) {
		const names = namesFor(controller);
		for (const group of groupsBelow(path, most)) {
			const sofar = directories.get(group) ?? [];
			directories.set(group, [...sofar, readFiles(`${path}${group}`, names)]);
		}
	}
	return [...directories].map(([group, found]) => parseCgroup(group === '' ? '/' : group, found));
}

const namesFor = (controller: string): readonly string[] =>
	Object.entries(CGROUP_FILES).find(([name]) => name === controller)?.[1] ?? ['cgroup.procs'];

/** Paths relative to the group at `path`, which itself is `''`. */
function groupsBelow(path: string, most: number): readonly string[] {
	const groups = [''];
	for (let at = 0; at < groups.length && groups.length < most; at += 1) {
		const group = groups[at] ?? '';
		groups.push(...readDirectories(`${path}${group}`).map((name) => `${group}/${name}`));
	}
	return groups.slice(0, most);
}

function readFiles(directory: string, names: readonly string[]): CgroupFiles {
	return Object.fromEntries(
		names.flatMap((name) => {
			const text = readText(`${directory}/${name}`);
			return text === undefined ? [] : [[name, text]];
		}),
	);
}

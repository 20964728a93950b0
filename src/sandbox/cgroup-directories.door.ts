// Makes and removes the directories of control groups, including any an earlier run left behind.

import {
	chownSync,
	closeSync,
	constants,
	existsSync,
	mkdirSync,
	openSync,
	rmdirSync,
	writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {setTimeout as pause, setImmediate as turn} from 'node:timers/promises';
import {parseStat} from '../domain/proc.js';
import {nameOnHost} from '../domain/shared-names.js';
import {ifThere, readDirectories, readText} from '../files/read-text.door.js';
import type {CgroupOffer} from '../host/sandbox-host.js';
import type {CgroupDirectory} from './plan-cgroup.js';

const NAME = /^container-lessons-(\d+)-(\d+)-\d+$/;
const REMOVE_MS = 3000;

let named = 0;

/**
 * A name for one sandbox's groups that says whose they are: pid and start time identify a process.
 * No two of a process are the same, whoever asks: by its name the janitor of one would kill another.
 */
export function cgroupName(): string {
	named += 1;
	return `${nameOnHost(process.pid)}${startTime(process.pid) ?? 0}-${named}`;
}

/** The host refuses the groups it seemed to offer. */
export class CgroupRefused extends Error {
	override readonly name = 'CgroupRefused';
}

/**
 * Makes the directories, sets their limits and changes their owner. Throws CgroupRefused with what
 * the file system says.
 */
export function makeCgroups(
	directories: readonly CgroupDirectory[],
	owner: {readonly uid: number; readonly gid: number} | undefined,
): void {
	try {
		makeDirectories(directories, owner);
	} catch (error) {
		throw new CgroupRefused(error instanceof Error ? error.message : String(error));
	}
}

function makeDirectories(
	directories: readonly CgroupDirectory[],
	owner: {readonly uid: number; readonly gid: number} | undefined,
): void {
	for (const directory of directories) {
		mkdirSync(directory.path);
		setLimits(directory);
		if (owner !== undefined) giveAway(directory, owner);
	}
}

function setLimits({path, settings}: CgroupDirectory): void {
	for (const {file, value, required} of settings) {
		try {
			writeFileSync(join(path, file), value);
		} catch (error) {
			if (required) throw error;
		}
	}
}

function giveAway(
	{path, owned}: CgroupDirectory,
	{uid, gid}: {readonly uid: number; readonly gid: number},
): void {
	for (const name of owned) {
		try {
			chownSync(join(path, name), uid, gid);
		} catch (error) {
			// cgroup.threads is younger than the rest of v2.
			if (name !== 'cgroup.threads') throw error;
		}
	}
}

/** What became of groups that were to be removed; paths. */
export interface Swept {
	readonly removed: readonly string[];
	readonly left: readonly string[];
}

/**
 * Removes groups and all groups below them. A group is busy for a moment after its last process has
 * gone; what is still there after `patience` milliseconds is told.
 */
export async function removeCgroups(
	paths: readonly string[],
	patience = REMOVE_MS,
): Promise<Swept> {
	const deadline = Date.now() + patience;
	const isGone = async (path: string): Promise<boolean> => {
		while (!(await removeTree(path))) {
			if (Date.now() >= deadline) return false;
			await pause(10);
		}
		return true;
	};
	const gone = await Promise.all(paths.map(isGone));
	return {
		removed: paths.filter((_, index) => gone[index]),
		left: paths.filter((_, index) => !gone[index]),
	};
}

/** Removes the groups that programs now gone have left behind, only those with our name. */
export async function sweepCgroups(offer: CgroupOffer, patience?: number): Promise<Swept> {
	const parents =
		offer.kind === 'v1'
			? offer.controllers.map(({group}) => group)
			: offer.kind === 'v2'
				? [offer.parent]
				: [];
	const abandoned = parents.flatMap((parent) =>
		readDirectories(parent)
			.filter(isAbandoned)
			.map((name) => join(parent, name)),
	);
	return removeCgroups(abandoned, patience);
}

function isAbandoned(name: string): boolean {
	const [, pid, started] = NAME.exec(name) ?? [];
	return pid !== undefined && startTime(Number(pid)) !== Number(started);
}

/** When a process started, in clock ticks since boot; undefined once it has ended. */
function startTime(pid: number): number | undefined {
	const stat = readText(`/proc/${pid}/stat`);
	return stat === undefined ? undefined : parseStat(stat).startTime;
}

/** So many groups are removed in one turn of the event loop, which has keys to take. */
const IN_ONE_TURN = 64;

/**
 * Tries once; true if the group is gone. However deep groups lie, no path is longer than one name:
 * each directory is opened from the one above it, or below it. (A learner nests them until their
 * whole path has more than PATH_MAX bytes, and nothing can be done by that any more.)
 */
async function removeTree(top: string): Promise<boolean> {
	const above: {readonly name: string; readonly siblings: string[]}[] = [];
	const opened = openDirectory(top);
	if (opened === undefined) return !existsSync(top);
	let here: number = opened;
	let below = [...readDirectories(entry(here, ''))];
	let removed = 0;
	for (;;) {
		const name = below.pop();
		if (name !== undefined) {
			const next = openDirectory(entry(here, name));
			if (next === undefined) continue;
			above.push({name, siblings: below});
			closeSync(here);
			here = next;
			below = [...readDirectories(entry(here, ''))];
			continue;
		}
		const back = above.pop();
		const parent: number | undefined = back && openDirectory(entry(here, '..'));
		closeSync(here);
		if (back === undefined || parent === undefined) return removeEmpty(top);
		here = parent;
		below = back.siblings;
		removeEmpty(entry(here, back.name));
		removed += 1;
		if (removed % IN_ONE_TURN === 0) await turn();
	}
}

const entry = (directory: number, name: string): string => `/proc/self/fd/${directory}/${name}`;

const openDirectory = (path: string): number | undefined =>
	ifThere(() => openSync(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW));

/** True if the group is gone. */
function removeEmpty(path: string): boolean {
	try {
		rmdirSync(path);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'ENOENT';
	}
}

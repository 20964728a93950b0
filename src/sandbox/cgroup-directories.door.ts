// Makes and removes the directories of control groups, including any an earlier run left behind.

import {chownSync, mkdirSync, rmdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {setTimeout as pause} from 'node:timers/promises';
import {parseStat} from '../domain/proc.js';
import {nameOnHost} from '../domain/shared-names.js';
import {readDirectories, readText} from '../files/read-text.door.js';
import type {CgroupOffer} from '../host/sandbox-host.js';
import type {CgroupDirectory} from './plan-cgroup.js';

const NAME = /^container-lessons-(\d+)-(\d+)-\d+$/;
const REMOVE_MS = 3000;

/**
 * A name for one sandbox's groups that says whose they are: pid and start time identify a process.
 */
export const cgroupName = (count: number): string =>
	`${nameOnHost(process.pid)}${startTime(process.pid) ?? 0}-${count}`;

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

/**
 * Removes a group and all groups below it. A group is busy for a moment after its last process has
 * gone; one that stays busy is left to the janitor.
 */
export async function removeCgroup(path: string): Promise<void> {
	const deadline = Date.now() + REMOVE_MS;
	while (!removeTree(path) && Date.now() < deadline) await pause(10);
}

/**
 * Removes the groups that programs now gone have left behind, only those with our name. Returns
 * their paths.
 */
export async function sweepCgroups(offer: CgroupOffer): Promise<readonly string[]> {
	const parents =
		offer.kind === 'v1'
			? offer.controllers.map(({group}) => group)
			: offer.kind === 'v2'
				? [offer.parent]
				: [];
	const left = parents.flatMap((parent) =>
		readDirectories(parent)
			.filter(isAbandoned)
			.map((name) => join(parent, name)),
	);
	await Promise.all(left.map(removeCgroup));
	return left;
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

/** Tries once; true if the group is gone. */
function removeTree(path: string): boolean {
	for (const name of readDirectories(path)) removeTree(join(path, name));
	try {
		rmdirSync(path);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'ENOENT';
	}
}

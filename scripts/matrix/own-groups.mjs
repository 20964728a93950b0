// Control groups of the matrix's own, so that its hosts touch nobody else's and none is left behind.
import {existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';

const CONTROLLERS = ['memory', 'pids', 'cpu', 'cpuacct', 'cpuset', 'devices', 'freezer', 'blkio'];

/** The hierarchies mounted here: where, and with which options (cgroups(7)); `v2` stands for the one of v2. */
function hierarchies() {
	return readFileSync('/proc/self/mountinfo', 'utf8')
		.trim()
		.split('\n')
		.flatMap((line) => {
			const [before, after] = line.split(' - ').map((part) => part.split(' '));
			const [type, , superOptions] = after;
			if (type === 'cgroup2') return [{at: before[4], options: 'v2'}];
			if (type !== 'cgroup') return [];
			const controllers = superOptions.split(',').filter((name) => CONTROLLERS.includes(name));
			return [{at: before[4], options: controllers.join(',')}];
		});
}

/** Those in which a host has a group of its own: of v2 only where there is no v1. */
export function ownHierarchies() {
	const all = hierarchies();
	const first = all.filter(({options}) => /\b(memory|pids|cpu)\b/.test(options));
	return first.length > 0 ? first : all.filter(({options}) => options === 'v2');
}

/** Makes a group in each; returns their directories. */
export function makeGroups(name) {
	const directories = ownHierarchies().map(({at}) => join(at, name));
	for (const directory of directories) mkdirSync(directory);
	return directories;
}

/** The groups that this process is in, of all hierarchies (cgroups(7), /proc/pid/cgroup), and their roots. */
const ownPaths = () => [
	'/',
	...readFileSync('/proc/self/cgroup', 'utf8')
		.trim()
		.split('\n')
		.map((line) => line.split(':').slice(2).join(':')),
];

/** How often it is tried, a quarter of a second apart: what was killed takes a moment to be gone. */
const TRIES = 40;

/** Removes them once whoever was in them is gone; throws where that does not happen. */
export async function removeGroups(name) {
	for (let left = TRIES; ; left -= 1) {
		try {
			for (const {at} of hierarchies()) {
				// A daemon makes them in the group that it is in itself.
				for (const own of ownPaths()) removeTree(join(at, own, name));
			}
			return;
		} catch (error) {
			if (left === 0) throw error;
		}
		await pause(250);
	}
}

function removeTree(directory) {
	if (!existsSync(directory)) return;
	for (const entry of readdirSync(directory, {withFileTypes: true})) {
		if (entry.isDirectory()) removeTree(join(directory, entry.name));
	}
	rmdirSync(directory);
}

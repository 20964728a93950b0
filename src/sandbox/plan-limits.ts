// Decides how much a sandbox may take of what the kernel counts by process or by account.

import type {HardLimits, SandboxHost} from '../host/sandbox-host.js';
import {memoryTotal} from './plan-cgroup.js';

const KIB = 1024;
const MIB = 1024 * KIB;

/** The option of prlimit(1) for each. */
const OPTION: Readonly<Record<keyof HardLimits, string>> = {
	coreBytes: 'core',
	dataBytes: 'data',
	fileBytes: 'fsize',
	lockedBytes: 'memlock',
	messageBytes: 'msgqueue',
	openFiles: 'nofile',
	pendingSignals: 'sigpending',
	// The last one: prlimit itself must still be able to start.
	processes: 'nproc',
};

const most = (memory: number): HardLimits => ({
	coreBytes: 0,
	// A quarter above the group's total: in a group it is the group that stops a hog, and tells so.
	dataBytes: Math.floor(memoryTotal(memory) * 1.25),
	fileBytes: 256 * MIB,
	lockedBytes: MIB,
	// Room for three queues of the usual size. An account has 800 KiB.
	messageBytes: 256 * KIB,
	openFiles: 4096,
	pendingSignals: 2048,
	// Room for many a node with its eleven threads; a fork bomb ends here.
	processes: 512,
});

/**
 * The options of prlimit(1) for all of a sandbox. A limit that this program itself has stays: one
 * that would have to be raised is refused, and prlimit ends there without setting the others.
 */
export function planLimits({limits, memory}: Pick<SandboxHost, 'limits' | 'memory'>): string {
	const ours = most(memory);
	return (Object.keys(OPTION) as (keyof HardLimits)[])
		.map((name) => {
			const value = Math.min(ours[name], limits[name]);
			return `--${OPTION[name]}=${value}:${value}`;
		})
		.join(' ');
}

/**
 * What the outer user namespace may have of what is counted for an account in each (namespaces(7),
 * "The /proc/sys/user directory"): by the names of these files. An account has 128 inotify
 * instances, for all its programs.
 */
export const NAMESPACE_LIMITS: Readonly<Record<string, number>> = {
	...Object.fromEntries(
		['user', 'mnt', 'pid', 'net', 'uts', 'ipc', 'cgroup', 'time'].map((kind) => [
			`max_${kind}_namespaces`,
			64,
		]),
	),
	max_inotify_instances: 32,
	max_inotify_watches: 8192,
	max_fanotify_groups: 32,
	max_fanotify_marks: 8192,
};

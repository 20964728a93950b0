// The facts about a host that a sandbox is planned from, and what of the host it may see.

import type {MountView} from '../domain/evidence.js';
import type {PackageTool} from './course-tools.js';
import {REQUIRED_TOOLS} from './required-tools.js';

/**
 * What must be known of this host before a sandbox can be planned: nothing is probed, only read, in
 * a few milliseconds.
 */
export interface SandboxHost {
	/** The ids everything in the sandbox has on the host; undefined: those of this program. */
	readonly dropTo: {readonly uid: number; readonly gid: number} | undefined;
	/** What is there of the allow-list: a directory, or a symlink that is copied as it is. */
	readonly rootEntries: readonly RootEntry[];
	/**
	 * Every mount in this program's mount namespace, for the submounts and locked flags of the binds.
	 */
	readonly mounts: readonly MountView[];
	/** Which of SANDBOX_TOOLS are in one of `toolDirectories`. */
	readonly tools: ReadonlySet<string>;
	/** The PATH of whatever makes a sandbox and runs in it: only root can put a command there. */
	readonly toolDirectories: readonly string[];
	/** What would install a missing one. */
	readonly packageTool: PackageTool | undefined;
	readonly isRoot: boolean;
	/** The processor, as node names it (process.arch). */
	readonly arch: string;
	/** A node binary these ids can execute; undefined where there is none. */
	readonly node: string | undefined;
	/** Libraries that stand beside this node, where the sandbox would not see them (conda). */
	readonly nodeLibraries: readonly string[];
	/** /proc/self/ns/time exists (Linux 5.6). */
	readonly timeNamespaces: boolean;
	readonly limits: HardLimits;
	readonly cgroup: CgroupOffer;
	/** The learner's terminal says that it shows colours of 24 bits (COLORTERM). */
	readonly trueColour: boolean;
	/** The learner wants no colours (NO_COLOR). */
	readonly noColour?: boolean;
	/** The learner's terminal knows no control sequences (TERM=dumb), and the shells have it themselves. */
	readonly isDumb?: boolean;
	/** What prints a manual page; without it the system's own pager shows it, on a screen that it clears. */
	readonly manPager?: string;
	/** The host's memory in bytes, for the total limit of a sandbox. */
	readonly memory: number;
}

/** The hard limits of this program (getrlimit(2)), which nothing it starts can raise; may be Infinity. */
export interface HardLimits {
	readonly coreBytes: number;
	readonly dataBytes: number;
	readonly fileBytes: number;
	readonly lockedBytes: number;
	readonly messageBytes: number;
	readonly openFiles: number;
	readonly pendingSignals: number;
	readonly processes: number;
}

export interface RootEntry {
	/** Below `/`. */
	readonly name: string;
	readonly kind: 'directory' | 'symlink';
}

/** The control groups a sandbox can have on this host. */
export type CgroupOffer =
	/** None of its own; this program's group can be looked at where it is mounted. */
	| {
			readonly kind: 'none';
			readonly why: string;
			readonly readable: readonly CgroupHierarchy[];
	  }
	/** Real root on v1: a directory per controller in which groups can be made. */
	| {readonly kind: 'v1'; readonly controllers: readonly CgroupHierarchy[]}
	/** Real root on v2: groups are made by mkdir in `parent`. */
	| {readonly kind: 'v2'; readonly parent: string}
	/** v2, delegated on request by this user's systemd. */
	| {readonly kind: 'systemd'; readonly environment: Readonly<Record<string, string>>};

export interface CgroupHierarchy {
	/** memory, pids or cpu; '' for v2. */
	readonly controller: string;
	/** The option that mounts it: `cpu,cpuacct` where the two are mounted together; '' for v2. */
	readonly mountOption: string;
	/** The absolute directory of this program's own group in it. */
	readonly group: string;
}

/**
 * All of the host to be seen in the sandbox. Nothing else exists there. Of Nix and Guix it is the
 * store alone, which holds files: beside it lie the sockets of their daemons, who build for anybody.
 */
export const ROOT_ALLOW_LIST: readonly string[] = [
	'usr',
	'bin',
	'sbin',
	'lib',
	'lib32',
	'lib64',
	'libx32',
	'etc',
	'opt',
	'nix/store',
	'gnu/store',
];

/** Whether an absolute path of the host is the same one in the sandbox. */
export const isSeenInside = (path: string): boolean =>
	ROOT_ALLOW_LIST.some((name) => path === `/${name}` || path.startsWith(`/${name}/`));

/** The host's tools that start a sandbox or stand in for one another. */
export const SANDBOX_TOOLS: readonly string[] = [
	...new Set([...REQUIRED_TOOLS.flatMap(({anyOf}) => anyOf), 'hostname', 'systemd-run', 'keyctl']),
];

import type {MountView} from '../domain/evidence.js';
import type {PackageTool} from './course-tools.js';
import {REQUIRED_TOOLS} from './required-tools.js';

/**
 * What the sandbox has to know of this host before it can be planned: no probing, only what is
 * read in a few milliseconds.
 */
export interface SandboxHost {
	/** The ids that everything in the sandbox runs as on the host; undefined: those of this program. */
	readonly dropTo: {readonly uid: number; readonly gid: number} | undefined;
	/** The allow-listed entries of `/`: a directory, or a symlink that is copied as it is. */
	readonly rootEntries: readonly RootEntry[];
	/** Every mount of this program's mount namespace, for the submounts and locked flags of the binds. */
	readonly mounts: readonly MountView[];
	/** Which of SANDBOX_TOOLS are on PATH. */
	readonly tools: ReadonlySet<string>;
	/** What installs a missing one. */
	readonly packageTool: PackageTool | undefined;
	readonly isRoot: boolean;
	/** A node binary that the ids above can execute; undefined where there is none. */
	readonly node: string | undefined;
	/** /proc/self/ns/time exists (Linux 5.6). */
	readonly timeNamespaces: boolean;
	/** RLIMIT_NOFILE, the hard limit. */
	readonly openFiles: number;
	readonly cgroup: CgroupOffer;
	/** Bytes of memory, for the total limit of a sandbox. */
	readonly memory: number;
}

export interface RootEntry {
	readonly name: string;
	readonly kind: 'directory' | 'symlink';
}

/** The control groups that a sandbox can have on this host. */
export type CgroupOffer =
	/** None of its own; the group that this program is in can be looked at where it is mounted. */
	| {
			readonly kind: 'none';
			readonly why: string;
			readonly readable: readonly CgroupHierarchy[];
	  }
	/** Real root on v1: a directory per controller under which groups can be made. */
	| {readonly kind: 'v1'; readonly controllers: readonly CgroupHierarchy[]}
	/** Real root on v2: groups are made by mkdir in `parent`. */
	| {readonly kind: 'v2'; readonly parent: string}
	/** v2, delegated by the systemd of this user on request. */
	| {readonly kind: 'systemd'; readonly environment: Readonly<Record<string, string>>};

export interface CgroupHierarchy {
	/** memory, pids or cpu; '' for v2. */
	readonly controller: string;
	/** What mounts it: `cpu,cpuacct` where the two stand together; '' for v2. */
	readonly mountOption: string;
	/** Absolute directory of this program's own group in it. */
	readonly group: string;
}

/**
 * The only entries of `/` that are to be seen in the sandbox. Everything else does not exist there:
 * a read-only bind would not stop a connect() to a socket, so /run and /tmp must be absent.
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
	'nix',
	'gnu',
];

/** The tools of the host that start a sandbox or stand in for one another. */
export const SANDBOX_TOOLS: readonly string[] = [
	...new Set([...REQUIRED_TOOLS.flatMap(({anyOf}) => anyOf), 'hostname', 'systemd-run']),
];

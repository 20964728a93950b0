// What a check may judge by: what the kernel says of the learner's processes, and what they typed.
import type {Execution} from './execution.js';
import type {NamespaceLinks} from './namespace.js';

/** `[inside, outside, count]` a line (user_namespaces(7)). */
export type IdMap = readonly (readonly [number, number, number])[];

/**
 * One process of the learner, as the kernel describes it from outside the sandbox.
 * The fields are those of /proc/PID/stat, status, ns and uid_map (proc(5)).
 */
export interface ProcessView {
	/** The number on the host. */
	readonly pid: number;
	/** One number per nested PID namespace, the outermost first (status: NSpid). */
	readonly nsPids: readonly number[];
	readonly parent: number;
	/** The tab whose shell it is or descends from. */
	readonly tab: string | undefined;
	/** How many forks below the tab's shell; 0 is the shell itself. */
	readonly depth: number;
	readonly comm: string;
	readonly argv: readonly string[];
	/** The kernel did not tell its arguments in time: `argv` is empty for that. */
	readonly argvUnread?: true;
	/** R S D T Z X (stat, field 3). */
	readonly state: string;
	/** Clock ticks since boot; pid and start time together are never reused (stat, field 22). */
	readonly startTime: number;
	readonly namespaces: NamespaceLinks;
	/** As this program reads it: the outside ids are those of its own user namespace. */
	readonly uidMap: IdMap;
	/** Real, effective, saved, file system uid, in this program's user namespace. */
	readonly uids: readonly number[];
	/** Effective capabilities (status: CapEff). */
	readonly capEff: bigint;
	readonly capBnd: bigint;
	/** The signals it catches or blocks (status: SigCgt, SigBlk); signal N is bit N-1. */
	readonly heeded: bigint;
	/** 0 off, 1 strict, 2 filter. */
	readonly seccomp: number;
	readonly noNewPrivs: boolean;
	/** Its root directory by device and inode, so that a chroot shows: `'0:45/2'`. */
	readonly root: string;
	/** The number of processors it may run on (status: Cpus_allowed_list, counted). */
	readonly cpus: number;
	/** Which ones: the list of status, `'0-3,8'`. */
	readonly cpuList: string;
	/** Seconds that its time namespace adds to the time since boot (timens_offsets: boottime). */
	readonly bootOffset: number;
	/** It is in the foreground process group of its terminal. */
	readonly foreground: boolean;
}

/** Names a process for good: a pid may be reused, but not within the same clock tick. */
export const identityOf = ({pid, startTime}: Pick<ProcessView, 'pid' | 'startTime'>): string =>
	`${pid}@${startTime}`;

/** A command that the learner's shell announced, or that was seen to run unannounced. */
export interface CommandRun {
	/** Counts the commands of a tab; while one runs, and when it prints later, it keeps its number. */
	readonly id: number;
	readonly tab: string;
	/** What the learner typed; without marks, the bytes they typed since the last prompt. */
	readonly line: string;
	/** Exit status; undefined while it runs, and where no mark reported one. */
	readonly status: number | undefined;
	/** What it printed, without escape sequences; beyond 256 kB the middle is dropped. */
	readonly output: string;
	/** What the learner typed into it while it ran; the terminal echoes it into `output`. */
	readonly typed: string;
	/**
	 * `$BASHPID` of the shell that announced it, in its own PID namespace; undefined without marks.
	 */
	readonly shellPid: number | undefined;
	/**
	 * What the shells executed for it, in order; undefined where they did not tell, so that the line is
	 * all there is to go by.
	 */
	readonly executed: readonly Execution[] | undefined;
	/** False where the shell gave no marks; the output may then include the echo of the typing. */
	readonly marked: boolean;
	/** Set where a sentence is to be said of it: a status that nobody saw is then none. */
	readonly onlySeen?: boolean;
}

/** What the kernel reports of one control group, v1 or v2; `undefined` where this host doesn't. */
export interface CgroupView {
	/** Relative to the sandbox's own group: `'/'`, `'/api'`. */
	readonly path: string;
	/** Bytes; `'max'` is no limit. */
	readonly memoryMax: number | 'max' | undefined;
	readonly memoryCurrent: number | undefined;
	/** The most that was ever in use (memory.peak, since Linux 5.19; memory.max_usage_in_bytes of v1). */
	readonly memoryPeak: number | undefined;
	readonly oomKills: number | undefined;
	readonly pidsMax: number | 'max' | undefined;
	readonly pidsCurrent: number | undefined;
	/** How often a fork was refused (pids.events: max). */
	readonly pidsRefused: number | undefined;
	/** Microseconds of CPU time per period, and the period in microseconds. */
	readonly cpuMax: {readonly quota: number | 'max'; readonly period: number} | undefined;
	readonly cpuThrottled: number | undefined;
	/** Host pids of the processes in it; on v1, in any of the hierarchies. */
	readonly members: readonly number[];
	/** The members in every hierarchy that has this group, so that all its limits apply to them. */
	readonly membersThroughout: readonly number[];
}

/** Something a check asks to have looked up at every moment before it judges. */
export type Probe =
	/**
	 * /proc/PID/mountinfo of the tab's shell and all processes below it; without `tab`, of all tabs.
	 */
	| {readonly kind: 'mounts'; readonly tab?: string}
	/**
	 * A file as the tab's foreground process sees it, through its mounts; without `tab`, the tab in
	 * which something happened. With `followed`, what a symlink leads to instead of the link.
	 */
	| {
			readonly kind: 'file';
			readonly tab?: string;
			readonly path: string;
			readonly followed?: true;
	  }
	/** The control groups of the sandbox. */
	| {readonly kind: 'cgroups'}
	/**
	 * The host name that the tab's shell and every process below it see; without `tab`, of all tabs.
	 */
	| {readonly kind: 'hostnames'; readonly tab?: string};

/** One line of /proc/PID/mountinfo, the fields by their names in proc_pid_mountinfo(5). */
export interface MountView {
	/** What is mounted, as it was named: a device, a directory, or any word (mount source). */
	readonly source: string;
	readonly mountPoint: string;
	/** The file system, as `MAJOR:MINOR`; two mounts of one have the same. */
	readonly device?: string;
	readonly root: string;
	readonly type: string;
	readonly options: readonly string[];
	readonly superOptions: readonly string[];
	/** `shared:N`, `master:N`, `unbindable`; empty is private. */
	readonly propagation: readonly string[];
}

export interface FileView {
	readonly type: 'file' | 'directory' | 'symlink' | 'device' | 'other' | 'missing';
	/** Octal permission bits: `'0644'`. */
	readonly mode: string;
	/** Owner as seen from outside, on the host. */
	readonly uid: number;
	readonly size: number;
	/** Major and minor of a device node: `'0:0'`. */
	readonly device: string;
	/** The first 64 kB of a regular file; the target of a symlink. */
	readonly content: string;
	/** Hex SHA-256 of the whole regular file up to 16 MB. */
	readonly sha256: string;
}

export type ProbeAnswer =
	| {readonly kind: 'mounts'; readonly byPid: ReadonlyMap<number, readonly MountView[]>}
	| {readonly kind: 'file'; readonly file: FileView}
	| {readonly kind: 'cgroups'; readonly groups: readonly CgroupView[]}
	| {readonly kind: 'hostnames'; readonly byPid: ReadonlyMap<number, string>}
	| Unread;

/** Something could not be read; `why` is for the learner. */
export interface Unread {
	readonly kind: 'unreadable';
	readonly why: string;
	/** It took too long, which says nothing of whether it can be read. */
	readonly isLate?: true;
}

/** The key of a probe's answer in a moment. */
export const probeKey = (probe: Probe): string => JSON.stringify(probe, Object.keys(probe).sort());

/** What was seen at one instant: at a prompt, or while a command runs. */
export interface Moment {
	/** The tab in which something happened. */
	readonly tab: string;
	/** The command that just ended there, or that runs (status undefined). */
	readonly command: CommandRun | undefined;
	readonly processes: readonly ProcessView[];
	/**
	 * The first shell of each tab as it was when it was first seen: what others are compared with, since
	 * an `exec` gives the shell itself new namespaces.
	 */
	readonly firstShells?: ReadonlyMap<string, ProcessView>;
	/** Why the processes could not be looked at, so that there are none here: for the learner. */
	readonly unread?: string;
	/** Answers to the open step's probes, by `probeKey`. */
	readonly answers: ReadonlyMap<string, ProbeAnswer>;
}

/** Everything a check may judge by, all of it since the open step opened. */
export interface Evidence {
	readonly moments: readonly Moment[];
	/** The moments before these, where a check is judged by a part of them. */
	readonly earlier?: readonly Moment[];
	/** How things stood when the step opened, so that a change shows. */
	readonly before: Moment | undefined;
	/** What this program read from the kernel outside the sandbox, and this attempt's values. */
	readonly facts: Facts;
	/** What the learner answered to the open question, newest last. */
	readonly answers: readonly string[];
}

/** Facts and values by name: `kernel.release`, `host.ns.pid`, `port`. */
export type Facts = ReadonlyMap<string, string>;

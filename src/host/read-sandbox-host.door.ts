// Reads what planning a sandbox needs of this host, so fast that every start can afford it.

import {
	accessSync,
	constants,
	existsSync,
	lstatSync,
	readdirSync,
	readlinkSync,
	realpathSync,
	statSync,
} from 'node:fs';
import {totalmem} from 'node:os';
import {dirname, join, normalize} from 'node:path';
import process from 'node:process';
import type {IdMap, MountView} from '../domain/evidence.js';
import {parseMountinfo, parseUidMap} from '../domain/proc.js';
import {readText} from '../files/read-text.door.js';
import {PACKAGE_TOOLS} from './course-tools.js';
import {type CgroupSituation, offerCgroup, ownCgroups} from './offer-cgroup.js';
import {
	type CgroupHierarchy,
	type CgroupOffer,
	type HardLimits,
	isSeenInside,
	ROOT_ALLOW_LIST,
	type RootEntry,
	SANDBOX_TOOLS,
	type SandboxHost,
} from './sandbox-host.js';
import {toolDirectories} from './tool-directories.js';

/** Where tools are looked for, inside the sandbox and outside. */
export const TOOL_DIRECTORIES: readonly string[] = toolDirectories(
	process.env['PATH'] ?? '',
	resolveRootsOwn,
);

/** Where a directory really is, if only root can put or replace anything there; else undefined. */
export function resolveRootsOwn(directory: string): string | undefined {
	try {
		const real = realpathSync(directory);
		return statSync(real).isDirectory() && isRootsOwn(real) ? real : undefined;
	} catch {
		return undefined;
	}
}

/**
 * A function, and so are those it calls, since TOOL_DIRECTORIES asks it while this file is loaded.
 * A sticky directory may be written to by others, who can't replace what is root's (inode(7)).
 */
function isRootsOwn(path: string): boolean {
	return upToRoot(path).every((at) => {
		const {uid, mode} = statSync(at);
		return uid === 0 && ((mode & 0o022) === 0 || (at !== path && (mode & 0o1000) !== 0));
	});
}

/** A path and every directory above it. */
function upToRoot(path: string): readonly string[] {
	return path === '/' ? [path] : [path, ...upToRoot(dirname(path))];
}

/**
 * Reads what the sandbox needs to know of this host. It reads only files, takes a millisecond or
 * two, starts nothing and never throws.
 */
export function readSandboxHost(): SandboxHost {
	const mounts = parseMountinfo(readText('/proc/self/mountinfo') ?? '');
	const dropTo = unusedIds();
	const node = reachableNode(dropTo?.uid);
	return {
		dropTo,
		rootEntries: readRootEntries(),
		mounts,
		tools: new Set(SANDBOX_TOOLS.filter(hasTool)),
		toolDirectories: TOOL_DIRECTORIES,
		packageTool: PACKAGE_TOOLS.find(hasTool),
		isRoot: process.getuid?.() === 0,
		arch: process.arch,
		node,
		nodeLibraries: node === undefined ? [] : librariesBeside(node),
		timeNamespaces: existsSync('/proc/self/ns/time'),
		noColour: (process.env['NO_COLOR'] ?? '') !== '',
		trueColour: /^(?:truecolor|24bit)$/.test(process.env['COLORTERM'] ?? ''),
		limits: parseHardLimits(readText('/proc/self/limits') ?? ''),
		cgroup: readCgroupOffer(mounts),
		memory: totalmem(),
	};
}

/** Whether a tool is there to be run, also from inside the sandbox. */
export function hasTool(name: string): boolean {
	return TOOL_DIRECTORIES.some((directory) => {
		try {
			accessSync(join(directory, name), constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
}

/** Distributions leave 65520 to 65533 unused; the highest come first. */
const RESERVED_IDS: readonly number[] = Array.from({length: 14}, (_, index) => 65_533 - index);

/**
 * Root must become somebody else before the first user namespace: its uid owns the host's files and
 * is exempt from RLIMIT_NPROC. This is an id that no process has, or else one that another program
 * of this kind reads with: every one of them is better than root's.
 */
function unusedIds(): SandboxHost['dropTo'] {
	if (process.getuid?.() !== 0) return undefined;
	const uids = parseUidMap(readText('/proc/self/uid_map') ?? '');
	const gids = parseUidMap(readText('/proc/self/gid_map') ?? '');
	const ours = userNamespace('self');
	const isUsed = (id: number, by: string): boolean =>
		// Another user namespace is somebody's sandbox, perhaps one of this very program.
		RESERVED_IDS.includes(id) && userNamespace(by) === ours;
	const used = new Set(
		readdirSync('/proc').flatMap((name) => {
			const uid = /^\d+$/.test(name) ? realUid(name) : undefined;
			return uid !== undefined && isUsed(uid, name) ? [uid] : [];
		}),
	);
	const mapped = RESERVED_IDS.filter((id) => isMapped(id, uids) && isMapped(id, gids));
	// Root of a user namespace that maps no other id is an ordinary user already.
	const uid = mapped.find((id) => !used.has(id)) ?? mapped[0];
	return uid === undefined ? undefined : {uid, gid: uid};
}

/** Whether an id is mapped in a user namespace (user_namespaces(7), the lines of its map). */
export const isMapped = (id: number, map: IdMap): boolean =>
	map.some(([inside, , count]) => id >= inside && id < inside + count);

/** Of all that status tells only this, for it is asked of every process of the host (proc_pid_status(5)). */
const realUid = (pid: string): number | undefined => {
	const uid = /^Uid:\s+(\d+)/m.exec(readText(`/proc/${pid}/status`) ?? '')?.[1];
	return uid === undefined ? undefined : Number(uid);
};

const userNamespace = (pid: string): string | undefined => {
	try {
		return readlinkSync(`/proc/${pid}/ns/user`);
	} catch {
		return undefined;
	}
};

function readRootEntries(): readonly RootEntry[] {
	return ROOT_ALLOW_LIST.flatMap((name): readonly RootEntry[] => {
		try {
			const entry = lstatSync(`/${name}`);
			if (entry.isSymbolicLink()) return [{name, kind: 'symlink'}];
			return entry.isDirectory() ? [{name, kind: 'directory'}] : [];
		} catch {
			return [];
		}
	});
}

/**
 * The node that runs this program if the sandbox's uid can reach it (root's own ~/.nvm is closed to
 * it), else one of the system's.
 */
function reachableNode(uid: number | undefined): string | undefined {
	const candidates = [process.execPath, ...TOOL_DIRECTORIES.map((bin) => join(bin, 'node'))];
	return candidates.flatMap((path) => {
		try {
			const real = realpathSync(path);
			return uid === undefined || othersCanRun(real) ? [real] : [];
		} catch {
			return [];
		}
	})[0];
}

/**
 * By the names under which they were loaded, which is how another process asks for them. Making node's
 * report takes time, so the kernel's list is looked at first (proc_pid_maps(5)).
 */
function librariesBeside(node: string): readonly string[] {
	const isBeside = (path: string): boolean =>
		path.startsWith('/') && path !== node && !isSeenInside(path);
	const mapped = (readText('/proc/self/maps') ?? '')
		.split('\n')
		.map((line) => line.slice(73).trim());
	if (node !== realpathSync(process.execPath) || !mapped.some(isBeside)) return [];
	const report: {readonly sharedObjects?: readonly string[]} = process.report.getReport();
	return (report.sharedObjects ?? []).map((path) => normalize(path)).filter(isBeside);
}

const othersCanRun = (path: string): boolean =>
	upToRoot(path).every((at) => (statSync(at).mode & 0o001) !== 0);

/** From /proc/PID/limits, whose columns are name, soft limit, hard limit, unit (proc_pid_limits(5)). */
export function parseHardLimits(limits: string): HardLimits {
	const hard = (name: string): number => {
		const value = new RegExp(`^Max ${name}\\s+\\S+\\s+(\\d+)`, 'm').exec(limits)?.[1];
		return value === undefined ? Number.POSITIVE_INFINITY : Number(value);
	};
	return {
		coreBytes: hard('core file size'),
		dataBytes: hard('data size'),
		fileBytes: hard('file size'),
		lockedBytes: hard('locked memory'),
		messageBytes: hard('msgqueue size'),
		openFiles: hard('open files'),
		pendingSignals: hard('pending signals'),
		processes: hard('processes'),
	};
}

/** The control groups this program is in and can look at. */
export const readOwnCgroups = (): readonly CgroupHierarchy[] =>
	ownCgroups(readCgroupSituation(parseMountinfo(readText('/proc/self/mountinfo') ?? ''))).filter(
		({group}) => existsSync(group),
	);

const readCgroupOffer = (mounts: readonly MountView[]): CgroupOffer =>
	offerCgroup(readCgroupSituation(mounts));

function readCgroupSituation(mounts: readonly MountView[]): CgroupSituation {
	return {
		mounts,
		membership: readText('/proc/self/cgroup') ?? '',
		isRoot: process.getuid?.() === 0,
		canWrite: (directory) => {
			try {
				accessSync(directory, constants.W_OK);
				return true;
			} catch {
				return false;
			}
		},
		childControllersOf: (directory) =>
			(readText(`${directory}/cgroup.subtree_control`) ?? '').trim().split(' '),
		userManager: readUserManager(),
	};
}

/** How to reach the user's own systemd, even from a login without a session (sudo, su, cron). */
function readUserManager(): Readonly<Record<string, string>> | undefined {
	const runtime = process.env['XDG_RUNTIME_DIR'] ?? `/run/user/${process.getuid?.() ?? 0}`;
	if (!hasTool('systemd-run') || !existsSync(`${runtime}/systemd/private`)) return undefined;
	return {
		XDG_RUNTIME_DIR: runtime,
		DBUS_SESSION_BUS_ADDRESS: process.env['DBUS_SESSION_BUS_ADDRESS'] ?? `unix:path=${runtime}/bus`,
	};
}

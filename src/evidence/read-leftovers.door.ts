// Takes stock of what sandboxes put on the host, to prove that none leaves anything behind.

import {readdirSync, readFileSync, readlinkSync} from 'node:fs';
import {parseMountinfo} from '../domain/proc.js';
import {STAGING_DIRECTORIES} from '../domain/shared-names.js';

/** What sandboxes may have left on the host, as sets, so that two looks can be compared. */
export interface Leftovers {
	/** Pids, on the host, of processes below this one that are in another PID namespace. */
	readonly processes: ReadonlySet<string>;
	/** Mount points of this mount namespace that belong to the root of a sandbox. */
	readonly mounts: ReadonlySet<string>;
	/** Control groups that this process made. */
	readonly cgroups: ReadonlySet<string>;
	/** Folders for temporary files that this process made. */
	readonly scratch: ReadonlySet<string>;
}

/** What this process makes carries its pid; another program's sandboxes are not its leftovers. */
const OUR_NAME = `container-lessons-${process.pid}-`;

/** Looks at the host's /proc, /proc/self/mountinfo, /sys/fs/cgroup and /tmp. Never throws. */
export function readLeftovers(): Leftovers {
	const mountinfo = orElse('', () => readFileSync('/proc/self/mountinfo', 'utf8'));
	return {
		processes: new Set(sandboxedBelow(process.pid)),
		mounts: new Set(
			parseMountinfo(mountinfo)
				.map(({mountPoint}) => mountPoint)
				.filter(isOfSandbox),
		),
		cgroups: new Set(cgroupsBelow('/sys/fs/cgroup', 3)),
		scratch: new Set(foldersIn('/tmp').filter((name) => name.startsWith(OUR_NAME))),
	};
}

/** Anyone may mount something; only sandboxes mount there. */
const isOfSandbox = (mountPoint: string): boolean =>
	STAGING_DIRECTORIES.some((at) => `${mountPoint}/`.startsWith(`${at}/root/`));

/** What is there now and was not before, as one sentence; undefined when there is nothing. */
export function findLeftovers(before: Leftovers, now: Leftovers): string | undefined {
	const found = (['processes', 'mounts', 'cgroups', 'scratch'] as const).flatMap((kind) => {
		const fresh = [...now[kind]].filter((name) => !before[kind].has(name));
		return fresh.length === 0 ? [] : [`${kind} ${fresh.slice(0, 5).join(', ')}`];
	});
	return found.length === 0 ? undefined : `it left behind ${found.join('; ')}`;
}

/** Processes come and go as we look, and folders may be closed to us: neither is a finding. */
function orElse<T>(otherwise: T, read: () => T): T {
	try {
		return read();
	} catch {
		return otherwise;
	}
}

function sandboxedBelow(pid: number): readonly string[] {
	const children = orElse('', () => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8'));
	return children
		.split(' ')
		.filter(Boolean)
		.flatMap((child) => [...(isElsewhere(child) ? [child] : []), ...sandboxedBelow(Number(child))]);
}

const isElsewhere = (pid: string): boolean =>
	orElse(false, () => readlinkSync(`/proc/${pid}/ns/pid`) !== readlinkSync('/proc/self/ns/pid'));

const foldersIn = (path: string): readonly string[] =>
	orElse([], () =>
		readdirSync(path, {withFileTypes: true})
			.filter((entry) => entry.isDirectory())
			.map(({name}) => name),
	);

function cgroupsBelow(path: string, depth: number): readonly string[] {
	if (depth === 0) return [];
	return foldersIn(path).flatMap((name) => {
		const child = `${path}/${name}`;
		return name.startsWith(OUR_NAME) ? [child] : cgroupsBelow(child, depth - 1);
	});
}

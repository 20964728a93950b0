// Finds the control groups of a process in the file systems where the reader sees them.

import type {GroupMembership} from '../domain/control-group.js';
import type {MountView} from '../domain/evidence.js';

/** The lines of /proc/PID/cgroup: `ID:CONTROLLERS:PATH`, v2 as `0::PATH` (cgroups(7)). */
export function parseMemberships(
	text: string,
	mounts: readonly MountView[],
): readonly GroupMembership[] {
	return text.split('\n').flatMap((line) => {
		const [, id, names = '', path] = /^(\d+):([^:]*):(.*)$/.exec(line) ?? [];
		if (id === undefined || path === undefined) return [];
		const controllers = names.split(',').filter(Boolean);
		return [{controllers, path, directory: directoryOf(controllers, path, mounts)}];
	});
}

/**
 * Where the group is: below the mount of its hierarchy whose root is above it. The path is relative to
 * the reader's own cgroup namespace, and begins with `/..` where it is outside of that.
 */
function directoryOf(
	controllers: readonly string[],
	path: string,
	mounts: readonly MountView[],
): string | undefined {
	const isIts = ({type, superOptions}: MountView): boolean =>
		controllers.length === 0
			? type === 'cgroup2'
			: type === 'cgroup' && controllers.every((name) => superOptions.includes(name));
	// A later mount covers an earlier one at the same place.
	for (const mount of mounts.filter(isIts).toReversed()) {
		const below = relativeTo(mount.root, path);
		if (below !== undefined) return `${mount.mountPoint}${below}`;
	}
	return undefined;
}

function relativeTo(root: string, path: string): string | undefined {
	if (path.split('/').includes('..')) return undefined;
	if (root === '/') return path === '/' ? '' : path;
	if (path === root) return '';
	return path.startsWith(`${root}/`) ? path.slice(root.length) : undefined;
}

/** The directories from a group's parent up to where its hierarchy is mounted, nearest first. */
export function directoriesAbove({path, directory}: GroupMembership): readonly GroupDirectory[] {
	if (directory === undefined) return [];
	const above: GroupDirectory[] = [];
	let up = directory;
	let at = path;
	while (at !== '/' && at !== '' && above.length < MOST_LEVELS) {
		at = at.slice(0, at.lastIndexOf('/'));
		const end = up.lastIndexOf('/');
		if (end <= 0) break;
		up = up.slice(0, end);
		above.push({path: at === '' ? '/' : at, directory: up});
	}
	return above;
}

export interface GroupDirectory {
	readonly path: string;
	readonly directory: string;
}

/** Deeper than any engine nests them. */
const MOST_LEVELS = 16;

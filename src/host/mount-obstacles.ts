// Finds what about the /proc or /sys of this host keeps the kernel from mounting another one.

import type {MountView} from '../domain/evidence.js';

/**
 * A new user namespace may mount a proc or sysfs only if it shows no more than the one that is there:
 * nothing may be covered, and the access-time flag is to be the same (mnt_already_visible() in
 * fs/namespace.c; mount_namespaces(7), "Restrictions on mount namespaces").
 */
export type MountObstacle =
	| {readonly kind: 'none'}
	/** Mounts on top of parts of it, by path, the first few. */
	| {readonly kind: 'covered'; readonly by: readonly string[]}
	/** Mounted `noatime` or `strictatime`, where the kernel's own default is `relatime`. */
	| {readonly kind: 'access-time'; readonly flag: string};

/** As many names as a sentence bears. */
const A_FEW = 3;

/** These are empty directories, made to be mounted on: what covers them hides nothing (SB_I_USERNS_VISIBLE). */
const MADE_FOR_MOUNTS =
	/^\/proc\/sys\/fs\/binfmt_misc$|^\/sys\/(fs\/|kernel\/|firmware\/efi\/efivars$)/;

export function mountObstacle(mounts: readonly MountView[], at: '/proc' | '/sys'): MountObstacle {
	const by = [
		...new Set(
			mounts
				.map(({mountPoint}) => mountPoint)
				.filter((point) => point.startsWith(`${at}/`) && !MADE_FOR_MOUNTS.test(point)),
		),
	];
	if (by.length > 0) return {kind: 'covered', by: by.slice(0, A_FEW)};
	const options = mounts.findLast(({mountPoint}) => mountPoint === at)?.options;
	if (options === undefined || options.includes('relatime')) return {kind: 'none'};
	// mountinfo has no word for strictatime: it is where neither of the others is.
	const flag = options.includes('noatime') ? 'noatime' : 'strictatime';
	return {kind: 'access-time', flag};
}

// Decides what the sandbox's file tree holds, and with which mounts it is made.

import {basename} from 'node:path';
import type {MountView} from '../domain/evidence.js';
import {STAGING_DIRECTORIES} from '../domain/shared-names.js';
import type {SandboxHost} from '../host/sandbox-host.js';

/** One line of fstab(5). */
export interface PlannedMount {
	readonly source: string;
	readonly target: string;
	readonly type: string;
	readonly options: string;
}

/**
 * A directory or a mount of the host, in two ways. Over the first nobody reaches a socket or FIFO of
 * the host, for what overlayfs shows are inodes of its own; the second is for where the kernel
 * refuses that, and needs a look at what lies in it (docs/decisions/0015).
 */
export interface HostPart {
	readonly overlay: PlannedMount;
	readonly bind: PlannedMount;
}

export interface MountPlan {
	/** A directory of the host that a tmpfs covers, only in the sandbox's mount namespace. */
	readonly staging: string;
	/** Directories of the new root, relative to it. */
	readonly directories: readonly string[];
	/** Empty files for something to be bound onto. */
	readonly files: readonly string[];
	/** Symlinks of the host, copied as they are. */
	readonly symlinks: readonly string[];
	/** The tree itself, bound read-only onto where the others are made. */
	readonly root: PlannedMount;
	/** What of the host no mount of the host lies below: laid over. */
	readonly whole: readonly HostPart[];
	/** The rest, bound with the mounts in it: none that holds a mount can be laid over. */
	readonly parted: readonly PlannedMount[];
	/** Those mounts, parents first. Of `rbind,ro` only the first mount is read-only. */
	readonly submounts: readonly HostPart[];
	readonly mounts: readonly PlannedMount[];
	/** Made after the others; the sandbox does without any that fails. */
	readonly optionalMounts: readonly PlannedMount[];
}

const DEVICES = ['null', 'zero', 'full', 'random', 'urandom', 'tty'];
const EMPTY = ['proc', 'sys', 'tmp', 'home/learner', 'root', 'var', 'mnt', 'srv', 'media', 'boot'];
/** One of them, which nobody can put anything into: the tree is read-only. */
const EMPTY_LAYER = 'srv';
/** How much each of the learner's file systems may hold: 128 MiB, 8192 files. */
const LEARNER_SPACE = 'nosuid,nodev,size=128m,nr_inodes=8k';

/**
 * The root of the sandbox: the host's programs read-only, everything else empty.
 *
 * The tree is built in `staging` and bound read-only onto its own /root, so that no remount is
 * needed; one `mount -a -T` makes all of it, thirteen times as fast as a mount(8) each.
 */
export function planMounts(host: SandboxHost, optional: readonly PlannedMount[]): MountPlan {
	const staging = STAGING_DIRECTORIES.find(
		(path) => ![host.node ?? '', ...host.nodeLibraries].some((bound) => bound.startsWith(path)),
	);
	const root = `${staging ?? '/tmp'}/root`;
	const directories = host.rootEntries.filter(({kind}) => kind === 'directory');
	const parts = directories.map(({name}) => ({
		path: `/${name}`,
		submounts: submountsBelow(host, `/${name}`),
	}));
	const whole = parts.filter(({submounts}) => submounts.length === 0);
	const parted = parts.filter(({submounts}) => submounts.length > 0);
	const links = host.rootEntries.filter(({kind}) => kind === 'symlink');
	// A node that is linked to them by its own place ($ORIGIN/../lib, ld.so(8)) finds them there, too.
	const libraries = host.nodeLibraries.map((path) => ({
		path,
		target: `run/lesson/lib/${basename(path)}`,
	}));
	const bind = (source: string, target: string, options: string): PlannedMount => ({
		source,
		target: `${root}/${target}`,
		type: 'none',
		options,
	});
	const make = (type: string, target: string, options: string): PlannedMount => ({
		source: type,
		target: `${root}/${target}`,
		type,
		options,
	});
	const part = (path: string, kind: string): HostPart => {
		const options = readOnly(coveringMount(host.mounts, path));
		const target = `${root}${path}`;
		// Without an upper layer overlayfs wants two; the other one is empty and stays so.
		const layers = `lowerdir=${path}:${staging ?? '/tmp'}/${EMPTY_LAYER}`;
		return {
			overlay: {source: 'overlay', target, type: 'overlay', options: `${options},${layers}`},
			bind: {source: path, target, type: 'none', options: `${kind},${options}`},
		};
	};
	return {
		staging: staging ?? '/tmp',
		directories: [
			...EMPTY,
			...directories.map(({name}) => name),
			'dev/pts',
			'dev/shm',
			...['run/lesson/bin', 'run/lesson/lib'],
		],
		files: [
			...DEVICES.map((name) => `dev/${name}`),
			...['dev/ptmx', 'run/lesson/bin/node'],
			...libraries.map(({target}) => target),
		],
		symlinks: [
			...links.map(({name}) => `/${name}`),
			'/dev/fd',
			'/dev/stdin',
			'/dev/stdout',
			'/dev/stderr',
		],
		root: bind(staging ?? '/tmp', '', 'bind,ro,nosuid,nodev'),
		whole: whole.map(({path}) => part(path, 'rbind')),
		parted: parted.map(({path}) => part(path, 'rbind').bind),
		submounts: parts
			.flatMap(({submounts}) => submounts)
			.map(({mountPoint}) => part(mountPoint, 'remount,bind')),
		mounts: [
			make('proc', 'proc', 'nosuid,nodev,noexec'),
			make('sysfs', 'sys', 'nosuid,nodev,noexec,ro'),
			...DEVICES.map((name) => bind(`/dev/${name}`, `dev/${name}`, 'bind,nosuid,noexec')),
			make('devpts', 'dev/pts', 'newinstance,ptmxmode=0666,mode=620,nosuid,noexec'),
			bind(`${root}/dev/pts/ptmx`, 'dev/ptmx', 'bind,nosuid,noexec'),
			make('tmpfs', 'dev/shm', 'mode=1777,nosuid,nodev,size=16m'),
			make('tmpfs', 'tmp', `mode=1777,${LEARNER_SPACE}`),
			make('tmpfs', 'home/learner', `mode=755,${LEARNER_SPACE}`),
			...['passwd', 'group'].map((name) =>
				bind(`${root}/run/lesson/${name}`, `etc/${name}`, 'bind,ro,nosuid,nodev'),
			),
			...(host.node === undefined
				? []
				: [
						bind(
							host.node,
							'run/lesson/bin/node',
							`bind,${readOnly(coveringMount(host.mounts, host.node))}`,
						),
					]),
			...libraries.map(({path, target}) =>
				bind(path, target, `bind,${readOnly(coveringMount(host.mounts, path))}`),
			),
		],
		optionalMounts: optional.map((mount) => ({...mount, target: `${root}${mount.target}`})),
	};
}

/** As in /etc/fstab, with blanks and backslashes as octal escapes (fstab(5)). */
export const fstabText = (mounts: readonly PlannedMount[]): string =>
	mounts
		.map(
			({source, target, type, options}) =>
				`${[source, target.replace(/\/$/, ''), type, options].map(escapeField).join(' ')}\n`,
		)
		.join('');

const escapeField = (field: string): string =>
	field.replaceAll(
		/[\s\\#]/g,
		(character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
	);

/**
 * A mount that comes from another user namespace has its flags locked: a remount that would drop
 * noexec is refused (mount_namespaces(7)). Access-time flags are kept by the kernel itself.
 */
const readOnly = (mount: MountView | undefined): string =>
	['ro', 'nosuid', 'nodev', ...(mount?.options.includes('noexec') ? ['noexec'] : [])].join(',');

/** The mount a path is on: the longest mount point that is a prefix; among equals, the last. */
function coveringMount(mounts: readonly MountView[], path: string): MountView | undefined {
	return mounts
		.filter(({mountPoint}) => isWithin(path, mountPoint))
		.reduce<MountView | undefined>(
			(best, mount) =>
				best === undefined || mount.mountPoint.length >= best.mountPoint.length ? mount : best,
			undefined,
		);
}

const isWithin = (path: string, directory: string): boolean =>
	directory === '/' || path === directory || path.startsWith(`${directory}/`);

/** The host's mounts below a directory. Of those stacked on one point only the last is visible. */
const submountsBelow = (host: SandboxHost, directory: string): readonly MountView[] => [
	...new Map(
		host.mounts
			.filter(({mountPoint}) => mountPoint.startsWith(`${directory}/`))
			.map((mount) => [mount.mountPoint, mount]),
	).values(),
];

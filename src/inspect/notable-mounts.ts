// Chooses from a mount table what says how a process is kept apart, and finds it on the host.

import type {MountView} from '../domain/evidence.js';
import type {MountFacts, NotableMount} from '../domain/inspection.js';

/** File systems whose files are elsewhere, and which may keep whoever touches them waiting. */
const NETWORK = /^(?:nfs4?|cifs|smb3|ceph|glusterfs|9p|virtiofs|afs|lustre|fuse(?:\..+|blk)?)$/;

/** Whoever can write to one of these can have any container made, with all of the host in it. */
const ENGINE_SOCKET = /(?:^|\/)(?:docker|containerd|podman|crio)\.sock$/;

/** Kinds of file system of which every mount namespace has its own, or all have the same. */
const OF_THE_KERNEL =
	/^(?:proc|sysfs|cgroup2?|devpts|mqueue|securityfs|debugfs|tracefs|bpf|pstore|configfs|binfmt_misc|fusectl|hugetlbfs|efivarfs|nsfs|autofs|rpc_pipefs)$/;

/** No more are shown: what has thousands is a bug of somebody's. */
const MOST = 100;

export interface MountTables {
	/** The process's own table, the lines that were read. */
	readonly own: readonly MountView[];
	readonly isWhole: boolean;
	/** The base's; undefined where the process is in that very namespace. */
	readonly base: readonly MountView[] | undefined;
}

export function notableMounts({own, isWhole, base}: MountTables): MountFacts {
	const visible = ofEachPlace(own);
	const root = visible.find(({mountPoint}) => mountPoint === '/');
	const isOverKernel = ({mountPoint}: MountView): boolean => /^\/(?:proc|sys)\//.test(mountPoint);
	const others = visible.filter((mount) => mount !== root && !isOverKernel(mount));
	const isShown = ({why}: NotableMount): boolean => base !== undefined || why === 'network';
	return {
		count: own.length,
		isWhole,
		notable: [
			...(root === undefined
				? []
				: [{mount: root, hostPath: hostPathOf(root, base), why: 'root' as const}]),
			...others.flatMap((mount) => notable(mount, base)).filter(isShown),
		].slice(0, MOST),
		...overKernel(visible.filter(isOverKernel), base !== undefined),
	};
}

/** A mount covers what was mounted at the same place before (mount(2)). */
const ofEachPlace = (mounts: readonly MountView[]): readonly MountView[] => [
	...new Map(mounts.map((mount) => [mount.mountPoint, mount])).values(),
];

function notable(
	mount: MountView,
	base: readonly MountView[] | undefined,
): readonly NotableMount[] {
	const hostPath = hostPathOf(mount, base);
	if (ENGINE_SOCKET.test(mount.root) || ENGINE_SOCKET.test(mount.mountPoint)) {
		return [{mount, hostPath, why: 'engine-socket'}];
	}
	if (NETWORK.test(mount.type)) return [{mount, hostPath, why: 'network'}];
	if (hostPath !== undefined) return [{mount, hostPath, why: 'of-the-host'}];
	const isShared = mount.propagation.some((field) => /^(?:shared|master):/.test(field));
	return isShared && !OF_THE_KERNEL.test(mount.type) ? [{mount, hostPath, why: 'shared'}] : [];
}

/** The path in the base's namespace at which the same directory of the same file system is. */
function hostPathOf(mount: MountView, base: readonly MountView[] = []): string | undefined {
	if (OF_THE_KERNEL.test(mount.type) || mount.device === undefined) return undefined;
	const candidates = ofEachPlace(base).flatMap((one) => {
		if (one.device !== mount.device) return [];
		const below = pathBelow(one.root, mount.root);
		return below === undefined
			? []
			: [{path: joined(one.mountPoint, below), length: one.root.length}];
	});
	// The mount that shows the least around it is the one that was bound.
	return candidates.toSorted((a, b) => b.length - a.length)[0]?.path;
}

function pathBelow(above: string, path: string): string | undefined {
	if (path === above) return '';
	const prefix = above === '/' ? '/' : `${above}/`;
	return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}

const joined = (directory: string, below: string): string => {
	if (below === '') return directory;
	return directory === '/' ? `/${below}` : `${directory}/${below}`;
};

/**
 * What engines lay over /proc and /sys: a null device or an empty tmpfs hides a path, the file system itself
 * once more, read-only, keeps it from being written to (OCI runtime-spec, maskedPaths, readonlyPaths).
 */
function overKernel(
	mounts: readonly MountView[],
	isOwn: boolean,
): Pick<MountFacts, 'masked' | 'readOnly'> {
	if (!isOwn) return {masked: [], readOnly: []};
	const paths = (chosen: (mount: MountView) => boolean): readonly string[] =>
		mounts
			.filter(chosen)
			.map(({mountPoint}) => mountPoint)
			.slice(0, MOST);
	// On v1 the tmpfs at /sys/fs/cgroup holds the places of the hierarchies.
	const holdsOthers = ({mountPoint}: MountView): boolean =>
		mounts.some((other) => other.mountPoint.startsWith(`${mountPoint}/`));
	const isMask = (mount: MountView): boolean =>
		mount.root === '/null' ||
		mount.type === 'devtmpfs' ||
		(mount.type === 'tmpfs' && mount.root === '/' && !holdsOthers(mount));
	const isFileSystem = ({type}: MountView): boolean => type === 'proc' || type === 'sysfs';
	return {
		masked: paths(isMask),
		readOnly: paths((mount) => isFileSystem(mount) && mount.options.includes('ro')),
	};
}

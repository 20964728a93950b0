import type {CgroupOffer, MountPoint, V1Controller} from './sandbox-host.js';

/** What was read of this program's control groups. */
export interface CgroupSituation {
	readonly mounts: readonly MountPoint[];
	/** The text of /proc/self/cgroup. */
	readonly membership: string;
	readonly isRoot: boolean;
	/** Whether this program may make directories there. */
	readonly canWrite: (directory: string) => boolean;
	/** The controllers that the children of a v2 group get, or could be given: cgroup.controllers. */
	readonly controllersOf: (directory: string) => readonly string[];
	/** What systemd-run --user needs in its environment; undefined where no user manager can be asked. */
	readonly userManager: Readonly<Record<string, string>> | undefined;
}

/** The controllers that the course sets limits with. */
export const LIMITED: readonly string[] = ['memory', 'pids', 'cpu'];

/**
 * Which control groups a sandbox can have here. v2 counts only where it has the controllers: a hybrid
 * host mounts an empty one beside v1 (cgroups(7)).
 */
export function offerCgroup(situation: CgroupSituation): CgroupOffer {
	const v2 = situation.mounts.find(
		({mountPoint, type}) => type === 'cgroup2' && mountPoint === '/sys/fs/cgroup',
	);
	if (v2 !== undefined) return offerV2(situation, v2);
	const controllers = LIMITED.flatMap((controller) => v1Controller(situation, controller));
	if (controllers.length === 0) return {offer: 'none', why: 'no cgroup controller is mounted here'};
	if (!situation.isRoot) {
		return {offer: 'none', why: 'cgroup v1 delegates nothing to ordinary users'};
	}
	const writable = controllers.filter(({parent}) => situation.canWrite(parent));
	return writable.length > 0
		? {offer: 'v1', controllers: writable}
		: {offer: 'none', why: 'the cgroup file systems are mounted read-only'};
}

function offerV2(situation: CgroupSituation, v2: MountPoint): CgroupOffer {
	if (!situation.isRoot) {
		return situation.userManager === undefined
			? {offer: 'none', why: 'no systemd user session that could delegate a cgroup'}
			: {offer: 'systemd', environment: situation.userManager};
	}
	if (!situation.canWrite(v2.mountPoint)) {
		return {offer: 'none', why: 'the cgroup file system is mounted read-only'};
	}
	const has = new Set(situation.controllersOf(v2.mountPoint));
	return LIMITED.some((controller) => has.has(controller))
		? {offer: 'v2', parent: v2.mountPoint}
		: {offer: 'none', why: 'the cgroup file system has no controllers here'};
}

function v1Controller(
	{mounts, membership}: CgroupSituation,
	controller: string,
): readonly V1Controller[] {
	const mount = mounts.find(
		({type, superOptions}) => type === 'cgroup' && superOptions.includes(controller),
	);
	const line = membership
		.split('\n')
		.map((text) => text.split(':'))
		.find(([, controllers = '']) => controllers.split(',').includes(controller));
	const [, controllers, ...path] = line ?? [];
	if (mount === undefined || controllers === undefined) return [];
	// A container sees its own group as the root of the mount; the path then starts with that root.
	const group = path.join(':');
	const below = mount.root === '/' ? group : group.slice(mount.root.length);
	return [
		{
			controller,
			mountOption: controllers,
			parent: `${mount.mountPoint}${below === '/' ? '' : below}`,
		},
	];
}

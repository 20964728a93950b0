// Works out which control groups this host would let a sandbox have, from what was read of it.

import type {MountView} from '../domain/evidence.js';
import type {CgroupHierarchy, CgroupOffer} from './sandbox-host.js';

/** What was read about this program's control groups. */
export interface CgroupSituation {
	readonly mounts: readonly MountView[];
	/** The text of /proc/self/cgroup. */
	readonly membership: string;
	readonly isRoot: boolean;
	/** Whether this program may make directories there. */
	readonly canWrite: (directory: string) => boolean;
	/**
	 * cgroup.subtree_control: those that the children of a v2 group have. A group with processes in it
	 * can give none, unless it is the root of all (cgroup-v2, "No Internal Process Constraint"): the
	 * root of a container's cgroup namespace is not.
	 */
	readonly childControllersOf: (directory: string) => readonly string[];
	/**
	 * What systemd-run --user needs in its environment; undefined if there is no user manager to ask.
	 */
	readonly userManager: Readonly<Record<string, string>> | undefined;
}

/** A group whose children can have no limits, as in a container that has the file system to itself. */
export const NO_CHILD_CONTROLLERS =
	'the control group at /sys/fs/cgroup gives no controllers to groups made in it';

/** The controllers whose limits the course uses. */
const LIMITED: readonly string[] = ['memory', 'pids', 'cpu'];

/**
 * Which control groups a sandbox can have here. v2 counts only if it has controllers: a hybrid host
 * mounts one without any beside v1 (cgroups(7)).
 */
export function offerCgroup(situation: CgroupSituation): CgroupOffer {
	const v2 = unifiedMount(situation);
	return v2 === undefined ? offerV1(situation) : offerV2(situation, v2);
}

/** The groups this program is in, where they are mounted: one per v1 controller, or one for v2. */
export function ownCgroups(situation: CgroupSituation): readonly CgroupHierarchy[] {
	const v2 = unifiedMount(situation);
	return v2 === undefined
		? LIMITED.flatMap((controller) => v1Hierarchy(situation, controller))
		: [{controller: '', mountOption: '', group: ownGroup(situation, v2, '') ?? v2.mountPoint}];
}

const unifiedMount = ({mounts}: CgroupSituation): MountView | undefined =>
	mounts.find(({mountPoint, type}) => type === 'cgroup2' && mountPoint === '/sys/fs/cgroup');

function offerV1(situation: CgroupSituation): CgroupOffer {
	const controllers = ownCgroups(situation);
	const none = (why: string): CgroupOffer => ({kind: 'none', why, readable: controllers});
	if (controllers.length === 0) return none('no cgroup controller is mounted here');
	if (!situation.isRoot) return none('cgroup v1 delegates nothing to ordinary users');
	const writable = controllers.filter(({group}) => situation.canWrite(group));
	return writable.length > 0
		? {kind: 'v1', controllers: writable}
		: none('the cgroup file systems are mounted read-only');
}

function offerV2(situation: CgroupSituation, v2: MountView): CgroupOffer {
	const none = (why: string): CgroupOffer => ({
		kind: 'none',
		why,
		readable: ownCgroups(situation),
	});
	if (!situation.isRoot) {
		return situation.userManager === undefined
			? none('there is no systemd user session that could delegate a cgroup')
			: {kind: 'systemd', environment: situation.userManager};
	}
	if (!situation.canWrite(v2.mountPoint))
		return none('the cgroup file system is mounted read-only');
	const given = new Set(situation.childControllersOf(v2.mountPoint));
	return LIMITED.some((controller) => given.has(controller))
		? {kind: 'v2', parent: v2.mountPoint}
		: none(NO_CHILD_CONTROLLERS);
}

function v1Hierarchy(situation: CgroupSituation, controller: string): readonly CgroupHierarchy[] {
	const mount = situation.mounts.find(
		({type, superOptions}) => type === 'cgroup' && superOptions.includes(controller),
	);
	const group = mount && ownGroup(situation, mount, controller);
	const mountOption = memberships(situation).find(({controllers}) =>
		controllers.split(',').includes(controller),
	)?.controllers;
	return group === undefined || mountOption === undefined ? [] : [{controller, mountOption, group}];
}

/** A line of /proc/PID/cgroup is `ID:CONTROLLERS:PATH`, without controllers for v2 (cgroups(7)). */
const memberships = ({membership}: CgroupSituation) =>
	membership.split('\n').flatMap((line) => {
		const [, controllers, ...path] = line.split(':');
		return controllers === undefined ? [] : [{controllers, path: path.join(':')}];
	});

function ownGroup(
	situation: CgroupSituation,
	mount: MountView,
	controller: string,
): string | undefined {
	const own = memberships(situation).find(({controllers}) =>
		controllers.split(',').includes(controller),
	);
	if (own === undefined) return undefined;
	// A container may see only its own part mounted; the path then starts with the mount's root.
	const below =
		mount.root !== '/' && own.path.startsWith(mount.root)
			? own.path.slice(mount.root.length)
			: own.path;
	return `${mount.mountPoint}${below === '/' ? '' : below}`;
}

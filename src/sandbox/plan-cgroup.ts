// Decides which control groups a sandbox gets, and its limits, by what this host offers.

import type {SandboxCgroup} from '../domain/sandbox.js';
import type {CgroupHierarchy, CgroupOffer} from '../host/sandbox-host.js';
import type {PlannedMount} from './plan-mounts.js';

/** A cgroup directory to make before the sandbox starts and to remove after it. */
export interface CgroupDirectory {
	readonly path: string;
	/** Written in this order; those not `required` may be missing on older kernels. */
	readonly settings: readonly {
		readonly file: string;
		readonly value: string;
		readonly required: boolean;
	}[];
	/**
	 * Names in it that the sandbox's uid gets, so that the learner may make groups below; '' is
	 * itself.
	 */
	readonly owned: readonly string[];
}

/** How a sandbox gets control groups of its own. */
export interface CgroupPlan {
	/** Parents before children. */
	readonly directories: readonly CgroupDirectory[];
	/** The command that asks systemd for a scope; empty without. */
	readonly launcher: readonly string[];
	/** Run by sh before the namespaces are made; sets CGROUPS where the path is known only then. */
	readonly enter: string;
	/**
	 * The groups pid 1 joins; its cgroup namespace begins there. Empty where `enter` sets CGROUPS.
	 */
	readonly joins: readonly string[];
	readonly mounts: readonly PlannedMount[];
	/** The same, but the sandbox does without any that the kernel refuses. */
	readonly optionalMounts: readonly PlannedMount[];
	/** Run by pid 1 in the finished tree. */
	readonly settle: string;
	/** Where evidence is read from; an empty path is filled in with what `enter` reports. */
	readonly groups: readonly SandboxCgroup[];
}

const NO_CGROUP: CgroupPlan = {
	directories: [],
	launcher: [],
	enter: '',
	joins: [],
	mounts: [],
	optionalMounts: [],
	settle: '',
	groups: [],
};

const MOUNT = '/sys/fs/cgroup';
const FLAGS = 'nosuid,nodev,noexec';
const PIDS = 768;
/**
 * How deep and how many groups may lie below the sandbox's own, on v2, where the kernel holds such a
 * bound (cgroup-v2, cgroup.max.depth). A path of twelve longest names is shorter than PATH_MAX. On
 * v1 the janitor counts.
 */
const DEPTH = 12;
const DESCENDANTS = 256;

/** Half the memory, at most 1.5 GiB: a hog is stopped before the host feels it. */
export const memoryTotal = (hostMemory: number): number =>
	Math.min(1.5 * 1024 ** 3, Math.floor(hostMemory / 2));

/**
 * The control groups of one sandbox: its own, with limits on everything in it, and below that a
 * tree the learner owns. `name` must be unique on this host.
 */
export function planCgroup(offer: CgroupOffer, name: string, hostMemory: number): CgroupPlan {
	const memory = memoryTotal(hostMemory);
	switch (offer.kind) {
		case 'none':
			return planReadable(offer.readable);
		case 'v1':
			return planV1(offer, name, memory);
		case 'v2':
			return planV2(`${offer.parent}/${name}`, memory);
		case 'systemd':
			return planScope(memory);
	}
}

/**
 * This program's own group, read-only, for a look at its counters. The cgroup namespace shows
 * nothing above it.
 */
function planReadable(readable: readonly CgroupHierarchy[]): CgroupPlan {
	return {
		...NO_CGROUP,
		optionalMounts: readable.some(({controller}) => controller === '')
			? [{...V2_MOUNT, options: `${FLAGS},ro`}]
			: v1Mounts(readable, ',ro'),
		groups: readable.map(({controller, group}) => ({
			controller,
			path: group,
			mountPoint: controller === '' ? MOUNT : `${MOUNT}/${controller}`,
			isOwn: false,
		})),
	};
}

const v1Mounts = (
	hierarchies: readonly CgroupHierarchy[],
	extra: string,
): readonly PlannedMount[] =>
	hierarchies.length === 0
		? []
		: [
				{
					source: 'tmpfs',
					target: MOUNT,
					type: 'tmpfs',
					options: 'mode=755,nosuid,nodev,noexec,size=64k',
				},
				...hierarchies.map(({controller, mountOption}) => ({
					source: 'cgroup',
					target: `${MOUNT}/${controller}`,
					type: 'cgroup',
					options: `${FLAGS},${mountOption},X-mount.mkdir${extra}`,
				})),
			];

function planV1(
	offer: Extract<CgroupOffer, {kind: 'v1'}>,
	name: string,
	memory: number,
): CgroupPlan {
	const settings: Readonly<Record<string, CgroupDirectory['settings']>> = {
		memory: [
			{file: 'memory.use_hierarchy', value: '1', required: false},
			{file: 'memory.limit_in_bytes', value: `${memory}`, required: true},
			{file: 'memory.memsw.limit_in_bytes', value: `${memory}`, required: false},
		],
		pids: [{file: 'pids.max', value: `${PIDS}`, required: true}],
		cpu: [{file: 'cpu.shares', value: '512', required: false}],
	};
	const directories = offer.controllers.map(({controller, group}) => ({
		path: `${group}/${name}`,
		settings: settings[controller] ?? [],
		owned: ['', 'cgroup.procs', 'tasks'],
	}));
	return {
		...NO_CGROUP,
		directories,
		joins: directories.map(({path}) => path),
		mounts: v1Mounts(offer.controllers, ''),
		groups: offer.controllers.map(({controller, group}) => ({
			controller,
			path: `${group}/${name}`,
			mountPoint: `${MOUNT}/${controller}`,
			isOwn: true,
		})),
	};
}

const ENABLE = (group: string): string =>
	`for controller in memory pids cpu; do echo "+$controller" >${group}/cgroup.subtree_control || :; done 2>/dev/null`;

/**
 * v2 moves a process only where the mover may write to the cgroup.procs of the common ancestor, and
 * gives controllers only to children of groups without processes (cgroup-v2, "Delegation
 * Containment", "No Internal Process Constraint"). So OWN/outer holds what waits outside, OWN/box
 * is the learner's, and their shells are in OWN/box/shell.
 */
const SETTLE_V2 = `mkdir ${MOUNT}/shell
echo 0 >${MOUNT}/shell/cgroup.procs
${ENABLE(MOUNT)}
`;

const V2_MOUNT: PlannedMount = {
	source: 'cgroup2',
	target: MOUNT,
	type: 'cgroup2',
	options: FLAGS,
};
const V2_OWNED = ['', 'cgroup.procs', 'cgroup.subtree_control', 'cgroup.threads'];

function planV2(own: string, memory: number): CgroupPlan {
	return {
		...NO_CGROUP,
		directories: [
			{
				path: own,
				settings: [
					{file: 'memory.max', value: `${memory}`, required: false},
					{file: 'memory.swap.max', value: '0', required: false},
					{file: 'pids.max', value: `${PIDS}`, required: false},
					{file: 'cpu.weight', value: '50', required: false},
					{file: 'cgroup.max.depth', value: `${DEPTH}`, required: false},
					{file: 'cgroup.max.descendants', value: `${DESCENDANTS}`, required: false},
					...['+memory', '+pids', '+cpu'].map((value) => ({
						file: 'cgroup.subtree_control',
						value,
						required: false,
					})),
				],
				owned: ['cgroup.procs'],
			},
			{path: `${own}/outer`, settings: [], owned: ['', 'cgroup.procs']},
			{path: `${own}/box`, settings: [], owned: V2_OWNED},
		],
		enter: `echo 0 >${own}/outer/cgroup.procs`,
		joins: [`${own}/box`],
		mounts: [V2_MOUNT],
		settle: SETTLE_V2,
		groups: [{controller: '', path: `${own}/box`, mountPoint: MOUNT, isOwn: true}],
	};
}

/** systemd makes the group, owns the limits and removes it with its last process. */
function planScope(memory: number): CgroupPlan {
	return {
		...NO_CGROUP,
		launcher: [
			'systemd-run',
			'--user',
			'--scope',
			'--quiet',
			'--collect',
			...['Delegate=yes', `MemoryMax=${memory}`, 'MemorySwapMax=0', `TasksMax=${PIDS}`].flatMap(
				(property) => ['-p', property],
			),
		],
		enter: `while IFS=: read -r _ controllers group; do
	[ -n "$controllers" ] || own=${MOUNT}$group
done </proc/self/cgroup
mkdir "$own/outer" "$own/box"
echo 0 >"$own/outer/cgroup.procs"
for limit in depth=${DEPTH} descendants=${DESCENDANTS}; do
	echo "\${limit#*=}" >"$own/cgroup.max.\${limit%=*}" || :
done 2>/dev/null
${ENABLE('"$own"')}
export CGROUPS="$own/box"
echo "cgroup $own/box"
unset XDG_RUNTIME_DIR DBUS_SESSION_BUS_ADDRESS`,
		mounts: [V2_MOUNT],
		settle: SETTLE_V2,
		groups: [{controller: '', path: '', mountPoint: MOUNT, isOwn: true}],
	};
}

// The config.json of a container as Docker would start it (runtime-spec), and what the ways of the matrix change in it.
import {readFileSync} from 'node:fs';

/** moby's defaults: oci/caps/defaults.go and oci/defaults.go. */
const DOCKER = [
	...['CHOWN', 'DAC_OVERRIDE', 'FSETID', 'FOWNER', 'MKNOD', 'NET_RAW', 'SETGID', 'SETUID'],
	...['SETFCAP', 'SETPCAP', 'NET_BIND_SERVICE', 'SYS_CHROOT', 'KILL', 'AUDIT_WRITE'],
].map((name) => `CAP_${name}`);
const MASKED = [
	...[
		'asound',
		'acpi',
		'kcore',
		'keys',
		'latency_stats',
		'timer_list',
		'timer_stats',
		'sched_debug',
	],
	'scsi',
].map((name) => `/proc/${name}`);
const READ_ONLY = ['bus', 'fs', 'irq', 'sys', 'sysrq-trigger'].map((name) => `/proc/${name}`);

/** In the order of their numbers (linux/capability.h). */
const ALL = [
	...['CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID'],
	...['SETPCAP', 'LINUX_IMMUTABLE', 'NET_BIND_SERVICE', 'NET_BROADCAST', 'NET_ADMIN', 'NET_RAW'],
	...['IPC_LOCK', 'IPC_OWNER', 'SYS_MODULE', 'SYS_RAWIO', 'SYS_CHROOT', 'SYS_PTRACE', 'SYS_PACCT'],
	...['SYS_ADMIN', 'SYS_BOOT', 'SYS_NICE', 'SYS_RESOURCE', 'SYS_TIME', 'SYS_TTY_CONFIG', 'MKNOD'],
	...['LEASE', 'AUDIT_WRITE', 'AUDIT_CONTROL', 'SETFCAP', 'MAC_OVERRIDE', 'MAC_ADMIN', 'SYSLOG'],
	...['WAKE_ALARM', 'BLOCK_SUSPEND', 'AUDIT_READ', 'PERFMON', 'BPF', 'CHECKPOINT_RESTORE'],
].map((name) => `CAP_${name}`);

/** Those that this machine has to give. */
function allHere() {
	const [, bits = '0'] = /^CapBnd:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
	return ALL.filter((_, number) => (BigInt(`0x${bits}`) >> BigInt(number)) & 1n);
}

const CAPABILITIES = {docker: () => DOCKER, none: () => [], all: allHere};

/**
 * Docker's filter names what it allows; this one refuses the same of what the program asks for. The C library falls
 * back from clone3, whose flags a filter can't read, to clone (CLONE_NEW*: 0x7e020000).
 */
const FILTER = {
	defaultAction: 'SCMP_ACT_ALLOW',
	syscalls: [
		{
			names: [
				...['mount', 'umount2', 'pivot_root', 'unshare', 'setns', 'sethostname', 'setdomainname'],
				...[
					'bpf',
					'open_tree',
					'move_mount',
					'fsopen',
					'fsconfig',
					'fsmount',
					'fspick',
					'mount_setattr',
				],
				...['keyctl', 'add_key', 'request_key', 'perf_event_open', 'userfaultfd'],
			],
			action: 'SCMP_ACT_ERRNO',
			errnoRet: 1,
		},
		{names: ['clone3'], action: 'SCMP_ACT_ERRNO', errnoRet: 38},
		{
			names: ['clone'],
			action: 'SCMP_ACT_ERRNO',
			errnoRet: 1,
			args: [
				0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000, 0x00020000,
			].map((flag) => ({index: 0, value: flag, valueTwo: flag, op: 'SCMP_CMP_MASKED_EQ'})),
		},
	],
};

const mounts = ({capabilities, ids}, isReadOnly) => {
	const isPrivileged = capabilities === 'all';
	const quiet = ['nosuid', 'noexec', 'nodev'];
	const readOnly = isPrivileged ? [] : ['ro'];
	return [
		{destination: '/proc', type: 'proc', source: 'proc', options: quiet},
		{
			destination: '/dev',
			type: 'tmpfs',
			source: 'tmpfs',
			options: ['nosuid', 'strictatime', 'mode=755'],
		},
		{
			destination: '/dev/pts',
			type: 'devpts',
			source: 'devpts',
			options: [
				'nosuid',
				'noexec',
				'newinstance',
				'ptmxmode=0666',
				'mode=0620',
				...(ids === 1 ? [] : ['gid=5']),
			],
		},
		{destination: '/dev/shm', type: 'tmpfs', source: 'shm', options: [...quiet, 'mode=1777']},
		{destination: '/dev/mqueue', type: 'mqueue', source: 'mqueue', options: quiet},
		{destination: '/sys', type: 'sysfs', source: 'sysfs', options: [...quiet, ...readOnly]},
		// Somebody else's ids may mount no hierarchy of v1.
		...(ids === undefined
			? [
					{
						destination: '/sys/fs/cgroup',
						type: 'cgroup',
						source: 'cgroup',
						options: [...quiet, ...readOnly],
					},
				]
			: []),
		...(isReadOnly
			? [
					{
						destination: '/tmp',
						type: 'tmpfs',
						source: 'tmpfs',
						options: ['nosuid', 'nodev', 'mode=1777'],
					},
				]
			: []),
	];
};

/**
 * @param {{filter: boolean, masked: boolean, capabilities: string, ids?: number}} way
 * @param {{root: string, isReadOnly: boolean, uid: number, args: string[], env: string[], group: string}} start
 */
export function ociConfig(way, {root, isReadOnly, uid, args, env, group}) {
	const capabilities = CAPABILITIES[way.capabilities]();
	const ofUser = uid === 0 ? capabilities : [];
	const mappings = [{containerID: 0, hostID: 100000, size: way.ids}];
	return {
		ociVersion: '1.0.2',
		process: {
			user: {uid, gid: uid},
			args,
			env,
			cwd: '/',
			capabilities: {bounding: capabilities, effective: ofUser, permitted: ofUser},
		},
		root: {path: root, readonly: isReadOnly},
		hostname: 'matrix',
		mounts: mounts(way, isReadOnly),
		linux: {
			cgroupsPath: `/${group}`,
			resources: {devices: [{allow: way.capabilities === 'all', access: 'rwm'}]},
			namespaces: [
				...['pid', 'ipc', 'uts', 'mount', 'network'],
				...(way.ids === undefined ? [] : ['user']),
			].map((type) => ({type})),
			...(way.ids === undefined ? {} : {uidMappings: mappings, gidMappings: mappings}),
			...(way.filter ? {seccomp: FILTER} : {}),
			...(way.masked ? {maskedPaths: [...MASKED, '/sys/firmware'], readonlyPaths: READ_ONLY} : {}),
		},
	};
}

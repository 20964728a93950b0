/** A host as it is read, for plans that nothing is started of. */
import type {MountView} from '../../src/domain/evidence.js';
import {parseHardLimits} from '../../src/host/read-sandbox-host.door.js';
import {type CgroupOffer, SANDBOX_TOOLS, type SandboxHost} from '../../src/host/sandbox-host.js';

export const GIB = 1024 ** 3;
export const mount = (mountPoint: string, options = 'rw,relatime'): MountView => ({
	source: '/dev/root',
	mountPoint,
	root: '/',
	type: 'ext4',
	options: options.split(','),
	superOptions: [],
	propagation: [],
});
const NO_CGROUP: CgroupOffer = {kind: 'none', why: 'none', readable: []};
export const V1: CgroupOffer = {
	kind: 'v1',
	controllers: [
		{controller: 'memory', mountOption: 'memory', group: '/sys/fs/cgroup/memory/own'},
		{controller: 'cpu', mountOption: 'cpu,cpuacct', group: '/sys/fs/cgroup/cpu,cpuacct'},
	],
};
export const V2: CgroupOffer = {kind: 'v2', parent: '/sys/fs/cgroup'};
export const SYSTEMD: CgroupOffer = {
	kind: 'systemd',
	environment: {XDG_RUNTIME_DIR: '/run/user/1000'},
};

export const NO_LIMITS = parseHardLimits('');
export const HOST: SandboxHost = {
	dropTo: undefined,
	rootEntries: [
		{name: 'usr', kind: 'directory'},
		{name: 'etc', kind: 'directory'},
		{name: 'bin', kind: 'symlink'},
	],
	mounts: [mount('/')],
	tools: new Set(SANDBOX_TOOLS),
	toolDirectories: ['/usr/bin', '/bin', '/nix/store/abc-system-path/bin'],
	packageTool: 'apt-get',
	isRoot: false,
	arch: 'x64',
	node: '/usr/bin/node',
	nodeLibraries: [],
	timeNamespaces: true,
	trueColour: false,
	limits: NO_LIMITS,
	cgroup: NO_CGROUP,
	memory: 16 * GIB,
};
export const IDENTITY = {
	markKey: 'abc123',
	name: 'container-lessons-1-2-3',
	hostName: 'lesson.4f2a9c',
};

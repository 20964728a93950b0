import {describe, expect, test} from 'vitest';
import type {MountView} from '../../src/domain/evidence.js';
import {shellQuote} from '../../src/domain/shell-quote.js';
import {UserError} from '../../src/domain/user-error.js';
import {REQUIRED_TOOLS} from '../../src/host/required-tools.js';
import type {CgroupOffer, SandboxHost} from '../../src/host/sandbox-host.js';
import {SANDBOX_TOOLS} from '../../src/host/sandbox-host.js';
import {terminalNumber} from '../../src/sandbox/inside-scripts.js';
import {memoryTotal, planCgroup} from '../../src/sandbox/plan-cgroup.js';
import {fstabText, planMounts} from '../../src/sandbox/plan-mounts.js';
import {planSandbox} from '../../src/sandbox/plan-sandbox.js';

const GIB = 1024 ** 3;
const mount = (mountPoint: string, options = 'rw,relatime'): MountView => ({
	source: '/dev/root',
	mountPoint,
	root: '/',
	type: 'ext4',
	options: options.split(','),
	superOptions: [],
	propagation: [],
});
const NO_CGROUP: CgroupOffer = {kind: 'none', why: 'none', readable: []};
const V1: CgroupOffer = {
	kind: 'v1',
	controllers: [
		{controller: 'memory', mountOption: 'memory', group: '/sys/fs/cgroup/memory/own'},
		{controller: 'cpu', mountOption: 'cpu,cpuacct', group: '/sys/fs/cgroup/cpu,cpuacct'},
	],
};
const V2: CgroupOffer = {kind: 'v2', parent: '/sys/fs/cgroup'};
const SYSTEMD: CgroupOffer = {
	kind: 'systemd',
	environment: {XDG_RUNTIME_DIR: '/run/user/1000'},
};

const HOST: SandboxHost = {
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
	node: '/usr/bin/node',
	nodeLibraries: [],
	timeNamespaces: true,
	openFiles: 1024,
	cgroup: NO_CGROUP,
	memory: 16 * GIB,
};
const IDENTITY = {markKey: 'abc123', name: 'container-lessons-1-2-3', hostName: 'lesson.4f2a9c'};
const plan = (rest: Partial<SandboxHost> = {}) => planSandbox({...HOST, ...rest}, IDENTITY);
const commandLine = (rest: Partial<SandboxHost> = {}) => {
	const {command, args} = plan(rest);
	return [command, ...args];
};
const DROPPED = {uid: 65_533, gid: 65_533};

describe('the command that starts a sandbox', () => {
	test('an ordinary user: a death signal, then all namespaces, then a short pid 1', () => {
		expect(commandLine()).toEqual([
			...['setpriv', '--pdeathsig', 'KILL'],
			...['unshare', '--user', '--map-root-user', '--pid', '--fork', '--kill-child'],
			...['--mount', '--propagation', 'private', '--net', '--uts', '--ipc', '--cgroup', '--time'],
			...['sh', '-c', 'eval "$STAGE"', 'lesson-init'],
		]);
	});

	test('root: spawned as somebody else, so that nothing of it ever was root', () => {
		expect(plan({dropTo: DROPPED})).toMatchObject({spawnAs: DROPPED, ownedBy: DROPPED});
	});

	test('root on v2 enters the group first, which takes root, and drops before any namespace', () => {
		const words = commandLine({dropTo: DROPPED, cgroup: V2});
		expect(plan({dropTo: DROPPED, cgroup: V2}).spawnAs).toBeUndefined();
		expect(words.slice(0, 2)).toEqual(['sh', '-c']);
		expect(words.indexOf('--reuid=65533')).toBeGreaterThan(2);
		expect(words.indexOf('--reuid=65533')).toBeLessThan(words.indexOf('--pdeathsig'));
		expect(words.indexOf('--pdeathsig')).toBeLessThan(words.indexOf('unshare'));
	});

	test('with groups the cgroup namespace is made last, inside the group', () => {
		for (const cgroup of [V1, V2, SYSTEMD]) {
			expect(commandLine({cgroup})).not.toContain('--cgroup');
			const {stage} = plan({cgroup});
			const order = ['$group/cgroup.procs', 'wait $joining', 'pivot_root', 'unshare --cgroup'];
			const places = order.map((text) => stage.indexOf(text));
			expect(places.every((place) => place > 0)).toBe(true);
			expect(places).toEqual(places.toSorted((a, b) => a - b));
		}
	});

	test('systemd is asked for a scope that holds all of it', () => {
		const words = commandLine({cgroup: SYSTEMD});
		expect(words.slice(0, 3)).toEqual(['systemd-run', '--user', '--scope']);
		expect(words).toContain('Delegate=yes');
		expect(words).toContain(`MemoryMax=${1.5 * GIB}`);
		expect(plan({cgroup: SYSTEMD}).env).toMatchObject({XDG_RUNTIME_DIR: '/run/user/1000'});
	});

	test('a kernel without time namespaces is not asked for one', () => {
		expect(commandLine({timeNamespaces: false})).not.toContain('--time');
	});

	test('the environment is made, not inherited', () => {
		expect(Object.keys(plan().env).toSorted()).toEqual([
			'LC_ALL',
			'LIBMOUNT_FORCE_MOUNT2',
			'LIFE',
			'PATH',
			'STAGE',
			'TERM',
		]);
	});

	test('no argument and no variable is longer than the kernel takes (MAX_ARG_STRLEN, 128 kB)', () => {
		const {args, env} = plan({cgroup: V1});
		for (const text of [...args, ...Object.values(env)]) expect(text.length).toBeLessThan(65_536);
	});

	const without = (...names: readonly string[]) =>
		new Set(SANDBOX_TOOLS.filter((name) => !names.includes(name)));

	test.each(REQUIRED_TOOLS)(
		'without $anyOf no plan is made, and the package is named',
		(missing) => {
			expect(() => plan({tools: without(...missing.anyOf)})).toThrow(
				expect.objectContaining({
					name: 'UserError',
					message: expect.stringContaining(missing.anyOf[0]),
					nextStep: expect.stringMatching(
						/^Install it with "sudo apt-get install (--reinstall )?[a-z]/,
					),
				}),
			);
		},
	);

	test('the package is that of the host, which need not be the one that had the tool before', () => {
		const nextStepWith = (packageTool: SandboxHost['packageTool']): unknown => {
			try {
				return plan({tools: without('pivot_root'), packageTool});
			} catch (error) {
				return error instanceof UserError ? error.nextStep : error;
			}
		};
		expect(nextStepWith('apt-get')).toContain('"sudo apt-get install util-linux-extra".');
		expect(nextStepWith('dnf')).toContain('"sudo dnf install util-linux".');
		expect(nextStepWith(undefined)).toContain('Install the package util-linux.');
	});

	test('without script python3 gives the terminal', () => {
		expect(plan({tools: without('script')}).stage).toContain('pty.spawn');
	});
});

describe('the file tree of a sandbox', () => {
	const mounts = (rest: Partial<SandboxHost> = {}) => planMounts({...HOST, ...rest}, []);

	test('every directory of the host is read-only, without set-uid and devices', () => {
		for (const {source, options} of mounts().mounts) {
			if (!/^\/(usr|etc|opt)/.test(source)) continue;
			expect(options.split(',')).toEqual(expect.arrayContaining(['ro', 'nosuid', 'nodev']));
		}
	});

	test('nothing but the list comes from the host', () => {
		const sources = mounts()
			.mounts.filter(({type}) => type === 'none')
			.map(({source}) => source);
		expect(sources.toSorted()).toEqual([
			'/dev/full',
			'/dev/null',
			'/dev/random',
			'/dev/tty',
			'/dev/urandom',
			'/dev/zero',
			'/etc',
			'/tmp',
			'/tmp/root/dev/pts/ptmx',
			'/tmp/root/run/lesson/group',
			'/tmp/root/run/lesson/passwd',
			'/usr',
			'/usr/bin/node',
		]);
	});

	test('mounts below a bind are locked one by one, only the topmost of a stack', () => {
		const submounts = mounts({
			mounts: [
				mount('/'),
				mount('/etc/hosts'),
				mount('/etc/hosts', 'rw,noexec,relatime'),
				mount('/home'),
				mount('/usrlocal'),
			],
		}).submounts;
		expect(submounts).toEqual([
			{target: '/tmp/root/etc/hosts', options: 'remount,bind,ro,nosuid,nodev,noexec'},
		]);
	});

	test('a flag that the host has set stays set, or the kernel refuses the remount', () => {
		const usr = mounts({mounts: [mount('/'), mount('/usr', 'ro,noexec')]}).mounts.find(
			({source}) => source === '/usr',
		);
		expect(usr?.options).toBe('rbind,ro,nosuid,nodev,noexec');
	});

	test('a node below /tmp is not covered by where the tree is built', () => {
		expect(mounts({node: '/tmp/node/bin/node'}).staging).toBe('/mnt');
	});

	test('blanks of a path are octal in fstab', () => {
		expect(
			fstabText([{source: '/opt/my tools', target: '/t#1', type: 'none', options: 'bind'}]),
		).toBe('/opt/my\\040tools /t\\0431 none bind\n');
	});
});

describe('the control groups of a sandbox', () => {
	test('the total is half the memory, at most 1.5 GiB', () => {
		expect(memoryTotal(GIB)).toBe(GIB / 2);
		expect(memoryTotal(64 * GIB)).toBe(1.5 * GIB);
	});

	test('v1: a group per controller; the learner owns it, but not its limits', () => {
		const {directories, groups, mounts} = planCgroup(V1, IDENTITY.name, 16 * GIB);
		expect(directories.map(({path}) => path)).toEqual([
			'/sys/fs/cgroup/memory/own/container-lessons-1-2-3',
			'/sys/fs/cgroup/cpu,cpuacct/container-lessons-1-2-3',
		]);
		for (const {owned} of directories) expect(owned).toEqual(['', 'cgroup.procs', 'tasks']);
		expect(groups.map(({mountPoint}) => mountPoint)).toEqual([
			'/sys/fs/cgroup/memory',
			'/sys/fs/cgroup/cpu',
		]);
		expect(mounts.at(-1)?.options).toContain(',cpu,cpuacct,');
	});

	test('v2: no process stands in a group that gives controllers on', () => {
		const {directories, enter, joins, settle} = planCgroup(V2, 'own', GIB);
		expect(directories.map(({path}) => path)).toEqual([
			'/sys/fs/cgroup/own',
			'/sys/fs/cgroup/own/outer',
			'/sys/fs/cgroup/own/box',
		]);
		expect(enter).toContain('own/outer/cgroup.procs');
		expect(joins).toEqual(['/sys/fs/cgroup/own/box']);
		expect(settle.indexOf('shell/cgroup.procs')).toBeLessThan(settle.indexOf('subtree_control'));
	});

	test('none: what can be looked at is mounted read-only, and may fail', () => {
		const readable: CgroupOffer = {
			kind: 'none',
			why: '',
			readable: [{controller: '', mountOption: '', group: '/sys/fs/cgroup/a'}],
		};
		const {mounts, optionalMounts} = planCgroup(readable, 'own', GIB);
		expect(mounts).toEqual([]);
		expect(optionalMounts).toEqual([
			{
				source: 'cgroup2',
				target: '/sys/fs/cgroup',
				type: 'cgroup2',
				options: 'nosuid,nodev,noexec,ro',
			},
		]);
	});
});

test.each([
	[0x8800, 0],
	[0x8803, 3],
	[0x10_8805, 261],
])('device %i is /dev/pts/%i', (device, number) => {
	expect(terminalNumber(device)).toBe(number);
});

test('a quoted word is one word to sh, whatever is in it', () => {
	expect(shellQuote("it's $HOME")).toBe(`'it'\\''s $HOME'`);
});

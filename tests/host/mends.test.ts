import {describe, expect, test} from 'vitest';
import type {ProbeResults} from '../../src/host/probe-results.js';
import type {ProbeId} from '../../src/host/probes.js';
import {reportHost} from '../../src/host/report-host.js';
import {GOOD_HOST, hostWithout, NAMESPACE_PROBES} from './good-host.js';

const mendOf = (results: ProbeResults, id: string) =>
	reportHost(results).findings.find((finding) => finding.id === id)?.mend;

const MASKED: Partial<ProbeResults> = {
	obstacles: {proc: {kind: 'covered', by: ['/proc/kcore']}, sys: {kind: 'none'}},
};
const NOATIME: Partial<ProbeResults> = {
	obstacles: {
		proc: {kind: 'access-time', flag: 'noatime'},
		sys: {kind: 'access-time', flag: 'noatime'},
	},
};
const DOCKER_DEFAULT: Partial<ProbeResults> = {
	apparmorProfile: {name: 'docker-default', file: undefined},
};
const filtered = (rest: Partial<ProbeResults>): ProbeResults =>
	hostWithout(NAMESPACE_PROBES, {seccomp: 2, ...rest});
const NOT_USER: readonly ProbeId[] = NAMESPACE_PROBES.filter((id) => id !== 'user');

describe('what a container is denied, it gets in the words of where it runs, and nothing more', () => {
	test.each([
		{
			place: 'Docker with its filter, /proc whole',
			results: filtered({kind: 'docker'}),
			command: 'docker run -it --security-opt seccomp=unconfined IMAGE',
		},
		{
			place: 'Docker as it is',
			results: filtered({kind: 'docker', ...MASKED}),
			command:
				'docker run -it --security-opt seccomp=unconfined --security-opt systempaths=unconfined IMAGE',
		},
		{
			place: 'Docker on a host with AppArmor',
			results: filtered({kind: 'docker', ...MASKED, ...DOCKER_DEFAULT}),
			command:
				'docker run -it --security-opt seccomp=unconfined --security-opt systempaths=unconfined --security-opt apparmor=unconfined IMAGE',
		},
		{
			place: 'Podman',
			results: filtered({kind: 'podman', ...MASKED}),
			command: 'podman run -it --security-opt seccomp=unconfined --security-opt unmask=ALL IMAGE',
		},
		{
			place: 'a development container',
			results: filtered({kind: 'devcontainer', ...MASKED}),
			command:
				'"runArgs": ["--security-opt", "seccomp=unconfined", "--security-opt", "systempaths=unconfined"]',
		},
		{
			place: 'Codespaces',
			results: filtered({kind: 'codespaces'}),
			command: '"runArgs": ["--security-opt", "seccomp=unconfined"]',
		},
		{
			place: 'a pod with a profile of seccomp',
			results: filtered({kind: 'kubernetes', ...MASKED}),
			command: `kubectl run lessons -it --rm --image=IMAGE --overrides='{"spec":{"hostUsers":false,"containers":[{"name":"lessons","image":"IMAGE","stdin":true,"tty":true,"securityContext":{"seccompProfile":{"type":"Unconfined"},"procMount":"Unmasked"}}]}}'`,
		},
		{
			place: 'Incus',
			results: filtered({kind: 'lxc', ...MASKED}),
			command: 'incus config set NAME security.nesting=true && incus restart NAME',
		},
		{
			place: 'systemd-nspawn',
			results: filtered({kind: 'nspawn'}),
			command: 'systemd-nspawn -M NAME',
		},
		{
			place: 'an engine that is not known',
			results: filtered({kind: 'container'}),
			command: 'docker run -it --security-opt seccomp=unconfined IMAGE',
		},
	])('$place', ({results, command}) => {
		expect(mendOf(results, 'user-namespaces')?.command).toBe(command);
	});

	test.each([
		{
			place: 'a pod without a filter',
			kind: 'kubernetes',
			command: `kubectl run lessons -it --rm --image=IMAGE --overrides='{"spec":{"hostUsers":false,"containers":[{"name":"lessons","image":"IMAGE","stdin":true,"tty":true,"securityContext":{"procMount":"Unmasked"}}]}}'`,
		},
		{
			place: 'Podman',
			kind: 'podman',
			command: 'podman run -it --security-opt unmask=ALL IMAGE',
		},
	] as const)('of $place only /proc is masked', ({kind, command}) => {
		const mend = mendOf(hostWithout(['proc'], {kind, ...MASKED}), 'proc');
		expect(mend?.command).toBe(command);
		expect(mend?.undo).toBeDefined();
	});

	test('a profile of the engine, when the filter is lifted already', () => {
		const results = hostWithout(['mount', 'proc', 'nested'], {kind: 'docker', ...DOCKER_DEFAULT});
		expect(mendOf(results, 'user-namespaces')?.command).toBe(
			'docker run -it --security-opt apparmor=unconfined IMAGE',
		);
	});

	test.each([
		['docker', 'docker run -it --user 1000 IMAGE'],
		[
			'kubernetes',
			`kubectl run lessons -it --rm --image=IMAGE --overrides='{"spec":{"containers":[{"name":"lessons","image":"IMAGE","stdin":true,"tty":true,"securityContext":{"runAsUser":1000}}]}}'`,
		],
	] as const)(
		'root in %s who may not become another user starts as an ordinary one',
		(kind, command) => {
			const report = reportHost({
				...GOOD_HOST,
				kind,
				isRoot: true,
				canChangeUser: false,
				trial: {kind: 'failed', why: 'The sandbox could not start: spawn EPERM'},
			});
			expect(report.findings.find(({id}) => id === 'change-user')?.mend?.command).toBe(command);
			expect(report.summary).toContain('root may not become another user here');
			expect(report.summary).not.toContain('no namespaces');
		},
	);
});

describe('a host is changed as little as helps, and changed back', () => {
	test('Ubuntu: a profile for unshare alone, not the rule for every program', () => {
		const mend = mendOf(hostWithout(NOT_USER, {apparmorRestricts: '1'}), 'user-namespaces');
		const profile = String.raw`printf 'abi <abi/4.0>,\ninclude <tunables/global>\nprofile container-lessons /usr/bin/unshare flags=(unconfined) {\n  userns,\n}\n' | sudo apparmor_parser `;
		expect(mend).toMatchObject({command: `${profile}-r`, undo: `${profile}-R`});
	});

	test('root needs no sudo', () => {
		const results = hostWithout(NAMESPACE_PROBES, {isRoot: true, usernsClone: '0'});
		expect(mendOf(results, 'user-namespaces')?.command).toBe(
			'sysctl -w kernel.unprivileged_userns_clone=1',
		);
	});

	test('a profile of unshare: its file is unloaded, and loaded again', () => {
		const confined = hostWithout(['mount', 'proc', 'nested'], {
			apparmorProfile: {name: 'unshare', file: '/etc/apparmor.d/unshare-userns-restrict'},
		});
		expect(mendOf(confined, 'user-namespaces')).toMatchObject({
			command: 'sudo apparmor_parser -R /etc/apparmor.d/unshare-userns-restrict',
			undo: 'sudo apparmor_parser -a /etc/apparmor.d/unshare-userns-restrict',
		});
	});

	test('a setting of the kernel, seen in a container, is for the host', () => {
		const results = hostWithout(NAMESPACE_PROBES, {kind: 'docker', usernsClone: '0'});
		expect(mendOf(results, 'user-namespaces')?.note).toContain('on the host');
	});

	test('WSL2: /proc and /sys get the flag that the kernel gives to new ones', () => {
		const results = hostWithout(['proc', 'sysfs'], {kind: 'wsl2', ...NOATIME});
		const {findings, summary} = reportHost(results);
		const proc = findings.find(({id}) => id === 'proc');
		expect(proc?.found).toBe(
			'mounting one is refused: /proc is mounted noatime (as WSL2 does), and in a new user namespace the kernel keeps that flag',
		);
		expect(proc?.mend).toMatchObject({
			command:
				'sudo mount -o remount,nosuid,nodev,noexec,atime,relatime /proc && sudo mount -o remount,nosuid,nodev,noexec,atime,relatime /sys',
			undo: 'sudo mount -o remount,nosuid,nodev,noexec,noatime /proc && sudo mount -o remount,nosuid,nodev,noexec,noatime /sys',
		});
		expect(JSON.stringify([findings, summary])).not.toMatch(/docker run|masked/);
	});
});

test.each([
	['nix-shell', 'nix-shell -p iproute2'],
	['guix', 'guix shell iproute2'],
] as const)(
	'with %s a shell that has the tool is opened, and nothing is installed',
	(packageTool, command) => {
		const tools = new Set([...GOOD_HOST.tools].filter((tool) => tool !== 'ip'));
		expect(mendOf({...GOOD_HOST, tools, packageTool}, 'tool-ip')).toMatchObject({
			command,
			undo: 'exit',
		});
	},
);

describe('control groups', () => {
	const without = (rest: Partial<ProbeResults>, why = 'none'): ProbeResults => ({
		...GOOD_HOST,
		trial: {kind: 'ran', node: {ok: true, message: ''}, limits: {}, shown: []},
		cgroup: {offer: {kind: 'none', why, readable: []}, version: 2, isReadOnly: false},
		...rest,
	});
	const V1 = {
		offer: {kind: 'none', why: 'v1', readable: []},
		version: 1,
		isReadOnly: false,
	} as const;
	const NO_CONTROLLERS =
		'the control group at /sys/fs/cgroup gives no controllers to groups made in it';

	test.each([
		{place: 'a server with systemd', results: without({}), command: /^sudo loginctl enable-linger/},
		{
			place: 'v2 without systemd',
			results: without({isSystemdRunning: false}),
			command: /^sudo env PATH="\$PATH" npx container-lessons$/,
		},
		{
			place: 'v1',
			results: without({cgroup: V1}),
			command: /^sudo env PATH="\$PATH" npx container-lessons$/,
		},
		{
			place: 'WSL2 without systemd',
			results: without({kind: 'wsl2', isSystemdRunning: false}),
			command: /\[boot\]\\nsystemd=true.*\/etc\/wsl\.conf/,
		},
		{
			place: 'root in a cgroup namespace',
			results: without({kind: 'docker', isRoot: true}, NO_CONTROLLERS),
			command: /^mkdir -p \/sys\/fs\/cgroup\/init; .*subtree_control$/,
		},
		{
			place: 'a pod, where they are read-only',
			results: without({kind: 'kubernetes', cgroup: {...V1, isReadOnly: true}}),
			command: undefined,
		},
		{
			place: 'a privileged container',
			results: without({kind: 'docker', cgroup: V1}),
			command: /^sudo env PATH="\$PATH" npx container-lessons$/,
		},
		{
			place: 'Docker on v1, as root',
			results: without({kind: 'docker', isRoot: true, cgroup: V1}),
			command: undefined,
		},
	])('of $place', ({results, command}) => {
		const said = mendOf(results, 'cgroup-write')?.command;
		if (command === undefined) expect(said).toBeUndefined();
		else expect(said).toMatch(command);
	});

	test('that systemd gave without controllers are a moment, and nothing in /etc is changed for it', () => {
		const no = {ok: false, message: 'cannot create memory.max: Permission denied'};
		const report = reportHost({
			...GOOD_HOST,
			trial: {
				kind: 'ran',
				node: {ok: true, message: ''},
				limits: {memory: no, pids: no, cpu: no},
				shown: [],
			},
		});
		const finding = report.findings.find(({id}) => id === 'cgroup-write');
		expect(finding?.found).toMatch(/^systemd gave a group without controllers/);
		expect(finding?.mend).toBeUndefined();
		expect(report.meets.filter((need) => need.startsWith('cgroup-write'))).toEqual([]);
	});
});

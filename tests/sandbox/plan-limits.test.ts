import {describe, expect, test} from 'vitest';
import {parseHardLimits} from '../../src/host/read-sandbox-host.door.js';
import type {CgroupOffer} from '../../src/host/sandbox-host.js';
import {memoryTotal, planCgroup} from '../../src/sandbox/plan-cgroup.js';
import {planLimits} from '../../src/sandbox/plan-limits.js';
import {GIB, IDENTITY, NO_LIMITS, SYSTEMD, V1, V2} from './planned-host.js';

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

	test("v2: the kernel bounds how deep and how many groups lie below, by files above what is the learner's", () => {
		const [own, ...below] = planCgroup(V2, 'own', GIB).directories;
		expect(own?.owned).toEqual(['cgroup.procs']);
		expect(own?.settings).toEqual(
			expect.arrayContaining([
				{file: 'cgroup.max.depth', value: '12', required: false},
				{file: 'cgroup.max.descendants', value: '256', required: false},
			]),
		);
		for (const {path} of below) expect(path).toMatch(/\/own\/(outer|box)$/);
		expect(planCgroup(SYSTEMD, 'own', GIB).enter).toContain(
			'for limit in depth=12 descendants=256; do',
		);
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

describe('the limits of a sandbox', () => {
	const memory = 16 * GIB;

	test('each has a number of its own', () => {
		expect(planLimits({limits: NO_LIMITS, memory})).toBe(
			[
				...['--core=0:0', `--data=${1.875 * GIB}:${1.875 * GIB}`, '--fsize=268435456:268435456'],
				...['--memlock=1048576:1048576', '--msgqueue=262144:262144', '--nofile=4096:4096'],
				...['--sigpending=2048:2048', '--nproc=512:512'],
			].join(' '),
		);
	});

	test('what this program has less of is not raised, or prlimit would set none', () => {
		const limits =
			parseHardLimits(`Limit                     Soft Limit           Hard Limit           Units
Max file size             unlimited            unlimited            bytes
Max processes             100                  300                  processes
Max open files            1024                 2048                 files
Max locked memory         65536                65536                bytes
`);
		expect(planLimits({limits, memory})).toContain('--fsize=268435456:');
		expect(planLimits({limits, memory})).toContain('--nproc=300:300');
		expect(planLimits({limits, memory})).toContain('--nofile=2048:2048');
		expect(planLimits({limits, memory})).toContain('--memlock=65536:65536');
	});
});

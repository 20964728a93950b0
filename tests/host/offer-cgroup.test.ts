import {describe, expect, test} from 'vitest';
import {parseMountinfo} from '../../src/domain/proc.js';
import {type CgroupSituation, offerCgroup} from '../../src/host/offer-cgroup.js';

const V2 = '33 23 0:28 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n';
const V1 = `31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw,mode=755
32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct
35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
39 31 0:36 /docker/abc /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids
41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
`;
const V1_MEMBERSHIP = '8:pids:/docker/abc/x\n4:memory:/user\n1:cpu,cpuacct:/\n0::/\n';

const situation = (mounts: string, rest: Partial<CgroupSituation>): CgroupSituation => ({
	mounts: parseMountinfo(mounts),
	membership: '0::/user.slice/session-1.scope\n',
	isRoot: false,
	canWrite: () => true,
	childControllersOf: () => ['cpu', 'memory', 'pids'],
	userManager: undefined,
	...rest,
});

describe('the control groups that a host offers', () => {
	test('v1 to root: its own group of each hierarchy, seen through the mount', () => {
		const v1 = situation(V1, {isRoot: true, membership: V1_MEMBERSHIP});
		expect(offerCgroup(v1)).toEqual({
			kind: 'v1',
			controllers: [
				{controller: 'memory', mountOption: 'memory', group: '/sys/fs/cgroup/memory/user'},
				{controller: 'pids', mountOption: 'pids', group: '/sys/fs/cgroup/pids/x'},
				{controller: 'cpu', mountOption: 'cpu,cpuacct', group: '/sys/fs/cgroup/cpu,cpuacct'},
			],
		});
	});

	test('v1 to an ordinary user: to look at', () => {
		const offer = offerCgroup(situation(V1, {membership: V1_MEMBERSHIP}));
		expect(offer).toMatchObject({kind: 'none', why: expect.stringContaining('v1')});
		expect(offer.kind === 'none' && offer.readable.length).toBe(3);
	});

	test('v1 read-only, as in a container: to look at', () => {
		const v1 = situation(V1, {isRoot: true, membership: V1_MEMBERSHIP, canWrite: () => false});
		expect(offerCgroup(v1)).toMatchObject({kind: 'none'});
	});

	test('v2 to a user with a systemd session: on request', () => {
		const userManager = {XDG_RUNTIME_DIR: '/run/user/1000'};
		expect(offerCgroup(situation(V2, {userManager}))).toEqual({
			kind: 'systemd',
			environment: userManager,
		});
	});

	test('v2 to a user without: to look at', () => {
		expect(offerCgroup(situation(V2, {}))).toMatchObject({
			kind: 'none',
			readable: [{controller: '', group: '/sys/fs/cgroup/user.slice/session-1.scope'}],
		});
	});

	test('v2 to root: by mkdir', () => {
		expect(offerCgroup(situation(V2, {isRoot: true}))).toEqual({
			kind: 'v2',
			parent: '/sys/fs/cgroup',
		});
	});

	test.each([
		['read-only', {canWrite: () => false}],
		['in a group whose children get no controllers', {childControllersOf: () => ['']}],
	])('v2 to root, %s: to look at', (_, rest) => {
		expect(offerCgroup(situation(V2, {isRoot: true, ...rest}))).toMatchObject({kind: 'none'});
	});

	test('none mounted: none', () => {
		expect(offerCgroup(situation('', {isRoot: true}))).toMatchObject({
			kind: 'none',
			readable: [],
		});
	});
});

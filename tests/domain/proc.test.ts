import {describe, expect, test} from 'vitest';
import {
	allCpus,
	countCpuList,
	parseMountinfo,
	parseStat,
	parseStatus,
	parseUidMap,
} from '../../src/domain/proc.js';
import {readable} from '../../src/evidence/keep-output.js';
import {CGROUP_FILES, parseCgroup} from '../../src/evidence/parse-cgroup.js';
import {sayDevice} from '../../src/evidence/read-processes.door.js';

test('a stat line is read behind a name that holds spaces and parentheses', () => {
	const text =
		'23375 (a) R (b c) S 23370 23375 23370 34816 23379 4194304 0 0 0 0 1 2 0 0 20 0 1 0 248167 0 0';
	expect(parseStat(text)).toEqual({
		comm: 'a) R (b c',
		state: 'S',
		parent: 23_370,
		processGroup: 23_375,
		session: 23_370,
		foregroundGroup: 23_379,
		startTime: 248_167,
	});
});

test('a status gives every number of a nested process, its ids and its capabilities', () => {
	const text = `Name:\tsh
Uid:\t65533\t65533\t65533\t65533
Gid:\t65533\t65533\t65533\t65533
NSpid:\t23375\t57\t1
Threads:\t11
SigBlk:\t0000000000010000
SigCgt:\t0000000000004002
CapEff:\t000001ffffffdfff
CapBnd:\t000001ffffffffff
NoNewPrivs:\t1
Seccomp:\t2
Cpus_allowed_list:\t0-1,3
`;
	expect(parseStatus(text)).toEqual({
		nsPids: [23_375, 57, 1],
		uids: [65_533, 65_533, 65_533, 65_533],
		gids: [65_533, 65_533, 65_533, 65_533],
		threads: 11,
		cpus: 3,
		cpuList: '0-1,3',
		capEff: 0x1ffffffdfffn,
		capBnd: 0x1ffffffffffn,
		sigBlk: 0x10000n,
		sigCgt: 0x4002n,
		noNewPrivs: true,
		seccomp: 2,
	});
});

test.each([
	['         0      65533          1\n', [[0, 65_533, 1]]],
	[
		'0 1000 1\n1 100000 65536\n',
		[
			[0, 1000, 1],
			[1, 100_000, 65_536],
		],
	],
	['', []],
])('a uid map %j', (text, map) => {
	expect(parseUidMap(text)).toEqual(map);
});

test.each([
	['0-1\n', 2],
	['0,2-3,7', 4],
	['', 0],
])('the list of processors %j has %i', (text, count) => {
	expect(countCpuList(text)).toBe(count);
});

test.each([
	[['0-3,8', '0-3,8\n'], '0-3,8'],
	[['1', '0-3'], '0,1,2,3'],
	[['0', '', '2'], '0,2'],
	[[], ''],
])('the lists of processors %j together are %j', (lists, all) => {
	expect(allCpus(lists)).toBe(all);
});

describe('mountinfo', () => {
	test('fields, options and propagation', () => {
		const text = `36 35 98:0 /mnt1 /mnt2 rw,noatime shared:1 master:2 - ext3 /dev/root rw,errors=continue
90 36 0:51 / /tmp rw - tmpfs tmpfs rw,size=65536k
`;
		expect(parseMountinfo(text)).toEqual([
			{
				source: '/dev/root',
				mountPoint: '/mnt2',
				device: '98:0',
				root: '/mnt1',
				type: 'ext3',
				options: ['rw', 'noatime'],
				superOptions: ['rw', 'errors=continue'],
				propagation: ['shared:1', 'master:2'],
			},
			{
				source: 'tmpfs',
				mountPoint: '/tmp',
				device: '0:51',
				root: '/',
				type: 'tmpfs',
				options: ['rw'],
				superOptions: ['rw', 'size=65536k'],
				propagation: [],
			},
		]);
	});

	test('blanks, backslashes and bytes beyond ASCII in a path', () => {
		const [mount] = parseMountinfo('1 2 0:5 /r\\040t /a\\040b\\134c\\011ü rw - tmpfs none rw\n');
		expect(mount).toMatchObject({mountPoint: '/a b\\c\tü', root: '/r t'});
	});

	test('a line that was cut off is left out', () => {
		expect(parseMountinfo('36 35 98:0 /mnt1 /mn')).toEqual([]);
	});
});

describe('a control group', () => {
	test('of v2', () => {
		const view = parseCgroup('/box', [
			{
				'memory.max': '1073741824\n',
				'memory.current': '4096\n',
				'memory.peak': '8192\n',
				'memory.events': 'low 0\nhigh 0\nmax 3\noom 1\noom_kill 2\noom_group_kill 0\n',
				'pids.max': 'max\n',
				'pids.current': '2\n',
				'pids.events': 'max 6\n',
				'cpu.max': '200000 100000\n',
				'cpu.stat':
					'usage_usec 500\nuser_usec 400\nnr_periods 7\nnr_throttled 3\nthrottled_usec 9\n',
				'cgroup.procs': '12\n13\n',
			},
		]);
		expect(view).toEqual({
			path: '/box',
			memoryMax: 1_073_741_824,
			memoryCurrent: 4096,
			memoryPeak: 8192,
			oomKills: 2,
			pidsMax: 'max',
			pidsCurrent: 2,
			pidsRefused: 6,
			cpuMax: {quota: 200_000, period: 100_000},
			cpuThrottled: 3,
			members: [12, 13],
			membersThroughout: [12, 13],
		});
	});

	test('of v1, its controllers put together', () => {
		const view = parseCgroup('/', [
			{
				'memory.limit_in_bytes': '9223372036854771712\n',
				'memory.usage_in_bytes': '8192\n',
				'memory.max_usage_in_bytes': '12288\n',
				'memory.oom_control': 'oom_kill_disable 0\nunder_oom 0\noom_kill 1\n',
				'cgroup.procs': '12\n13\n',
			},
			{
				'pids.max': '768\n',
				'pids.current': '5\n',
				'pids.events': 'max 0\n',
				'cgroup.procs': '13\n\n14\n',
			},
			{
				'cpu.cfs_quota_us': '-1\n',
				'cpu.cfs_period_us': '100000\n',
				'cpu.stat': 'nr_periods 0\nnr_throttled 0\nthrottled_time 0\n',
				'cgroup.procs': '13\n',
			},
		]);
		expect(view).toMatchObject({
			memoryMax: 'max',
			memoryPeak: 12_288,
			oomKills: 1,
			pidsMax: 768,
			pidsRefused: 0,
			cpuMax: {quota: 'max', period: 100_000},
			cpuThrottled: 0,
			members: [12, 13, 14],
			membersThroughout: [13],
		});
	});

	test('says nothing of what no file says', () => {
		expect(parseCgroup('/x', [{'cgroup.procs': ''}])).toEqual({
			path: '/x',
			memoryMax: undefined,
			memoryCurrent: undefined,
			oomKills: undefined,
			pidsMax: undefined,
			pidsCurrent: undefined,
			pidsRefused: undefined,
			cpuMax: undefined,
			cpuThrottled: undefined,
			members: [],
			membersThroughout: [],
		});
	});

	test('reads its members in every hierarchy', () => {
		for (const names of Object.values(CGROUP_FILES)) expect(names).toContain('cgroup.procs');
	});
});

test.each([
	[0x103n, '1:3'],
	[0x2dn, '0:45'],
	[0x800n, '8:0'],
	[0x1000_00_12n, '0:65554'],
])('the device number %i is %s', (device, said) => {
	expect(sayDevice(device)).toBe(said);
});

test.each([
	['colours and titles', '\u001b]0;t\u0007\u001b[1;31mred\u001b[0m\r\n', 'red\n'],
	['progress that overwrites its line', '10%\r20%\r\n', '10%\n20%\n'],
	['overstrikes', 'N\bNA\bAME\n', 'NAME\n'],
	['a backspace at the beginning of a line', 'a\n\bb', 'a\nb'],
	['bells and nulls', 'a\u0007b\u0000c\td', 'abc\td'],
])('output is readable: %s', (_name, text, shown) => {
	expect(readable(text)).toBe(shown);
});

import {expect, test} from 'vitest';
import {parseMountinfo} from '../../src/domain/proc.js';
import {directoriesAbove, parseMemberships} from '../../src/inspect/memberships.js';
import {parseGroups} from '../../src/inspect/parse-groups.js';

const V2 = parseMountinfo('24 23 0:23 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n');
const V1 = parseMountinfo(`30 29 0:26 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
31 29 0:27 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct
32 29 0:28 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
`);

test('a group is found below the mount of its hierarchy, one outside of what the reader sees is not', () => {
	expect(parseMemberships('0::/a/b\n', V2)).toEqual([
		{controllers: [], path: '/a/b', directory: '/sys/fs/cgroup/a/b'},
	]);
	expect(parseMemberships('0::/../other\n', V2)[0]?.directory).toBeUndefined();
	expect(
		parseMemberships('5:cpu,cpuacct:/x\n4:memory:/y\n0::/\n', V1).map(({directory}) => directory),
	).toEqual(['/sys/fs/cgroup/cpu,cpuacct/x', '/sys/fs/cgroup/memory/y', '/sys/fs/cgroup/unified']);
});

test('within a container the path begins below the root of its own mount', () => {
	const inside = parseMountinfo('24 23 0:23 /docker/x /sys/fs/cgroup ro - cgroup2 cgroup rw\n');
	expect(parseMemberships('0::/docker/x/y\n', inside)[0]?.directory).toBe('/sys/fs/cgroup/y');
	expect(parseMemberships('0::/docker/xy\n', inside)[0]?.directory).toBeUndefined();
});

test('the groups above end at the mount', () => {
	const [membership] = parseMemberships('0::/a/b\n', V2);
	expect(membership && directoriesAbove(membership)).toEqual([
		{path: '/a', directory: '/sys/fs/cgroup/a'},
		{path: '/', directory: '/sys/fs/cgroup'},
	]);
});

const READ = {memberships: [], above: [], hostPressure: {}, files: {}};

test('v2 and v1 say the same in one shape', () => {
	const v2 = parseGroups({
		...READ,
		files: {
			'memory.current': '1048576\n',
			'memory.max': '67108864\n',
			'memory.events': 'low 0\nhigh 0\nmax 7\noom 1\noom_kill 1\n',
			'memory.stat': 'anon 4096\nfile 8192\n',
			'pids.current': '3\n',
			'pids.max': '50\n',
			'cpu.max': '50000 100000\n',
			'cpu.stat': 'usage_usec 1500000\nnr_periods 12\nnr_throttled 4\nthrottled_usec 30000\n',
		},
	});
	const v1 = parseGroups({
		...READ,
		files: {
			'memory.usage_in_bytes': '1048576\n',
			'memory.limit_in_bytes': '67108864\n',
			'memory.failcnt': '7\n',
			'memory.oom_control': 'oom_kill_disable 0\nunder_oom 0\noom_kill 1\n',
			'memory.stat': 'cache 1\nrss 2\ntotal_cache 8192\ntotal_rss 4096\n',
			'pids.current': '3\n',
			'pids.max': '50\n',
			'cpu.cfs_quota_us': '50000\n',
			'cpu.cfs_period_us': '100000\n',
			'cpuacct.usage': '1500000000\n',
			'cpu.stat': 'nr_periods 12\nnr_throttled 4\nthrottled_time 30000000\n',
		},
	});
	const said = ({memory, pids, cpu}: typeof v1) => ({memory, pids, cpu});
	expect(said(v2)).toEqual(said(v1));
	expect(v2.memory).toMatchObject({current: 1_048_576, max: 67_108_864, oomKills: 1, reached: 7});
	expect(v2.cpu).toMatchObject({quota: 50_000, period: 100_000, throttledMicroseconds: 30_000});
});

test('no limit is told as that, in both versions', () => {
	const v1 = {
		'memory.usage_in_bytes': '1',
		'memory.limit_in_bytes': '9223372036854771712',
		'cpu.cfs_quota_us': '-1',
		'cpu.cfs_period_us': '100000',
	};
	const v2 = {'memory.current': '1', 'memory.max': 'max', 'cpu.max': 'max 100000'};
	for (const files of [v1, v2]) {
		const {memory, cpu} = parseGroups({...READ, files});
		expect(memory?.max).toBe('max');
		expect(cpu?.quota).toBe('max');
	}
});

test('a limit further up is told, a group that limits nothing is not', () => {
	const {above} = parseGroups({
		...READ,
		above: [
			{path: '/pod/x', files: {'memory.max': 'max', 'pids.max': 'max'}},
			{path: '/pod', files: {'memory.max': '1073741824', 'cpu.max': '150000 100000'}},
		],
	});
	expect(above).toEqual([{path: '/pod', memoryMax: 1_073_741_824, pidsMax: undefined, cpus: 1.5}]);
});

test("where the group has no pressure of its own, the whole host's is told as that", () => {
	const cpu =
		'some avg10=1.50 avg60=0.70 avg300=0.10 total=5\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n';
	expect(parseGroups({...READ, hostPressure: {cpu}})).toMatchObject({
		pressureOf: 'host',
		pressure: {cpu: {some: [1.5, 0.7, 0.1], full: [0, 0, 0]}},
	});
	expect(
		parseGroups({
			...READ,
			files: {'cpu.pressure': cpu},
			hostPressure: {cpu: cpu.replace('1.50', '9')},
		}),
	).toMatchObject({pressureOf: 'group', pressure: {cpu: {some: [1.5, 0.7, 0.1]}}});
});

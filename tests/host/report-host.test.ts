import {describe, expect, test} from 'vitest';
import type {ProbeResults} from '../../src/host/probe-results.js';
import {reportHost} from '../../src/host/report-host.js';
import {REQUIRED_TOOLS} from '../../src/host/required-tools.js';
import {GOOD_HOST, hostWithout, NAMESPACE_PROBES} from './good-host.js';

const WORKS = {ok: true, message: ''};
const REFUSED = {ok: false, message: 'cpu.max: no'};
const RAN = {kind: 'ran', node: WORKS, limits: {}, shown: []} as const;

const find = (results: ProbeResults, id: string) =>
	reportHost(results).findings.find((finding) => finding.id === id);

describe('the report of a good box', () => {
	const report = reportHost(GOOD_HOST);

	test('meets every need', () => {
		expect(report.meets.filter((need) => !need.startsWith('tool:')).toSorted()).toEqual([
			'bridge',
			'cgroup-read',
			'cgroup-read:cpu',
			'cgroup-read:memory',
			'cgroup-read:pids',
			'cgroup-v2',
			'cgroup-write',
			'cgroup-write:cpu',
			'cgroup-write:memory',
			'cgroup-write:pids',
			'idmapped-mounts',
			'nested-user-namespaces',
			'net-namespaces',
			'oci-runtime',
			'overlay',
			'pid-namespaces',
			'pressure',
			'time-namespaces',
			'user-namespaces',
			'veth',
		]);
		expect(report.meets).toContain('tool:ip');
	});

	test('has nothing to mend', () => {
		expect(report.findings.filter(({mend}) => mend !== undefined)).toEqual([]);
	});

	test('names no finding twice', () => {
		const ids = report.findings.map(({id}) => id);
		expect(new Set(ids).size).toBe(ids.length);
	});
});

describe('what the report promises', () => {
	test('a box without a sandbox meets no need of one, whatever single probes say', () => {
		const report = reportHost(hostWithout(['nested']));
		expect(report.hostClass).toBe('observe');
		expect(
			report.meets.filter((need) =>
				/namespaces|veth|overlay|idmapped|cgroup-(write|read:)/.test(need),
			),
		).toEqual([]);
		expect(report.meets).toContain('cgroup-read');
		expect(report.meets).toContain('tool:ps');
	});

	test('controllers are told one by one', () => {
		const partly: ProbeResults = {
			...GOOD_HOST,
			trial: {...RAN, limits: {memory: WORKS, pids: WORKS, cpu: REFUSED}},
		};
		const {meets} = reportHost(partly);
		expect(meets.filter((need) => need.startsWith('cgroup-write')).toSorted()).toEqual([
			'cgroup-write',
			'cgroup-write:memory',
			'cgroup-write:pids',
		]);
		expect(find(partly, 'cgroup-write')).toMatchObject({
			ok: false,
			found: 'cpu not given (cpu.max: no)',
		});
	});

	test('where nothing is delegated, cgroups are still looked at', () => {
		const results: ProbeResults = {
			...GOOD_HOST,
			cgroup: {
				offer: {
					kind: 'none',
					why: 'cgroup v1 delegates nothing to ordinary users',
					readable: [{controller: 'memory', mountOption: 'memory', group: '/sys/fs/cgroup/memory'}],
				},
				version: 1,
				isReadOnly: false,
			},
			trial: {...RAN, shown: ['memory']},
		};
		const {meets} = reportHost(results);
		expect(meets.filter((need) => need.startsWith('cgroup'))).toEqual([
			'cgroup-read',
			'cgroup-read:memory',
		]);
		expect(find(results, 'cgroup-write')?.unlocks).toContain('cgroup-read:cpu');
	});

	test('v1 is no v2, and where no control groups are mounted nothing is said of their version', () => {
		const withVersion = (version: 1 | undefined): ProbeResults => ({
			...GOOD_HOST,
			cgroup: {...GOOD_HOST.cgroup, version},
		});
		expect(find(withVersion(1), 'cgroup-v2')).toMatchObject({ok: false});
		expect(reportHost(withVersion(1)).meets).not.toContain('cgroup-v2');
		expect(find(withVersion(undefined), 'cgroup-v2')).toBeUndefined();
	});

	test.each([
		['20.18.9', false],
		['20.19.0', true],
		['22.0.0', true],
		['18.20.0', false],
	])('Node.js %s is new enough: %s', (nodeVersion, ok) => {
		expect(find({...GOOD_HOST, nodeVersion}, 'node')?.ok).toBe(ok);
	});
});

describe('engines and runtimes', () => {
	const withTools = (tools: readonly string[], dockerAnswers = false): ProbeResults => ({
		...GOOD_HOST,
		tools: new Set(['bash', ...tools]),
		dockerAnswers,
	});

	test('the command docker without a daemon is no engine', () => {
		const results = withTools(['docker']);
		expect(find(results, 'engine')).toMatchObject({
			ok: false,
			found: 'the command docker, but no daemon that answers',
		});
		expect(find(results, 'oci-runtime')).toMatchObject({ok: false, found: 'neither crun nor runc'});
	});

	test('docker counts when its daemon answers, podman by itself', () => {
		expect(find(withTools(['docker'], true), 'engine')).toMatchObject({
			ok: true,
			found: 'docker, whose daemon answers',
		});
		expect(find(withTools(['podman', 'docker']), 'engine')).toMatchObject({
			ok: true,
			found: 'podman',
		});
	});

	test('a daemon that answers, without the command, is no engine', () => {
		expect(find(withTools([], true), 'engine')).toMatchObject({
			ok: false,
			found: 'neither podman nor docker',
		});
	});

	test.each(['crun', 'runc'])('%s is a runtime and no engine', (name) => {
		const results = withTools([name]);
		expect(find(results, 'oci-runtime')).toMatchObject({ok: true, found: name});
		expect(find(results, 'engine')?.ok).toBe(false);
		expect(reportHost(results).meets).toContain('oci-runtime');
	});

	test('where there is no runtime, the command that installs one is said with its undo', () => {
		expect(find(withTools([]), 'oci-runtime')?.mend).toEqual({
			command: 'sudo apt-get install crun',
			undo: 'sudo apt-get remove crun',
			note: 'The package crun has crun.',
		});
		expect(find({...withTools([]), packageTool: undefined}, 'oci-runtime')).not.toHaveProperty(
			'mend',
		);
	});
});

describe('what doctor says to do', () => {
	const mendOf = (results: ProbeResults, id: string) => find(results, id)?.mend;

	test('a limit: the undo puts the old number back', () => {
		const limited = hostWithout(
			NAMESPACE_PROBES,
			{maxUserNamespaces: '7'},
			'unshare: unshare failed: No space left on device',
		);
		expect(mendOf(limited, 'user-namespaces')?.undo).toBe(
			'sudo sysctl -w user.max_user_namespaces=7',
		);
	});

	test.each([
		['apt-get', 'sudo apt-get install iproute2'],
		['dnf', 'sudo dnf install iproute'],
		['apk', 'sudo apk add iproute2'],
		['pacman', 'sudo pacman -S iproute2'],
		['zypper', 'sudo zypper install iproute2'],
	] as const)('a missing tool, with %s: %s', (packageTool, command) => {
		const tools = new Set([...GOOD_HOST.tools].filter((tool) => tool !== 'ip'));
		expect(mendOf({...GOOD_HOST, tools, packageTool}, 'tool-ip')?.command).toBe(command);
	});

	test('a tool that the sandbox needs: the package that has it now, and what it is for', () => {
		const tools = new Set([...GOOD_HOST.tools].filter((tool) => tool !== 'pivot_root'));
		const report = reportHost({...GOOD_HOST, trial: {kind: 'untried'}, tools});
		expect(report.summary).toBe(
			'This host lacks pivot_root, without which no sandbox starts: no exercise can run here.',
		);
		expect(report.findings.filter(({title}) => title.includes('pivot_root'))).toEqual([
			{
				id: 'sandbox-tool-pivot_root',
				title: 'Tool pivot_root',
				ok: false,
				found: 'missing; the sandbox needs pivot_root to make its file tree the root',
				unlocks: ['user-namespaces', 'tool:pivot_root'],
				mend: {
					command: 'sudo apt-get install util-linux-extra',
					undo: 'sudo apt-get remove util-linux-extra',
					note: 'The package util-linux-extra has pivot_root.',
				},
			},
		]);
		expect(report.meets).not.toContain('user-namespaces');
	});

	test('a package that every system is made with is not to be removed again', () => {
		const tools = new Set([...GOOD_HOST.tools].filter((tool) => tool !== 'timeout'));
		expect(mendOf({...GOOD_HOST, tools}, 'sandbox-tool-timeout')).toEqual({
			command: 'sudo apt-get install --reinstall coreutils',
			note: 'The package coreutils has timeout.',
		});
	});

	test('what nothing is there to try with is neither promised nor denied', () => {
		const tools = new Set([...GOOD_HOST.tools].filter((tool) => tool !== 'unshare'));
		const report = reportHost({
			...hostWithout(NAMESPACE_PROBES, {trial: {kind: 'untried'}}, 'spawn unshare ENOENT'),
			tools,
		});
		const failed = report.findings.filter(({ok}) => !ok).map(({title}) => title);
		expect(failed).toEqual(['Tool unshare', 'A container engine']);
	});

	test('every tool that the sandbox needs has a package', () => {
		const report = reportHost({...GOOD_HOST, tools: new Set()});
		const required = report.findings.filter(({id}) => id.startsWith('sandbox-tool-'));
		expect(required).toHaveLength(REQUIRED_TOOLS.length);
		expect(required.filter(({mend}) => mend === undefined)).toEqual([]);
	});

	test('macOS: a Linux to get', () => {
		const report = reportHost({
			...GOOD_HOST,
			platform: 'darwin',
			trial: {kind: 'untried'},
			probes: {},
		});
		expect(report.hostClass).toBe('read');
		expect(report.meets).toEqual([]);
		expect(report.findings.map(({id, ok}) => [id, ok])).toEqual([
			['system', false],
			['node', true],
		]);
		expect(report.findings[0]?.mend?.command).toMatch(/^limactl /);
	});

	test('a Latin-1 terminal: a locale that has the letters', () => {
		const terminal = {isTerminal: true, columns: 80, rows: 24, locale: 'de_DE'};
		expect(mendOf({...GOOD_HOST, terminal}, 'terminal')).toMatchObject({
			command: 'export LANG=C.UTF-8',
			undo: 'export LANG=de_DE',
		});
	});
});

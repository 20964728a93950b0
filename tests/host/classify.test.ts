import {describe, expect, test} from 'vitest';
import {classifyHost, isUnsure, userNamespaceFault} from '../../src/host/classify.js';
import type {ProbeResults} from '../../src/host/probe-results.js';
import type {SandboxTrial} from '../../src/host/sandbox-trial.js';
import {GOOD_HOST, hostWithout, NAMESPACE_PROBES} from './good-host.js';

const NO_SPACE = 'unshare: unshare failed: No space left on device';
const NO_MAP = 'unshare: write failed /proc/self/uid_map: Operation not permitted';
const all = NAMESPACE_PROBES;
const without = (...names: readonly string[]): ReadonlySet<string> =>
	new Set([...GOOD_HOST.tools].filter((tool) => !names.includes(tool)));
const LATE: SandboxTrial = {kind: 'late', seconds: 3, waitedFor: 'starting a sandbox'};
const mapped = all.filter((id) => id !== 'user');

const sandboxes: readonly {
	readonly box: string;
	readonly results: ProbeResults;
	readonly hostClass: string;
	readonly fault: string | undefined;
}[] = [
	{box: 'a good laptop', results: GOOD_HOST, hostClass: 'full', fault: undefined},
	{
		box: 'a box without ip and overlay',
		results: hostWithout(['veth', 'overlay', 'time']),
		hostClass: 'full',
		fault: undefined,
	},
	{
		box: 'podman, whose /proc is masked',
		results: hostWithout(['proc', 'sysfs']),
		hostClass: 'no-proc',
		fault: undefined,
	},
	{
		box: 'docker with its default filter',
		results: hostWithout(all, {seccomp: 2, kind: 'docker'}),
		hostClass: 'observe',
		fault: 'container',
	},
	{
		box: 'a limit of zero namespaces',
		results: hostWithout(all, {}, NO_SPACE),
		hostClass: 'observe',
		fault: 'limit',
	},
	{
		box: 'a limit, inside a container',
		results: hostWithout(all, {seccomp: 2}, NO_SPACE),
		hostClass: 'observe',
		fault: 'limit',
	},
	{
		box: 'Debian with unprivileged_userns_clone=0',
		results: hostWithout(all, {usernsClone: '0'}),
		hostClass: 'observe',
		fault: 'sysctl',
	},
	{
		box: 'the same, for root',
		results: hostWithout(all, {
			usernsClone: '0',
			isRoot: true,
			probes: {'root-namespaces': {ok: true, message: ''}},
		}),
		hostClass: 'outer-only',
		fault: 'sysctl',
	},
	{
		box: 'Ubuntu 24.04 with its AppArmor rule',
		results: hostWithout(mapped, {apparmorRestricts: '1'}, NO_MAP),
		hostClass: 'observe',
		fault: 'apparmor',
	},
	{
		box: 'Ubuntu 24.04, where the rule is seen as a profile',
		results: hostWithout(
			mapped,
			{apparmorRestricts: '1', apparmorProfile: {name: 'unprivileged_userns', file: undefined}},
			NO_MAP,
		),
		hostClass: 'observe',
		fault: 'apparmor',
	},
	{
		box: 'Ubuntu 25.04, whose profile of unshare takes the rights from what unshare starts',
		results: hostWithout(['mount', 'proc', 'nested'], {
			apparmorRestricts: '1',
			apparmorProfile: {name: 'unshare', file: '/etc/apparmor.d/unshare-userns-restrict'},
		}),
		hostClass: 'observe',
		fault: 'profile',
	},
	{
		box: 'root without CAP_SETFCAP: the same message, another cause',
		results: hostWithout(mapped, {}, NO_MAP),
		hostClass: 'observe',
		fault: 'unknown',
	},
	{box: 'a chroot', results: hostWithout(all), hostClass: 'observe', fault: 'unknown'},
	{
		box: 'a box without unshare',
		results: hostWithout(all, {tools: new Set(['bash'])}, 'spawn unshare ENOENT'),
		hostClass: 'no-tools',
		fault: 'unknown',
	},
	{
		box: 'a minimal Ubuntu 26.04, whose util-linux has no pivot_root',
		results: {...GOOD_HOST, trial: {kind: 'untried'}, tools: without('pivot_root')},
		hostClass: 'no-tools',
		fault: undefined,
	},
	{
		box: 'a box without script, where python3 stands in',
		results: {...GOOD_HOST, tools: without('script')},
		hostClass: 'full',
		fault: undefined,
	},
	{
		box: 'a box that has nothing to switch its loopback interface on with',
		results: {
			...GOOD_HOST,
			trial: {kind: 'untried'},
			tools: without('ip', 'perl', 'python3', 'busybox'),
		},
		hostClass: 'no-tools',
		fault: undefined,
	},
	{
		box: 'docker with its default filter, without pivot_root, which would not help',
		results: hostWithout(all, {seccomp: 2, kind: 'docker', tools: without('pivot_root')}),
		hostClass: 'observe',
		fault: 'container',
	},
	{
		box: 'a box where every probe succeeds and no sandbox can be used',
		results: {...GOOD_HOST, trial: {kind: 'failed', why: 'its evidence cannot be read'}},
		hostClass: 'observe',
		fault: undefined,
	},
	{
		box: 'a box where a sandbox ran and a probe failed',
		results: {...hostWithout(['nested', 'proc']), trial: GOOD_HOST.trial},
		hostClass: 'full',
		fault: undefined,
	},
	{
		box: 'a slow box, where the probes say yes and no sandbox came up in time',
		results: {...GOOD_HOST, trial: LATE},
		hostClass: 'full',
		fault: undefined,
	},
	{
		box: 'a slow box, where a sandbox ran and a probe did not answer in time',
		results: {
			...GOOD_HOST,
			probes: {...GOOD_HOST.probes, veth: {ok: false, message: 'no answer in 3 s', late: true}},
		},
		hostClass: 'full',
		fault: undefined,
	},
	{
		box: 'a slower box, where nothing answered in time',
		results: {
			...GOOD_HOST,
			trial: LATE,
			probes: Object.fromEntries(
				all.map((id) => [id, {ok: false, message: 'no answer in 3 s', late: true}]),
			),
		},
		hostClass: 'observe',
		fault: undefined,
	},
	{
		box: 'macOS',
		results: {...GOOD_HOST, platform: 'darwin', trial: {kind: 'untried'}, probes: {}},
		hostClass: 'read',
		fault: 'unknown',
	},
];

describe('a box is told by what was tried on it', () => {
	test.each(sandboxes)('$box is $hostClass, because of $fault', ({results, hostClass, fault}) => {
		expect(classifyHost(results)).toBe(hostClass);
		if (results.platform === 'linux') expect(userNamespaceFault(results)).toBe(fault);
	});
});

test.each(sandboxes)('only where it was too slow is it unsure: $box', ({box, results}) => {
	expect(isUnsure(results)).toBe(box.startsWith('a slow'));
});

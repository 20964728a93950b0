import {describe, expect, test} from 'vitest';
import type {CgroupView, Evidence, Moment, Probe, ProbeAnswer} from '../../src/domain/evidence.js';
import {cgroupView, command, moment} from '../domain/evidence-of.js';
import {seeing, shell} from './two-shells.js';
import {expectVerdict, verdictOf} from './verdict-of.js';

/** What the kernel says when it is asked for the control groups. */
const groups = (
	...parts: readonly Partial<CgroupView>[]
): readonly (readonly [Probe, ProbeAnswer])[] => [
	[{kind: 'cgroups'}, {kind: 'cgroups', groups: parts.map(cgroupView)}],
];

describe('cgroup', () => {
	const at = (group: Partial<CgroupView>, more: Partial<Evidence> = {}): Evidence =>
		seeing([shell], groups(group), more);
	const before = moment(undefined, [shell], groups({oomKills: 3}));
	const cases: readonly (readonly [object, Partial<CgroupView>, string])[] = [
		[{exists: true}, {}, 'passed'],
		[{exists: true}, {path: '/other'}, 'There is no group /box.'],
		[{exists: false}, {}, 'is still there'],
		[{exists: false}, {path: '/other'}, 'passed'],
		[{memoryMax: 1_073_741_824}, {memoryMax: 1_073_741_824}, 'passed'],
		[{memoryMax: 10_000_000}, {memoryMax: 9_998_336}, 'passed'],
		[{memoryMax: 1_073_741_824}, {memoryMax: 1_000_000_000}, 'is 1000000000, not 1073741824'],
		[{memoryMax: {atMost: 100}}, {memoryMax: 'max'}, 'is max, not at most 100'],
		[{memoryMax: 'max'}, {memoryMax: 'max'}, 'passed'],
		[{memoryMax: 'max'}, {memoryMax: 5}, 'is 5, not max'],
		[{pidsMax: '{{limit}}'}, {pidsMax: 256}, 'passed'],
		[{pidsMax: '{{limit}}'}, {pidsMax: 255}, 'The pids limit of /box is 255, not 256.'],
		[{pidsMax: {atLeast: 1, atMost: 9}}, {pidsMax: 9}, 'passed'],
		[{cpuMax: {cores: 2}}, {cpuMax: {quota: 200_000, period: 100_000}}, 'passed'],
		[{cpuMax: {cores: 2}}, {cpuMax: {quota: 100_000, period: 50_000}}, 'passed'],
		[{cpuMax: {cores: 2}}, {cpuMax: {quota: 20_000, period: 100_000}}, '20000 100000'],
		[{cpuMax: {cores: 2}}, {}, 'max 100000'],
		[{cpuMax: {quota: 1, period: 2}}, {cpuMax: {quota: 2, period: 4}}, 'is 2 4'],
		[{cpuMax: 'max'}, {}, 'passed'],
		[{moved: {oomKills: 1}}, {oomKills: 4}, 'passed'],
		[{moved: {oomKills: 1}}, {oomKills: 3}, 'counts 0 kills by the OOM killer'],
		[{moved: {cpuThrottled: 2}}, {cpuThrottled: 1}, 'counts 1 periods throttled'],
		[{members: {atLeast: 1}}, {members: [5]}, 'passed'],
		[{members: {atLeast: 1}}, {}, 'has 0 processes in it, not at least 1'],
	];
	test.each(cases)('%j of %j: %s', (spec, group, expected) => {
		const facts = new Map([['limit', '256']]);
		const verdict = verdictOf({cgroup: {path: '/box', ...spec}}, at(group, {before, facts}));
		expectVerdict(verdict, expected);
	});

	test('who was killed while the group held less than the limit died of another one', () => {
		const spec = {cgroup: {path: '/box', memoryMax: 33_554_432, moved: {oomKills: 1}}};
		const verdictAt = (memoryPeak: number | undefined) =>
			verdictOf(spec, at({memoryMax: 33_554_432, oomKills: 4, memoryPeak}, {before}));
		expectVerdict(
			verdictAt(8_388_608),
			'/box counts 0 kills by the OOM killer under that limit, not 1.',
		);
		for (const peak of [33_554_432, 33_488_896, 1_073_741_824, undefined]) {
			expectVerdict(verdictAt(peak), 'passed');
		}
	});

	test('who was killed in a group that was filled to the limit died of it, be it another one by now', () => {
		const moved = {oomKills: 1};
		const spec = {cgroup: {path: '/box', memoryMax: 33_554_432, moved}};
		const verdictAt = (memoryPeak: number, check: object = spec) =>
			verdictOf(check, at({memoryMax: 'max', oomKills: 4, memoryPeak}, {before}));
		for (const peak of [33_554_432, 33_550_336]) expectVerdict(verdictAt(peak), 'passed');
		for (const peak of [8_388_608, 32_505_856, 34_603_008]) {
			expectVerdict(verdictAt(peak), 'The memory limit of /box is max, not 33554432.');
		}
		const now = {cgroup: {path: '/box', memoryMax: 33_554_432, moved, now: true}};
		expectVerdict(verdictAt(33_554_432, now), 'The memory limit of /box is max');
	});

	test('a counter that moved under another limit shows no breach of this one', () => {
		const seen = (group: Partial<CgroupView>): Moment =>
			moment(command('sh'), [shell], groups(group));
		const breach = {cgroup: {path: '/box', pidsMax: 9, moved: {pidsRefused: 1}}};
		const verdictAfter = (...seenAs: readonly Partial<CgroupView>[]) =>
			verdictOf(breach, {...seeing([shell]), before, moments: seenAs.map(seen)});
		const early = [
			{pidsMax: 5, pidsRefused: 4},
			{pidsMax: 9, pidsRefused: 4},
		] as const;
		expect(verdictAfter(...early)).toMatchObject({
			kind: 'not-yet',
			reason: expect.stringContaining('counts 0 forks refused'),
		});
		expect(verdictAfter(...early, {pidsMax: 9, pidsRefused: 5}).kind).toBe('passed');
		expect(verdictAfter({pidsMax: 9, pidsRefused: 1}).kind).toBe('passed');
	});

	test('says in which v1 tree a group is still missing', () => {
		const evidence = seeing([shell], groups({path: '/', memoryMax: 'max'}, {memoryMax: undefined}));
		expect(verdictOf({cgroup: {path: '/box', memoryMax: 5}}, evidence)).toMatchObject({
			kind: 'not-yet',
			reason: 'There is no group /box in the tree of the memory controller.',
		});
	});

	test('cannot tell what this host does not say', () => {
		const spec = {path: '/box', memoryMax: 5};
		expect(verdictOf({cgroup: spec}, at({memoryMax: undefined})).kind).toBe('cannot-tell');
		const unreadable = seeing(
			[shell],
			[[{kind: 'cgroups'}, {kind: 'unreadable', why: 'No group.'}]],
		);
		expect(verdictOf({cgroup: spec}, unreadable)).toMatchObject({
			kind: 'cannot-tell',
			reason: 'No group.',
		});
	});
});

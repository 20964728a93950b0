import {describe, expect, test} from 'vitest';
import {fillCheck, judge, parseCheck} from '../../src/checks/judge.js';
import type {Evidence, Moment, Probe, ProbeAnswer, ProcessView} from '../../src/domain/evidence.js';
import type {Verdict} from '../../src/domain/verdict.js';
import {
	cgroupView,
	command,
	evidenceOf,
	fileView,
	moment,
	mountView,
	processView,
} from './evidence-of.js';

function verdictOf(raw: object, evidence: Evidence): Verdict {
	const parsed = parseCheck(raw);
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	return judge(fillCheck(parsed.check, evidence.facts), evidence);
}

/** Evidence of one moment, after one command. */
const seeing = (
	processes: readonly ProcessView[],
	answers: readonly (readonly [Probe, ProbeAnswer])[] = [],
	more: Partial<Evidence> = {},
): Evidence => evidenceOf([moment(command('ls'), processes, answers)], more);

const shell = processView();
const inner = processView({
	pid: 4720,
	nsPids: [4720, 60, 1],
	parent: 4711,
	depth: 1,
	comm: 'sh',
	argv: ['sh'],
	namespaces: {...shell.namespaces, uts: 'uts:[80]', pid: 'pid:[50]'},
	uidMap: [[0, 65_533, 1]],
	capEff: 1n << 13n,
	heeded: 1n << 14n,
	foreground: true,
});

describe('untouched', () => {
	const cases: readonly object[] = [
		{ran: {line: 'x'}},
		{entered: {new: ['uts']}},
		{process: {command: 'sleep'}},
		{cgroup: {path: '/box', exists: true}},
		{mounted: {at: '/tmp/view'}},
		{file: {path: '~/f', type: 'missing'}},
		{answered: {question: 'Which?', value: '1'}},
		{all: [{ran: {line: 'x'}}, {printed: {text: 'x'}}]},
		{any: [{ran: {line: 'x'}}, {printed: {text: 'x'}}]},
		{'in-order': [{ran: {line: 'x'}}, {printed: {text: 'x'}}]},
		{'at-once': [{ran: {line: 'x'}}, {printed: {text: 'x'}}]},
	];
	test.each(cases)('%j says that nothing has been run yet', (raw) => {
		expect(verdictOf(raw, evidenceOf([]))).toMatchObject({
			verdict: 'not-yet',
			reason: expect.stringContaining('nothing has been run yet'),
		});
	});
});

describe('entered', () => {
	const cases: readonly (readonly [object, string | 'passed'])[] = [
		[{new: ['uts', 'pid']}, 'passed'],
		[{new: ['uts', 'net']}, "sh (pid 60) is still in the first shell's net namespace, net:[4]."],
		[{new: ['uts'], same: ['user']}, 'passed'],
		[{same: ['pid'], new: ['uts']}, 'has left the pid namespace pid:[5]'],
		[{pid1: true}, 'passed'],
		[{pid1: true, mappedUid: 0}, 'passed'],
		[{pid1: true, mappedUid: 1000}, 'sh (pid 60) is uid 0 in its user namespace, not 1000.'],
		[{has: ['net_raw']}, 'passed'],
		[{pid1: true, lacks: ['net_raw']}, 'still has CAP_NET_RAW in its effective set'],
		[{pid1: true, has: ['sys_admin']}, 'does not have CAP_SYS_ADMIN'],
		[{pid1: true, boundLacks: ['net_raw']}, 'still has CAP_NET_RAW in its bounding set'],
		[{pid1: true, seccomp: 2}, 'Seccomp is 0'],
		[{pid1: true, heeds: 15}, 'passed'],
		[{pid1: true, heeds: 14}, 'sh (pid 60) has no handler for signal 14'],
		[{pid1: true, noNewPrivs: true}, 'NoNewPrivs is 0'],
		[{pid1: true, root: 'same'}, 'passed'],
		[{pid1: true, root: 'changed'}, 'still has the root directory of the first shell'],
		[{foreground: true, new: ['uts']}, 'passed'],
		[{foreground: false, new: ['uts']}, 'bash (pid 57) is still'],
		[{command: '^bash', new: ['uts']}, 'bash (pid 57) is still'],
		[{command: '^nothing', new: ['uts']}, 'No process like this runs'],
		[{tab: 'outside', new: ['uts']}, 'No process like this runs'],
	];
	test.each(cases)('%j: %s', (spec, expected) => {
		const verdict = verdictOf({entered: spec}, seeing([shell, inner]));
		if (expected === 'passed') expect(verdict.verdict).toBe('passed');
		else expect(verdict.reason).toContain(expected);
	});

	test('shows both namespaces', () => {
		expect(verdictOf({entered: {new: ['uts']}}, seeing([shell, inner])).seen).toEqual([
			{what: 'sh (pid 60), uts', value: 'uts:[80]'},
			{what: 'the first shell, uts', value: 'uts:[8]'},
		]);
	});

	test('holds what was at any moment, and with `now` only what is', () => {
		const left = evidenceOf([
			moment(command('unshare -u sh', '', {status: undefined}), [shell, inner]),
			moment(command('exit'), [shell]),
		]);
		expect(verdictOf({entered: {new: ['uts']}}, left).verdict).toBe('passed');
		expect(verdictOf({entered: {new: ['uts'], now: true}}, left).verdict).toBe('not-yet');
	});

	test('sees a first shell that gave itself new namespaces by exec', () => {
		const moved = {...shell, namespaces: inner.namespaces};
		const before = moment(undefined, [shell]);
		expect(verdictOf({entered: {new: ['uts']}}, seeing([moved], [], {before})).verdict).toBe(
			'passed',
		);
	});

	test('compares with the shell of another tab when told to', () => {
		const other = processView({pid: 9, tab: 'outside', namespaces: inner.namespaces});
		const spec = {tab: 'shell', newFrom: 'outside', new: ['uts']};
		expect(verdictOf({entered: spec}, seeing([shell, other])).verdict).toBe('passed');
		expect(verdictOf({entered: {...spec, command: '^sh'}}, seeing([inner, other])).verdict).toBe(
			'not-yet',
		);
	});

	const named = (first: string, second: string): Evidence =>
		seeing(
			[shell, inner],
			[
				[
					{probe: 'hostnames', tab: 'shell'},
					{
						answer: 'hostnames',
						byPid: new Map([
							[4711, first],
							[4720, second],
						]),
					},
				],
			],
			{facts: new Map([['host', 'heron']])},
		);
	test.each([
		['lesson', 'heron', 'passed'],
		['lesson', 'otter', 'is "otter", not "heron"'],
		['heron', 'heron', `The first shell's host name is "heron" too`],
	])('a host name inside: outer %s, inner %s: %s', (first, second, expected) => {
		const spec = {hostname: '{{host}}', notHostname: '{{host}}', tab: 'shell', new: ['uts']};
		const verdict = verdictOf({entered: spec}, named(first, second));
		if (expected === 'passed') expect(verdict.verdict).toBe('passed');
		else expect(verdict.reason).toContain(expected);
	});

	test('cannot tell a host name that could not be read', () => {
		const evidence = seeing(
			[shell, inner],
			[[{probe: 'hostnames'}, {answer: 'unreadable', why: 'There is no nsenter.'}]],
		);
		expect(verdictOf({entered: {hostname: 'x'}}, evidence)).toMatchObject({
			verdict: 'cannot-tell',
			reason: 'There is no nsenter.',
		});
	});
});

describe('process', () => {
	const sleep = processView({pid: 5, depth: 1, comm: 'sleep', argv: ['sleep', '99'], state: 'S'});
	const zombie = {...sleep, pid: 6, state: 'Z'};
	const cases: readonly (readonly [object, boolean])[] = [
		[{command: '^sleep'}, true],
		[{command: 'sleep 99'}, true],
		[{command: '^sleep 1$'}, false],
		[{command: '^sleep', count: {atLeast: 2}}, false],
		[{command: '^sleep', count: 1}, true],
		[{command: '^sleep', count: {atMost: 0}}, false],
		[{command: '^top', count: {exactly: 0}}, true],
		[{command: '^sleep', state: 'Z'}, true],
		[{command: '^sleep', state: 'R'}, false],
		[{command: '^sleep', pidNamespaces: 1}, true],
		[{command: '^sleep', pidNamespaces: 2}, false],
		[{command: '^sh', pidNamespaces: 2}, true],
		[{command: '^sleep', tab: 'outside'}, false],
		[{command: '^sleep', cpus: 4}, true],
		[{command: '^sleep', cpus: 1}, false],
	];
	test.each(cases)('%j: %s', (spec, holds) => {
		const {verdict} = verdictOf({process: spec}, seeing([shell, inner, sleep, zombie]));
		expect(verdict).toBe(holds ? 'passed' : 'not-yet');
	});

	test('is named in the words of the lesson, and else by its pattern', () => {
		const spec = {command: 'bin/top .*all', cpus: 1};
		expect(verdictOf({process: spec}, seeing([shell])).reason).toBe(
			'No process like "bin/top .*all" on 1 CPU is there.',
		);
		expect(verdictOf({process: {...spec, what: 'top of everything'}}, seeing([shell])).reason).toBe(
			'No top of everything on 1 CPU is there.',
		);
	});

	test('gone is what was there and is there no longer', () => {
		const spec = {process: {command: '^sleep', gone: true}};
		const before = moment(undefined, [shell, sleep]);
		expect(verdictOf(spec, seeing([shell], [], {before})).verdict).toBe('passed');
		expect(verdictOf(spec, seeing([shell, sleep], [], {before})).reason).toContain('still there');
		expect(verdictOf(spec, seeing([shell])).reason).toContain('has been seen yet');
		expect(verdictOf(spec, seeing([shell, zombie], [], {before})).verdict).toBe('passed');
	});

	test('is a member of a control group only where it is so in every hierarchy that has the group', () => {
		const groups = [cgroupView({members: [5], membersThroughout: []})];
		const answers = [[{probe: 'cgroups'}, {answer: 'cgroups', groups}]] as const;
		const spec = {command: '^sleep', cgroup: '/box'};
		expect(verdictOf({process: spec}, seeing([sleep], answers)).verdict).toBe('not-yet');
	});

	test('may have to be a member of a control group', () => {
		const groups = [cgroupView({members: [5]})];
		const answers = [[{probe: 'cgroups'}, {answer: 'cgroups', groups}]] as const;
		const spec = {command: '^sleep', cgroup: '/box'};
		expect(verdictOf({process: spec}, seeing([sleep], answers)).verdict).toBe('passed');
		expect(verdictOf({process: {...spec, cgroup: '/b'}}, seeing([sleep], answers)).verdict).toBe(
			'not-yet',
		);
	});
});

describe('cgroup', () => {
	const at = (group: Parameters<typeof cgroupView>[0], more: Partial<Evidence> = {}): Evidence =>
		seeing([shell], [[{probe: 'cgroups'}, {answer: 'cgroups', groups: [cgroupView(group)]}]], more);
	const before = moment(
		undefined,
		[shell],
		[[{probe: 'cgroups'}, {answer: 'cgroups', groups: [cgroupView({oomKills: 3})]}]],
	);
	const cases: readonly (readonly [object, Parameters<typeof cgroupView>[0], string | 'passed'])[] =
		[
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
		if (expected === 'passed') expect(verdict.verdict).toBe('passed');
		else
			expect(verdict).toMatchObject({
				verdict: 'not-yet',
				reason: expect.stringContaining(expected),
			});
	});

	test('a counter that moved under another limit shows no breach of this one', () => {
		const seen = (group: Parameters<typeof cgroupView>[0]): Moment =>
			moment(
				command('sh'),
				[shell],
				[[{probe: 'cgroups'}, {answer: 'cgroups', groups: [cgroupView(group)]}]],
			);
		const breach = {cgroup: {path: '/box', pidsMax: 9, moved: {pidsRefused: 1}}};
		const verdictAfter = (...groups: readonly Parameters<typeof cgroupView>[0][]) =>
			verdictOf(breach, {...seeing([shell]), before, moments: groups.map(seen)});
		const early = [
			{pidsMax: 5, pidsRefused: 4},
			{pidsMax: 9, pidsRefused: 4},
		] as const;
		expect(verdictAfter(...early)).toMatchObject({
			verdict: 'not-yet',
			reason: expect.stringContaining('counts 0 forks refused'),
		});
		expect(verdictAfter(...early, {pidsMax: 9, pidsRefused: 5}).verdict).toBe('passed');
		expect(verdictAfter({pidsMax: 9, pidsRefused: 1}).verdict).toBe('passed');
	});

	test('says in which v1 tree a group is still missing', () => {
		const groups = [cgroupView({path: '/', memoryMax: 'max'}), cgroupView({memoryMax: undefined})];
		const evidence = seeing([shell], [[{probe: 'cgroups'}, {answer: 'cgroups', groups}]]);
		expect(verdictOf({cgroup: {path: '/box', memoryMax: 5}}, evidence)).toMatchObject({
			verdict: 'not-yet',
			reason: 'There is no group /box in the tree of the memory controller.',
		});
	});

	test('cannot tell what this box does not say', () => {
		const spec = {path: '/box', memoryMax: 5};
		expect(verdictOf({cgroup: spec}, at({memoryMax: undefined})).verdict).toBe('cannot-tell');
		const unreadable = seeing(
			[shell],
			[[{probe: 'cgroups'}, {answer: 'unreadable', why: 'No group.'}]],
		);
		expect(verdictOf({cgroup: spec}, unreadable)).toMatchObject({
			verdict: 'cannot-tell',
			reason: 'No group.',
		});
	});
});

describe('mounted', () => {
	const view = mountView({propagation: ['shared:5']});
	const tables = (byPid: ReadonlyMap<number, readonly ReturnType<typeof mountView>[]>): Evidence =>
		seeing(
			[shell, inner],
			[
				[{probe: 'mounts'}, {answer: 'mounts', byPid}],
				[
					{probe: 'mounts', tab: 'shell'},
					{answer: 'mounts', byPid},
				],
			],
		);
	const inInner = tables(
		new Map([
			[4711, []],
			[4720, [view]],
		]),
	);
	const inBoth = tables(
		new Map([
			[4711, [view]],
			[4720, [view]],
		]),
	);
	const cases: readonly (readonly [object, Evidence, string | 'passed'])[] = [
		[{}, inInner, 'passed'],
		[{at: '/tmp/other'}, inInner, 'has a mount at /tmp/other'],
		[{type: 'tmpfs', superOptions: ['size=1024k']}, inInner, 'passed'],
		[{type: 'proc'}, inInner, 'is a mount of type tmpfs, not proc'],
		[{options: ['ro']}, inInner, 'ro is missing'],
		[{superOptions: ['size=1k']}, inInner, 'size=1k is missing'],
		[{propagation: 'shared'}, inInner, 'passed'],
		[{propagation: 'private'}, inInner, 'is shared, not private'],
		[{onlyIn: 'shell'}, inInner, 'passed'],
		[{onlyIn: 'shell'}, inBoth, 'was made outside'],
		[{tab: 'shell', gone: true}, inInner, 'is still mounted'],
		[{tab: 'shell', gone: true}, tables(new Map()), 'has been seen yet'],
	];
	test.each(cases)('%j: %#', (spec, evidence, expected) => {
		const verdict = verdictOf({mounted: {at: '/tmp/view', ...spec}}, evidence);
		if (expected === 'passed') expect(verdict.verdict).toBe('passed');
		else
			expect(verdict).toMatchObject({
				verdict: 'not-yet',
				reason: expect.stringContaining(expected),
			});
	});

	test('the mount that covers another counts', () => {
		const covered = tables(new Map([[4720, [mountView({type: 'proc'}), view]]]));
		expect(verdictOf({mounted: {at: '/tmp/view', type: 'proc'}}, covered).verdict).toBe('not-yet');
	});

	test('gone is what was there when the step opened', () => {
		const before = inInner.moments[0];
		const evidence = {...tables(new Map([[4711, []]])), before};
		expect(verdictOf({mounted: {at: '/tmp/view', gone: true}}, evidence).verdict).toBe('passed');
	});
});

describe('file', () => {
	const path = '/home/learner/f';
	const at = (file: Parameters<typeof fileView>[0]): Evidence =>
		seeing(
			[shell],
			[
				[
					{probe: 'file', path},
					{answer: 'file', file: fileView(file)},
				],
			],
			{
				facts: new Map([['host', 'heron']]),
			},
		);
	const cases: readonly (readonly [object, Parameters<typeof fileView>[0], string | 'passed'])[] = [
		[{}, {}, 'passed'],
		[{}, {type: 'missing'}, 'is not there'],
		[{type: 'missing'}, {type: 'missing'}, 'passed'],
		[{type: 'missing'}, {}, 'is still there'],
		[{type: 'directory'}, {}, 'is a file, not a directory'],
		[{contains: '{{host}}'}, {}, 'passed'],
		[{contains: '{{host}}'}, {content: 'otter'}, 'does not contain "heron"'],
		[{matches: '^{{host}}$'}, {}, 'passed'],
		[{matches: '^x$'}, {}, 'is not what this step asks for'],
		[{sha256: 'ab'}, {}, 'passed'],
		[{sha256: 'ba'}, {}, 'SHA-256'],
		[{mode: '644'}, {}, 'passed'],
		[{mode: '0755'}, {}, 'has the mode 0644, not 0755'],
		[{type: 'device', device: '0:0'}, {type: 'device'}, 'passed'],
		[{device: '1:3'}, {}, 'is not the device 1:3'],
		[{size: {atLeast: 6}}, {}, 'passed'],
		[{size: {atLeast: 7}}, {}, 'is 6 bytes long, not at least 7'],
	];
	test.each(cases)('%j of %j: %s', (spec, file, expected) => {
		const verdict = verdictOf({file: {path: '~/f', ...spec}}, at(file));
		if (expected === 'passed') expect(verdict.verdict).toBe('passed');
		else
			expect(verdict).toMatchObject({
				verdict: 'not-yet',
				reason: expect.stringContaining(expected),
			});
	});
});

describe('ran', () => {
	const evidence = evidenceOf([moment(command('unshare --pid bash', '', {status: 1}))]);
	test.each([
		[{line: 'unshare .*--pid'}, 'passed'],
		[{line: '^bash'}, 'not-yet'],
		[{line: 'unshare', status: 1}, 'passed'],
		[{line: 'unshare', status: 'nonzero'}, 'passed'],
		[{line: 'unshare', status: 0}, 'not-yet'],
		[{line: 'unshare', tab: 'outside'}, 'not-yet'],
	])('%j: %s', (spec, expected) => {
		expect(verdictOf({ran: spec}, evidence).verdict).toBe(expected);
	});
});

describe('answered', () => {
	const facts = new Map([
		['shell.pid', '4711'],
		['shell.ns.pid', 'pid:[5]'],
		['shell.pid-inside', '57'],
	]);
	const cases: readonly (readonly [object, string, string])[] = [
		[{fact: 'shell.pid'}, ' 4711 ', 'passed'],
		[{fact: 'shell.pid'}, '57', '"57" is not the answer.'],
		[{fact: 'shell.ns.pid'}, '5', 'passed'],
		[{value: '{{shell.pid}}'}, '4711', 'passed'],
		[{value: 1}, '1', 'passed'],
		[{values: ['one', '1']}, 'One', 'passed'],
		[{among: {from: 90, to: '{{shell.pid}}'}}, '4711', 'passed'],
		[{among: {from: 90, to: 110}}, '111', 'is not the answer'],
		[{among: {from: -1, to: 110}}, ' ', 'is not the answer'],
		[
			{
				fact: 'shell.pid',
				wrong: [{answer: '{{shell.pid-inside}}', say: 'That is its number inside.'}],
			},
			'57',
			'That is its number inside.',
		],
	];
	test.each(cases)('%j with %j: %s', (spec, answer, expected) => {
		const evidence = evidenceOf([], {facts, answers: [answer]});
		const verdict = verdictOf({answered: {question: 'Which?', ...spec}}, evidence);
		if (expected === 'passed') expect(verdict.verdict).toBe('passed');
		else
			expect(verdict).toMatchObject({
				verdict: 'not-yet',
				reason: expect.stringContaining(expected),
			});
	});

	test('a fact that this box does not have cannot be told', () => {
		const raw = {answered: {question: 'Which?', fact: 'cgroup.root'}};
		expect(verdictOf(raw, evidenceOf([], {answers: ['1']})).verdict).toBe('cannot-tell');
	});
});

test('chosen goes by the latest choice, and gives its reason', () => {
	const options = [
		{id: 'a', text: 'One', right: true, because: 'They share it.'},
		{id: 'b', text: 'Two', because: 'There is no second kernel.'},
	];
	const raw = {chosen: {question: 'How many?', options}};
	const choosing = (...answers: readonly string[]): Verdict =>
		verdictOf(raw, evidenceOf([], {answers}));
	expect(choosing('b')).toMatchObject({verdict: 'not-yet', reason: 'There is no second kernel.'});
	expect(choosing('b', 'a')).toMatchObject({verdict: 'passed', reason: 'They share it.'});
	expect(choosing('One')).toMatchObject({verdict: 'not-yet'});
});

import {describe, expect, test} from 'vitest';
import {cgroupView, command, evidenceOf, moment, processView} from '../domain/evidence-of.js';
import {inner, seeing, shell} from './two-shells.js';
import {verdictOf} from './verdict-of.js';

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
		[{command: '^sleep', cpuList: '0-3'}, true],
		[{command: '^sleep', cpuList: '0'}, false],
	];
	test.each(cases)('%j: %s', (spec, holds) => {
		const {kind: verdict} = verdictOf({process: spec}, seeing([shell, inner, sleep, zombie]));
		expect(verdict).toBe(holds ? 'passed' : 'not-yet');
	});

	test('knows whose child it is, and who went to process 1', () => {
		const shim = processView({pid: 7, parent: 1, depth: 1, comm: 'shim', argv: ['shim']});
		const child = {...sleep, pid: 8, parent: 7};
		const held = (by: string) => ({
			all: [
				{process: {command: `^${by}`, as: 'holder'}},
				{process: {command: '^sleep', childOf: 'holder'}},
			],
		});
		const orphan = {process: {command: '^sleep', orphan: true}};
		expect(verdictOf(held('shim'), seeing([shell, shim, child])).kind).toBe('passed');
		expect(verdictOf(held('bash'), seeing([shell, shim, child])).kind).toBe('not-yet');
		expect(verdictOf(held('shim'), seeing([shim, child, {...child, parent: 1}])).kind).toBe(
			'passed',
		);
		expect(verdictOf(orphan, seeing([shim, child])).kind).toBe('not-yet');
		expect(verdictOf(orphan, seeing([shim, {...child, parent: 1}])).kind).toBe('passed');
	});

	test('can not be told of processes that the kernel did not tell of', () => {
		const why = 'The kernel did not answer in time.';
		const [moment] = seeing([]).moments;
		if (!moment) throw new Error('nothing was seen');
		const unread = {
			...seeing([sleep]),
			moments: [...seeing([sleep]).moments, {...moment, unread: why}],
		};
		const cannotTell = {kind: 'cannot-tell', reason: why};
		expect(verdictOf({process: {command: '^top'}}, unread)).toMatchObject(cannotTell);
		expect(verdictOf({process: {command: '^sleep', gone: true}}, unread)).toMatchObject(cannotTell);
		expect(verdictOf({process: {command: '^sleep', count: {atMost: 0}}}, unread)).toMatchObject(
			cannotTell,
		);
		expect(verdictOf({entered: {new: ['pid']}}, unread)).toMatchObject(cannotTell);
		expect(verdictOf({process: {command: '^sleep'}}, unread).kind).toBe('passed');
	});

	test('can not be told by arguments that the kernel did not tell', () => {
		const late = {...sleep, argv: [], argvUnread: true as const};
		expect(verdictOf({process: {command: 'sleep 99'}}, seeing([late]))).toMatchObject({
			kind: 'cannot-tell',
			reason: 'The kernel did not tell in time with which arguments sleep (pid 57) runs.',
		});
		expect(verdictOf({process: {command: '^sleep'}}, seeing([late])).kind).toBe('passed');
		expect(verdictOf({process: {state: 'T'}}, seeing([late])).kind).toBe('not-yet');
	});

	test('is named in the words of the lesson, or by a plain name, but never by a pattern', () => {
		const spec = {command: 'bin/top .*all', cpus: 1};
		expect(verdictOf({process: spec}, seeing([shell])).reason).toBe(
			'No process on 1 CPU is there.',
		);
		expect(verdictOf({process: {command: '^sleep'}}, seeing([shell])).reason).toBe(
			'No process like "sleep" is there.',
		);
		expect(verdictOf({process: {...spec, what: 'top of everything'}}, seeing([shell])).reason).toBe(
			'No top of everything on 1 CPU is there.',
		);
	});

	test('counts once for each namespace where they have to be apart', () => {
		const own = {...sleep, pid: 6, nsPids: [6], namespaces: {...sleep.namespaces, pid: 'pid:[77]'}};
		const spec = {command: '^sleep', apart: ['pid'], count: {atLeast: 2}};
		expect(verdictOf({process: spec}, seeing([sleep, {...sleep, pid: 7}])).kind).toBe('not-yet');
		expect(verdictOf({process: spec}, seeing([sleep, own])).kind).toBe('passed');
	});

	test('gone is what was there and is there no longer', () => {
		const spec = {process: {command: '^sleep', gone: true}};
		const before = moment(undefined, [shell, sleep]);
		expect(verdictOf(spec, seeing([shell], [], {before})).kind).toBe('passed');
		expect(verdictOf(spec, seeing([shell, sleep], [], {before})).reason).toContain('still there');
		expect(verdictOf(spec, seeing([shell])).reason).toContain('has been seen yet');
		expect(verdictOf(spec, seeing([shell, zombie], [], {before})).kind).toBe('passed');
	});

	test('tells of what was there and is gone as past', () => {
		const gone = evidenceOf([moment(command('a'), [shell, sleep]), moment(command('b'), [shell])]);
		expect(verdictOf({process: {command: '^sleep'}}, gone).reason).toMatch(/ was there\.$/);
		const two = {command: '^sleep', count: {atLeast: 2}};
		expect(verdictOf({process: two}, gone).reason).toMatch(/^There was 1 /);
		expect(verdictOf({process: two}, seeing([shell, sleep])).reason).toMatch(/^There is 1 /);
	});

	test('is a member of a control group only where it is so in every hierarchy that has the group', () => {
		const groups = [cgroupView({members: [5], membersThroughout: []})];
		const answers = [[{kind: 'cgroups'}, {kind: 'cgroups', groups}]] as const;
		const spec = {command: '^sleep', cgroup: '/box'};
		expect(verdictOf({process: spec}, seeing([sleep], answers)).kind).toBe('not-yet');
	});

	test('may have to be a member of a control group', () => {
		const groups = [cgroupView({members: [5]})];
		const answers = [[{kind: 'cgroups'}, {kind: 'cgroups', groups}]] as const;
		const spec = {command: '^sleep', cgroup: '/box'};
		expect(verdictOf({process: spec}, seeing([sleep], answers)).kind).toBe('passed');
		expect(verdictOf({process: {...spec, cgroup: '/b'}}, seeing([sleep], answers)).kind).toBe(
			'not-yet',
		);
	});
});

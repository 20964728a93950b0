import {describe, expect, test} from 'vitest';
import type {Evidence, MountView} from '../../src/domain/evidence.js';
import {mountView} from '../domain/evidence-of.js';
import {inner, seeing, shell} from './two-shells.js';
import {expectVerdict, verdictOf} from './verdict-of.js';

describe('mounted', () => {
	const view = mountView({propagation: ['shared:5']});
	const tables = (byPid: ReadonlyMap<number, readonly MountView[]>): Evidence =>
		seeing(
			[shell, inner],
			[
				[{kind: 'mounts'}, {kind: 'mounts', byPid}],
				[
					{kind: 'mounts', tab: 'shell'},
					{kind: 'mounts', byPid},
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
	const otherDevice = tables(
		new Map([
			[4711, [{...view, device: '0:41'}]],
			[4720, [{...view, device: '0:42'}]],
		]),
	);
	const cases: readonly (readonly [object, Evidence, string])[] = [
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
		[{onlyIn: 'shell'}, otherDevice, 'passed'],
		[{tab: 'shell', gone: true}, inInner, 'is still mounted'],
		[{tab: 'shell', gone: true}, tables(new Map()), 'has been seen yet'],
	];
	test.each(cases)('%j: %#', (spec, evidence, expected) => {
		const verdict = verdictOf({mounted: {at: '/tmp/view', ...spec}}, evidence);
		expectVerdict(verdict, expected);
	});

	test('in the table of the process that an earlier part bound', () => {
		const isIn = (comm: string) => ({
			all: [{process: {command: comm, as: 'one'}}, {mounted: {at: '/tmp/view', is: 'one'}}],
		});
		expect(verdictOf(isIn('^sh$'), inInner).kind).toBe('passed');
		expect(verdictOf(isIn('^bash$'), inInner).kind).toBe('not-yet');
	});

	test('the mount that covers another counts', () => {
		const covered = tables(new Map([[4720, [mountView({type: 'proc'}), view]]]));
		expect(verdictOf({mounted: {at: '/tmp/view', type: 'proc'}}, covered).kind).toBe('not-yet');
	});

	test('may have to be in the table of a process that another part has bound', () => {
		const check = (pid: number) => ({
			all: [
				{process: {command: pid === inner.pid ? '^sh$' : '^bash$', as: 'one'}},
				{mounted: {at: '/tmp/view', is: 'one'}},
			],
		});
		expect(verdictOf(check(inner.pid), inInner).kind).toBe('passed');
		expect(verdictOf(check(shell.pid), inInner).reason).toContain('has no mount at /tmp/view');
	});

	test('gone is what was there when the step opened', () => {
		const before = inInner.moments[0];
		const evidence = {...tables(new Map([[4711, []]])), before};
		expect(verdictOf({mounted: {at: '/tmp/view', gone: true}}, evidence).kind).toBe('passed');
	});
});

import {describe, expect, test} from 'vitest';
import type {Evidence} from '../../src/domain/evidence.js';
import {command, evidenceOf, moment, processView} from '../domain/evidence-of.js';
import {inner, seeing, shell} from './two-shells.js';
import {expectVerdict, verdictOf} from './verdict-of.js';

describe('entered', () => {
	const cases: readonly (readonly [object, string])[] = [
		[{new: ['uts', 'pid']}, 'passed'],
		[{new: ['uts', 'net']}, "sh (pid 60) is still in the first shell's net namespace, net:[4]."],
		[{new: ['uts'], same: ['user']}, 'passed'],
		[{same: ['pid'], new: ['uts']}, 'has left the pid namespace pid:[5]'],
		[{pid1: true}, 'passed'],
		[{pid1: true, mappedUid: 0}, 'passed'],
		[{pid1: true, mappedUid: 1000}, 'sh (pid 60) is uid 0 in its user namespace, not 1000.'],
		[{pid1: true, bootOffset: 0}, 'passed'],
		[{pid1: true, bootOffset: 60}, 'is 0 seconds ahead for sh (pid 60), not 60'],
		[{has: ['net_raw']}, 'passed'],
		[{pid1: true, lacks: ['net_raw']}, 'still has CAP_NET_RAW in its effective set'],
		[{pid1: true, has: ['sys_admin']}, 'does not have CAP_SYS_ADMIN'],
		[{pid1: true, boundingLacks: ['net_raw']}, 'still has CAP_NET_RAW in its bounding set'],
		[{pid1: true, seccomp: 2}, 'Seccomp is 0'],
		[{pid1: true, handlesSignal: 15}, 'passed'],
		[{pid1: true, handlesSignal: 14}, 'sh (pid 60) has no handler for signal 14'],
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
		expectVerdict(verdict, expected);
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
		expect(verdictOf({entered: {new: ['uts']}}, left)).toMatchObject({
			kind: 'passed',
			reason: 'sh (pid 60) was in a new uts namespace.',
		});
		expect(verdictOf({entered: {new: ['uts'], now: true}}, left).kind).toBe('not-yet');
	});

	test('sees a first shell that gave itself new namespaces by exec', () => {
		const moved = {...shell, namespaces: inner.namespaces};
		const before = moment(undefined, [shell]);
		expect(verdictOf({entered: {new: ['uts']}}, seeing([moved], [], {before})).kind).toBe('passed');
	});

	test('compares with the shell of another tab when told to', () => {
		const other = processView({pid: 9, tab: 'outside', namespaces: inner.namespaces});
		const spec = {tab: 'shell', comparedWith: 'outside', new: ['uts']};
		expect(verdictOf({entered: spec}, seeing([shell, other])).kind).toBe('passed');
		expect(verdictOf({entered: {...spec, command: '^sh'}}, seeing([inner, other])).kind).toBe(
			'not-yet',
		);
	});

	const named = (first: string, second: string): Evidence =>
		seeing(
			[shell, inner],
			[
				[
					{kind: 'hostnames', tab: 'shell'},
					{
						kind: 'hostnames',
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
		expectVerdict(verdict, expected);
	});

	test('cannot tell a host name that could not be read', () => {
		const evidence = seeing(
			[shell, inner],
			[[{kind: 'hostnames'}, {kind: 'unreadable', why: 'There is no nsenter.'}]],
		);
		expect(verdictOf({entered: {hostname: 'x'}}, evidence)).toMatchObject({
			kind: 'cannot-tell',
			reason: 'There is no nsenter.',
		});
	});
});

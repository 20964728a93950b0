import {describe, expect, test} from 'vitest';
import {checkSchema, namesOf} from '../../src/checks/judge.js';
import {command, evidenceOf, moment, processView} from '../domain/evidence-of.js';
import {verdictOf} from './verdict-of.js';

const api = processView({pid: 80, nsPids: [80, 31], depth: 1, comm: 'api', argv: ['api'], cpus: 1});
const other = processView({
	pid: 81,
	nsPids: [81, 32],
	depth: 1,
	comm: 'api',
	argv: ['api'],
	cpus: 2,
});
const shell = processView();

describe('a process bound by a part of a list', () => {
	const printsPid = [
		{process: {command: '^api', as: 'api'}},
		{printed: {fact: 'api.pid', what: 'its number'}},
	];

	test('is spoken of by the parts after it', () => {
		const run = command('pgrep api', '31\n');
		expect(verdictOf({all: printsPid}, evidenceOf([moment(run, [shell, api])])).kind).toBe(
			'passed',
		);
		const wrong = command('echo x', '99\n');
		expect(verdictOf({all: printsPid}, evidenceOf([moment(wrong, [shell, api])])).kind).toBe(
			'not-yet',
		);
	});

	test('may be any that fits, and all parts are about the same one', () => {
		const run = command('pgrep api', '32\n');
		const processes = [shell, api, other];
		expect(verdictOf({all: printsPid}, evidenceOf([moment(run, processes)])).kind).toBe('passed');
		const onOneCpu = [...printsPid, {process: {is: 'api', cpus: 1, what: 'api'}}];
		expect(verdictOf({all: onOneCpu}, evidenceOf([moment(run, processes)])).kind).toBe('not-yet');
	});

	test('is not another one that has got its number since', () => {
		const again = {...api, startTime: 999};
		const check = {
			'in-order': [
				{process: {command: '^api', as: 'api'}},
				{process: {is: 'api', cpus: 1, now: true}},
			],
		};
		const evidence = evidenceOf([
			moment(command('api &'), [shell, {...api, cpus: 2}]),
			moment(command('ls'), [shell, again]),
		]);
		expect(verdictOf(check, evidence).kind).toBe('not-yet');
	});

	test('is a name that the check itself gives, which no value has to', () => {
		expect(namesOf(checkSchema.parse({all: printsPid}))).toEqual([]);
	});

	test('is what `new` compares with, beside it or below it', () => {
		const child = processView({
			pid: 82,
			nsPids: [82, 33],
			parent: 80,
			depth: 2,
			comm: 'child',
			namespaces: {...api.namespaces, net: 'net:[9]'},
		});
		const check = (more: object) => ({
			all: [{process: {command: '^api', as: 'api'}}, {entered: {new: ['net'], ...more}}],
		});
		const evidence = evidenceOf([moment(command('ls'), [shell, api, child])]);
		expect(verdictOf(check({than: 'api'}), evidence).kind).toBe('passed');
		expect(verdictOf(check({below: 'api'}), evidence).kind).toBe('passed');
		expect(verdictOf(check({below: 'api', command: 'bash'}), evidence).kind).toBe('not-yet');
		expect(verdictOf(check({than: 'api', command: 'bash'}), evidence)).toMatchObject({
			reason: expect.stringContaining("still in api (pid 31)'s net namespace"),
		});
	});

	test('may be gone, and was last seen when the step opened', () => {
		const check = {
			all: [
				{process: {command: '^api', gone: true, as: 'api'}},
				{ran: {program: 'kill', arguments: '^{{api.pid}}$'}},
			],
		};
		const before = moment(undefined, [shell, api, other]);
		const kill = (pid: number) => evidenceOf([moment(command(`kill ${pid}`), [shell])], {before});
		expect(verdictOf(check, kill(32)).kind).toBe('passed');
		expect(verdictOf(check, kill(33)).kind).toBe('not-yet');
	});

	test('that has not been seen leaves the word to the part that looks for it', () => {
		const evidence = evidenceOf([moment(command('ls', '31\n'), [shell])]);
		expect(verdictOf({all: printsPid}, evidence)).toMatchObject({
			kind: 'not-yet',
			by: 'all[0].process',
		});
	});

	test('may be the shell to which a line has to be typed', () => {
		const inner = processView({pid: 90, nsPids: [90, 41], depth: 1, comm: 'bash'});
		const of = (shellPid: number | undefined) =>
			evidenceOf([moment(command('id -u', '0\n', {shellPid}), [shell, inner])]);
		const bind = {entered: {command: '^bash', as: 'inner'}};
		const ran = {all: [bind, {ran: {program: 'id', in: 'inner'}}]};
		const printed = {all: [bind, {printed: {text: '0', whole: true, in: 'inner'}}]};
		for (const check of [ran, printed]) {
			expect(verdictOf(check, of(41)).kind).toBe('passed');
			expect(verdictOf(check, of(undefined)).kind).toBe('passed');
			expect(verdictOf(check, of(42)).kind).toBe('not-yet');
		}
		expect(verdictOf({ran: {program: 'id', in: 'nobody'}}, of(41))).toMatchObject({
			reason: '"id -u" was typed to another shell than the one meant.',
		});
	});
});

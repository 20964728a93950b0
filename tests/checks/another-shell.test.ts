import {describe, expect, test} from 'vitest';
import type {CommandRun, ProcessView} from '../../src/domain/evidence.js';
import {command, evidenceOf, moment} from '../domain/evidence-of.js';
import {inner, shell} from './two-shells.js';
import {verdictOf} from './verdict-of.js';

const LABEL = 'uts:[4026531838]';
const facts = new Map([['shell.ns.uts', LABEL]]);
const printed = {fact: 'shell.ns.uts', what: 'the label', shell: 'another'};

const kindOf = (spec: object, run: CommandRun, processes: readonly ProcessView[] = [shell]) => {
	const firstShells = new Map([['shell', shell]]);
	const evidence = evidenceOf([{...moment(run, processes), firstShells}], {facts});
	return verdictOf({printed: spec}, evidence).kind;
};

describe('what another shell than the first one has to print', () => {
	test('counts where another shell announced the command, and in the first one not', () => {
		const readlink = (shellPid: number) => command('readlink uts', LABEL, {shellPid});
		expect(kindOf(printed, readlink(60))).toBe('passed');
		expect(kindOf(printed, readlink(57))).toBe('not-yet');
	});

	test('counts in a shell without marks where one in the foreground was seen', () => {
		const run = command('readlink uts', LABEL, {shellPid: undefined, marked: false});
		expect(kindOf(printed, run, [shell, inner])).toBe('passed');
		expect(kindOf(printed, run, [shell, {...inner, foreground: false}])).toBe('not-yet');
	});

	test('counts where a shell that the line started executed what is asked for', () => {
		const words = ['readlink', '/proc/self/ns/uts'];
		const ran = (isInner: boolean) =>
			command('bash -c x; readlink uts', LABEL, {
				executed: [
					{words: ['bash', '-c', 'x'], directory: '/', status: 0},
					{words, directory: '/', status: 0, ...(isInner ? {isInner: true as const} : {})},
				],
			});
		expect(kindOf({...printed, by: '/ns/'}, ran(true))).toBe('passed');
		expect(kindOf({...printed, by: '/ns/'}, ran(false))).toBe('not-yet');
		expect(kindOf(printed, ran(true))).toBe('not-yet');
	});
});

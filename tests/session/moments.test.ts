import {expect, test} from 'vitest';
import type {CommandRun, Moment} from '../../src/domain/evidence.js';
import {addMoment} from '../../src/session/moments.js';

const running = (line: string, status?: number): CommandRun => ({
	tab: 'shell',
	line,
	status,
	output: '',
	shellPid: 7,
	marked: true,
	typed: '',
});
const moment = (command: CommandRun | undefined): Moment => ({
	tab: 'shell',
	command,
	processes: [],
	answers: new Map(),
});

test('a command that still runs is one moment, however often it is looked at', () => {
	const first = addMoment([], moment(running('sleep 9')));
	const later = moment(running('sleep 9'));
	expect(addMoment(first, later)).toEqual([later]);
});

test('the end of a command is a moment of its own', () => {
	const first = addMoment([], moment(running('sleep 9')));
	expect(addMoment(first, moment(running('sleep 9', 0)))).toHaveLength(2);
});

test('two prompts without a command are two moments', () => {
	expect(addMoment([moment(undefined)], moment(undefined))).toHaveLength(2);
});

test('the newest moments are kept when there are too many', () => {
	let moments: readonly Moment[] = [];
	for (let index = 0; index < 1000; index += 1) {
		moments = addMoment(moments, moment(running(`command ${index}`, 0)));
	}
	expect(moments.length).toBeLessThan(1000);
	expect(moments.at(-1)?.command?.line).toBe('command 999');
});

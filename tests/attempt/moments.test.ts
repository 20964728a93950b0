import {expect, test} from 'vitest';
import {addMoment} from '../../src/attempt/moments.js';
import type {Moment} from '../../src/domain/evidence.js';
import {command, moment} from '../domain/evidence-of.js';

const sleeping = (output: string): Moment =>
	moment(command('sleep 9', output, {id: 1, status: undefined}));

test('a command that still runs is one moment, however often it is looked at', () => {
	const first = addMoment([], sleeping(''));
	const later = sleeping('woken');
	expect(addMoment(first, later)).toEqual([later]);
});

test('the end of a command is a moment of its own', () => {
	const first = addMoment([], sleeping(''));
	expect(addMoment(first, moment(command('sleep 9', '', {id: 1})))).toHaveLength(2);
});

test('two prompts without a command are two moments', () => {
	expect(addMoment([moment(undefined)], moment(undefined))).toHaveLength(2);
});

test('the newest moments are kept when there are too many', () => {
	let moments: readonly Moment[] = [];
	for (let index = 0; index < 1000; index += 1) {
		moments = addMoment(moments, moment(command(`command ${index}`)));
	}
	expect(moments.length).toBeLessThan(1000);
	expect(moments.at(-1)?.command?.line).toBe('command 999');
});

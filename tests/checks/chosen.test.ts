import {expect, test} from 'vitest';
import type {Verdict} from '../../src/domain/verdict.js';
import {evidenceOf} from '../domain/evidence-of.js';
import {verdictOf} from './verdict-of.js';

test('chosen goes by the latest choice, and gives its reason', () => {
	const options = [
		{id: 'a', text: 'One', right: true, because: 'They share it.'},
		{id: 'b', text: 'Two', because: 'There is no second kernel.'},
	];
	const raw = {chosen: {question: 'How many?', options}};
	const choosing = (...answers: readonly string[]): Verdict =>
		verdictOf(raw, evidenceOf([], {answers}));
	expect(choosing('b')).toMatchObject({kind: 'not-yet', reason: 'There is no second kernel.'});
	expect(choosing('b', 'a')).toMatchObject({kind: 'passed', reason: 'They share it.'});
	expect(choosing('One')).toMatchObject({kind: 'not-yet'});
});

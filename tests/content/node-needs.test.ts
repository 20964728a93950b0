import {expect, test} from 'vitest';
import {withNodeNeeds} from '../../src/content/node-needs.js';
import {readCourseSource} from '../../src/content/read-course.door.js';
import type {Exercise, Step} from '../../src/domain/exercise.js';

const {course} = await readCourseSource(`${import.meta.dirname}/../..`);
const sample = course.lessons[0]?.exercise.steps[0] as Step;

const step = (id: string, ...typed: readonly string[]): Step => ({
	...sample,
	id,
	needs: ['pid-namespaces'],
	solution: typed.map((type) => ({type, why: ''})),
	attempts: {right: [], wrong: []},
});

const exercise = (setup: string): Exercise => ({
	id: '500',
	tabs: [],
	needs: [],
	values: {},
	files: [
		{path: '/home/learner/bin/api', mode: '0755', content: '#!/usr/bin/env node\nserve();\n'},
		{path: '/home/learner/bin/box', mode: '0755', content: '#!/bin/sh\nexec "$@"\n'},
	],
	setup,
	steps: [
		step('run', 'api 8080 &'),
		step('by-path', '~/bin/api'),
		step('through-another', 'box api'),
		step('other-words', 'ls rapid api-spec', 'box sleep 9'),
	],
});

const needing = ({steps}: Exercise): readonly string[] =>
	steps.filter(({needs}) => needs.includes('tool:node')).map(({id}) => id);

test('the steps that run a program for node need node, and keep what they need besides', () => {
	const {needs, steps} = withNodeNeeds(exercise('mkdir a'));
	expect(needing({...exercise(''), steps})).toEqual(['run', 'by-path', 'through-another']);
	expect(steps[0]?.needs).toEqual(['pid-namespaces', 'tool:node']);
	expect(needs).toEqual([]);
});

test('all of it needs node where laying it out does', () => {
	expect(withNodeNeeds(exercise('~/bin/api --once\n')).needs).toEqual(['tool:node']);
});

test('of the course, what a host without node inside cannot do is known', () => {
	const steps = course.lessons.flatMap(({id, exercise: {needs, steps: all}}) =>
		all
			.filter((one) => [...needs, ...one.needs].includes('tool:node'))
			.map((one) => `${id}/${one.id}`),
	);
	expect(steps).toContain('050/one-port-twice');
	expect(steps).toContain('120/walk-the-image');
	expect(steps).not.toContain('020/rename');
});

const looking: Step = {
	...sample,
	id: 'look',
	needs: ['pid-namespaces'],
	solution: [],
	attempts: {right: [], wrong: []},
	observe: {...sample, solution: [{type: 'ps', why: ''}], attempts: {right: [], wrong: []}},
};
const observing = (...steps: readonly Step[]): readonly string[] =>
	withNodeNeeds({...exercise('mkdir a'), steps}).steps.flatMap(({id, observeNeeds}) =>
		observeNeeds?.includes('tool:node') ? [id] : [],
	);

test('to look needs node where that runs a program for it, or comes after a step that does', () => {
	const {observe} = looking;
	if (observe === undefined) throw new Error('it has no form that looks');
	const byNode = {...observe, solution: [{type: 'api --status', why: ''}]};
	expect(observing(looking)).toEqual([]);
	expect(observing({...looking, observe: byNode})).toEqual(['look']);
	const {observe: _none, ...onlyDone} = step('run', 'api 8080 &');
	expect(observing(onlyDone, looking)).toEqual(['look']);
	expect(
		observing({...looking, solution: [{type: 'api', why: ''}]}, {...looking, id: 'b'}),
	).toEqual([]);
	const laidOut = withNodeNeeds({...exercise('~/bin/api --once\n'), steps: [looking]});
	expect(laidOut.steps[0]?.observeNeeds).toEqual(['tool:node']);
});

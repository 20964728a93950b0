import {expect, test} from 'vitest';
import {withParts} from '../../src/attempt/part-standings.js';
import {judge} from '../../src/checks/judge.js';
import type {Check, Task} from '../../src/domain/exercise.js';
import type {Verdict} from '../../src/domain/verdict.js';
import {sampleCourse} from '../session/sample-course.js';

const printed = (text: string, what: string): Check => ({kind: 'printed', spec: {text, what}});
const file = (path: string): Check => ({kind: 'file', spec: {path}});

const taskOf = (check: Check, parts?: readonly string[]): Task => {
	const [step] = sampleCourse.lessons[0]?.exercise.steps ?? [];
	if (step === undefined) throw new Error('The sample has no step.');
	return {...step, check, ...(parts === undefined ? {} : {parts})};
};

const notYet = (...held: readonly boolean[]): Verdict => ({
	kind: 'not-yet',
	reason: 'No command has printed the boot id yet. 1 of 2 parts of this step is there.',
	seen: [],
	held,
});

const two: Check = {kind: 'all', spec: [printed('a', 'the release'), printed('b', 'the boot id')]};

const partsOf = (verdict: Verdict) => (verdict.kind === 'passed' ? undefined : verdict.parts);

test('a part is called what its check calls it', () => {
	expect(partsOf(withParts(notYet(true, false), taskOf(two)))).toEqual([
		{name: 'the release', holds: true},
		{name: 'the boot id', holds: false},
	]);
});

test('nothing is told of parts while none of them was seen', () => {
	expect(partsOf(withParts(notYet(false, false), taskOf(two)))).toBeUndefined();
});

test('an author’s names come first, and a part without one is told to nobody', () => {
	const check: Check = {kind: 'all', spec: [file('/a'), printed('b', 'b'), file('/c')]};
	const task = taskOf(check, ['', 'api', 'indexer']);
	expect(partsOf(withParts(notYet(true, false, false), task))).toBeUndefined();
	expect(withParts(notYet(true, false, false), task)).toMatchObject({
		reason: 'No command has printed the boot id yet.',
	});
	expect(partsOf(withParts(notYet(true, true, false), task))).toEqual([
		{name: 'api', holds: true},
		{name: 'indexer', holds: false},
	]);
});

test('parts of one name are there when all of them are', () => {
	const task = taskOf(two, ['the reading', 'the reading']);
	expect(partsOf(withParts(notYet(true, false), task))).toBeUndefined();
});

test('where a part has no name, none is told', () => {
	const check: Check = {kind: 'all', spec: [file('/a'), printed('b', 'b')]};
	expect(partsOf(withParts(notYet(true, false), taskOf(check)))).toBeUndefined();
});

test('a list says which of its parts hold, and not which of those inside another list', () => {
	const empty = {moments: [], before: undefined, facts: new Map(), answers: ['two']};
	const answered: Check = {kind: 'answered', spec: {question: 'How many?', value: 'two'}};
	const list: Check = {kind: 'all', spec: [printed('a', 'a'), answered]};
	expect(judge(list, empty)).toMatchObject({held: [false, true]});
	expect(judge({kind: 'any', spec: [list]}, empty)).not.toHaveProperty('held');
	expect(judge({kind: 'in-order', spec: [answered, printed('a', 'a')]}, empty)).toMatchObject({
		held: [true, false],
	});
});

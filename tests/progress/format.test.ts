import {expect, test} from 'vitest';
import {parseStored, progressOf, storedOf} from '../../src/progress/format.js';
import {isNewer, migrate} from '../../src/progress/migrations.js';
import {answerRecord, progressWith, stepRecord} from './records.js';

test('what is stored is read back the same', () => {
	const progress = progressWith({
		steps: {'010/release': stepRecord({seen: [{what: 'release', value: '6.8'}]})},
		place: {at: 'read', lesson: '010', page: 2},
	});
	const text = JSON.stringify(storedOf(progress, {}));
	expect(progressOf(parseStored(text) ?? {})).toEqual(progress);
});

test('keys of another version are kept, at the top and inside an entry', () => {
	const before = {
		version: 2,
		theme: 'dark',
		steps: {
			'010/release': {...stepRecord(), stars: 3},
			'999/later': {state: 'mastered', at: 'some day'},
		},
		predictions: {},
		questions: {},
		place: {at: 'menu'},
		path: 'all',
		opened: {'010': '2026-01-01T00:00:00.000Z', '999': 7},
		practised: {},
		settings: {plain: 'on', later: 7},
	};
	const progress = progressOf(before);
	expect(Object.keys(progress.steps)).toEqual(['010/release']);
	const stored = storedOf(progress, before);
	expect(stored).toEqual(before);
});

test('a step that was reset is gone from what is stored', () => {
	const before = storedOf(progressWith({steps: {'010/release': stepRecord()}}), {});
	expect(storedOf(progressWith({}), before)['steps']).toEqual({});
});

test.each([
	['a list', '[]'],
	['half a file', '{"version": 1, "steps": {'],
	['nothing', ''],
	['a number', '4'],
])('%s is not a store', (_, text) => {
	expect(parseStored(text)).toBeUndefined();
});

test.each([
	['without a page', {at: 'read', lesson: '010'}],
	['that does not exist', {at: 'somewhere'}],
	['of another form', 'menu'],
])('a place %s becomes the menu', (_, place) => {
	expect(progressOf({place}).place).toEqual({at: 'menu'});
});

test('migrations run in order, from the version that was stored', () => {
	const trail =
		(name: string) =>
		(stored: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
			...stored,
			trail: [...((stored['trail'] as string[] | undefined) ?? []), name],
		});
	const steps = [trail('0 to 1'), trail('1 to 2'), trail('2 to 3')];
	expect(migrate({version: 1}, steps)).toEqual({version: 3, trail: ['1 to 2', '2 to 3']});
	expect(migrate({}, steps)).toEqual({version: 3, trail: ['0 to 1', '1 to 2', '2 to 3']});
	expect(migrate({version: 3}, steps)).toEqual({version: 3});
	expect(migrate({version: 9}, steps)).toEqual({version: 9});
});

test('a store of a newer program is known as such', () => {
	expect(isNewer({version: 3})).toBe(true);
	expect(isNewer({version: 2})).toBe(false);
	expect(isNewer({})).toBe(false);
});

test('a store of version 1 loses nothing, and goes on with all lessons in the order they were begun', () => {
	const early = '2026-01-01T00:00:00.000Z';
	const late = '2026-02-01T00:00:00.000Z';
	const before = {
		version: 1,
		theme: 'dark',
		steps: {
			'010/release': stepRecord({at: late}),
			'020/new': stepRecord({at: late}),
			'030/odd': {state: 'mastered', at: early},
		},
		predictions: {'010/same-kernel': answerRecord({at: early})},
		questions: {'040/wire': answerRecord({at: late, right: false})},
		place: {at: 'do', lesson: '020'},
	};
	const migrated = migrate(before);
	expect(migrated).toEqual({
		...before,
		version: 2,
		path: 'all',
		opened: {'010': early, '020': late, '040': late},
	});
	const progress = progressOf(migrated);
	expect(progress).toMatchObject({path: 'all', place: before.place, questions: before.questions});
	expect(storedOf(progress, migrated)).toEqual({...migrated, practised: {}, settings: {}});
});

test('a store of version 1 in which nothing was done begins with the core path', () => {
	const migrated = migrate({version: 1, steps: {}, predictions: {}, questions: {}});
	expect(progressOf(migrated)).toEqual(progressWith({}));
});

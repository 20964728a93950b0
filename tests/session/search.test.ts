import {describe, expect, test} from 'vitest';
import {readCourseSource} from '../../src/content/read-course.door.js';
import {NO_PROGRESS} from '../../src/domain/progress.js';
import {GLOSSARY} from '../../src/session/glossary.js';
import {type Hit, searchCourse} from '../../src/session/search.js';
import type {SessionState} from '../../src/session/state.js';
import {begin, following, inExercise} from './follow-actions.js';

const {course} = await readCourseSource('.');
/** Somebody who has made every prediction. */
const predictions = Object.fromEntries(
	course.lessons.map(({id, predict}) => [
		`${id}/${predict.id}`,
		{option: 'a', right: true, at: ''} as const,
	]),
);
const STATE = {progress: {...NO_PROGRESS, predictions}, facts: new Map<string, string>()};

const find = (query: string): readonly Hit[] => searchCourse(course, STATE, query);

const typed = (text: string) =>
	[...text].map((character) => ({
		kind: 'search-edited' as const,
		edit: {kind: 'insert' as const, text: character},
	}));

describe('the glossary', () => {
	test.each(GLOSSARY)('$term is met in lesson $lesson', ({term, lesson}) => {
		const found = find(term).some((hit) => hit.lesson.id === lesson && hit.kind !== 'term');
		const met = course.lessons.find(({id}) => id === lesson);
		expect(met?.title).toBeDefined();
		expect(found || JSON.stringify(met).toLowerCase().includes(term.toLowerCase())).toBe(true);
	});

	test('has each term once', () => {
		expect(new Set(GLOSSARY.map(({term}) => term.toLowerCase())).size).toBe(GLOSSARY.length);
	});
});

describe('a search', () => {
	test('without a word lists all terms', () => {
		expect(find('').map(({kind}) => kind)).toEqual(GLOSSARY.map(() => 'term'));
	});

	test('finds terms, then lessons, then commands, then pages', () => {
		const kinds = find('unshare').map(({kind}) => kind);
		expect(kinds).toEqual([...kinds].toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)));
		expect(kinds).toContain('term');
		expect(kinds).toContain('command');
		expect(kinds).toContain('page');
	});

	test('wants every word, in any order and case', () => {
		const both = find('GROUPS control');
		expect(both.length).toBeGreaterThan(0);
		expect(both.length).toBeLessThan(find('control').length);
		expect(find('no-such-word-anywhere')).toEqual([]);
	});

	test('shows of a page the words that were found', () => {
		const page = find('oom_kill').find((hit) => hit.kind === 'page');
		expect(page && 'text' in page ? page.text.toLowerCase() : '').toContain('oom_kill');
	});

	test('tells nothing that explains an exercise before its prediction was made', () => {
		const told = (predictions: SessionState['progress']['predictions']) =>
			searchCourse(course, {...STATE, progress: {...NO_PROGRESS, predictions}}, 'the').filter(
				(hit) => 'part' in hit && hit.part === 'after',
			);
		const [first] = course.lessons;
		if (first === undefined) throw new Error('the course has no lessons');
		expect(told({})).toEqual([]);
		const made = {[`${first.id}/${first.predict.id}`]: {option: 'a', right: true, at: ''}};
		expect(new Set(told(made).map(({lesson}) => lesson.id))).toEqual(new Set([first.id]));
	});
});

const ORDER: readonly Hit['kind'][] = ['term', 'lesson', 'command', 'page'];

describe('in a session', () => {
	test('a page that was found is opened, and what was searched over comes back on Esc', () => {
		const menu = following(begin(), {kind: 'menu-opened'});
		const searching = following(menu, {kind: 'search-opened'}, ...typed('uname'));
		expect(following(searching, {kind: 'search-closed'}).state.screen).toEqual(menu.state.screen);
		const opened = following(searching, {kind: 'hit-opened'}).state.screen;
		expect(opened).toMatchObject({kind: 'read', page: 1});
	});

	test('the exercise that was searched over is still there, its sandbox too', () => {
		const exercise = inExercise();
		const {state} = following(exercise, {kind: 'search-opened'}, ...typed('x'), {
			kind: 'search-closed',
		});
		expect(state.screen).toEqual(exercise.state.screen);
		expect(state.run).toBe(exercise.state.run);
	});

	test('nothing found is nothing opened', () => {
		const searching = following(begin(), {kind: 'search-opened'}, ...typed('zzzz'));
		const {state} = following(searching, {kind: 'pointer-moved', by: 1}, {kind: 'hit-opened'});
		expect(state.screen).toMatchObject({kind: 'search', pointed: 0});
	});
});

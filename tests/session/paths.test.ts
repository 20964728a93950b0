import {expect, test} from 'vitest';
import type {Course, Lesson} from '../../src/domain/course.js';
import {NO_PROGRESS, type Progress} from '../../src/domain/progress.js';
import {sayMinutesOn} from '../../src/session/paths.js';
import {AT, begin, following, names} from './follow-actions.js';
import {sampleCourse} from './sample-course.js';

const [one, two, three] = sampleCourse.lessons;
if (!one || !two || !three) throw new Error('The sample course has three lessons.');

/** Only so many steps of it are on the core path, and no question. */
const inPart = (lesson: Lesson, count: number): Lesson => ({
	...lesson,
	questions: [],
	exercise: {
		...lesson.exercise,
		steps: lesson.exercise.steps.map((step, index) => ({...step, core: index < count})),
	},
});

/** The first and the last lesson are on the core path with one of their two steps. */
const whole: Course = {lessons: [inPart(one, 1), inPart(two, 0), inPart(three, 1)]};

const record = {state: 'done', at: AT, hints: 0, helped: false, seen: []} as const;
const begun = (progress: Partial<Progress> = {}) =>
	begin({whole, progress: {...NO_PROGRESS, ...progress}});

const ids = ({lessons}: Course): readonly string[] => lessons.map(({id}) => id);

test('a newcomer goes along the core path, and the next lesson is the next of it', () => {
	const {state} = begun();
	expect(ids(state.course)).toEqual(['010', '080']);
	const [first] = state.course.lessons;
	if (first === undefined) throw new Error('There is a first lesson.');
	const next = following(
		{state: {...state, screen: {kind: 'links', lesson: first}}, effects: []},
		{
			kind: 'went-on',
		},
	);
	expect(next.state.screen).toMatchObject({kind: 'read', page: 0, lesson: {id: '080'}});
});

test('the other path is chosen in the menu, and kept', () => {
	const all = following(begun(), {kind: 'menu-opened'}, {kind: 'path-changed'});
	expect(ids(all.state.course)).toEqual(['010', '020', '080']);
	expect(all.effects).toContainEqual({
		kind: 'save-progress',
		change: {kind: 'path-chosen', path: 'all'},
	});
	const onDeep = following(all, {kind: 'pointer-moved', by: 1}, {kind: 'path-changed'});
	expect(onDeep.state.screen).toMatchObject({kind: 'menu', pointed: 1});
	expect(onDeep.state.progress.path).toBe('core');
});

test('a lesson off the path can be opened by its id, and leads back to the path', () => {
	const off = following(begun(), {kind: 'lesson-opened', lesson: '020'}).state;
	expect(off.screen).toMatchObject({kind: 'read', lesson: {id: '020'}});
	if (off.screen.kind !== 'read') throw new Error('It is read.');
	const links = {
		state: {...off, screen: {kind: 'links', lesson: off.screen.lesson} as const},
		effects: [],
	};
	expect(following(links, {kind: 'went-on'}).state.screen).toMatchObject({lesson: {id: '080'}});
});

test('at the end of a core lesson its other steps are opened, behind those that were done', () => {
	const {state} = begun({steps: {'010/release': record}});
	const [lesson] = state.course.lessons;
	if (lesson === undefined) throw new Error('There is a first lesson.');
	const deep = following(
		{state: {...state, screen: {kind: 'links', lesson}}, effects: []},
		{
			kind: 'deep-opened',
		},
	);
	expect(deep.state.screen).toMatchObject({kind: 'do', lesson: {id: '010'}});
	expect(deep.state.run).toMatchObject({resumed: 1});
	expect(deep.state.run?.lesson.exercise.steps).toHaveLength(2);
	expect(names(deep.effects)).toContain('open-attempt');
});

test('whoever had done the core of a lesson when they left in its exercise comes back to all of it', () => {
	const {state} = begun({steps: {'010/release': record}, place: {at: 'do', lesson: '010'}});
	expect(state.run?.lesson.exercise.steps).toHaveLength(2);
	const other = begun({place: {at: 'do', lesson: '010'}, steps: {'020/release': record}}).state;
	expect(other.run?.lesson.exercise.steps).toHaveLength(1);
});

test('a course that marks nothing has one path', () => {
	const lessons = whole.lessons.map((lesson) => inPart(lesson, 0));
	const menu = following(begin({whole: {lessons}}), {kind: 'menu-opened'});
	expect(menu.state.course.lessons).toHaveLength(3);
	expect(following(menu, {kind: 'path-changed'}).state).toEqual(menu.state);
});

test('one minute is a minute', () => {
	const lasting = (words: number): Lesson => {
		const counts = {words, commands: 0};
		return {...one, counts: {core: counts, all: counts}};
	};
	expect(sayMinutesOn('all', lasting(160))).toBe('1 minute');
	expect(sayMinutesOn('all', lasting(400))).toBe('2 minutes');
});

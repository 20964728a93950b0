import {describe, expect, test} from 'vitest';
import type {Course, Lesson} from '../../src/domain/course.js';
import type {PackAction} from '../../src/session/action.js';
import {begin, following, goingOn, inExercise, names, opened} from './follow-actions.js';
import {firstLesson, sampleCourse} from './sample-course.js';

/** The sample course in which the first lesson was saved with these changes. */
const saved = (changes: Partial<Lesson>): PackAction => ({
	kind: 'pack-reloaded',
	course: {
		lessons: sampleCourse.lessons.map((lesson) =>
			lesson === firstLesson ? {...lesson, ...changes} : lesson,
		),
	},
});

const broken: PackAction = {
	kind: 'pack-broken',
	problems: ['lessons/010-x.md:7: `minutes` must be at most 30. Change the number.'],
};

const otherSetup: Partial<Lesson> = {exercise: {...firstLesson.exercise, setup: 'touch ~/note'}};

describe('a pack that was saved', () => {
	test('is shown as it reads now, at the same place of every part', () => {
		for (let count = 0; count < 8; count++) {
			const before = following(begin(), ...goingOn(count)).state;
			const {state} = following({state: before, effects: []}, saved({title: 'Anew'}));
			expect(state.screen.kind).toBe(before.screen.kind);
			expect(state.screen).toHaveProperty('lesson.title', 'Anew');
			for (const place of ['page', 'index']) {
				if (place in before.screen) {
					expect(state.screen).toHaveProperty(place, Reflect.get(before.screen, place));
				}
			}
		}
	});

	test('is shown from its last page where it has fewer pages than before', () => {
		const {state} = following(begin(), ...goingOn(2), saved({read: firstLesson.read.slice(0, 1)}));
		expect(state.screen).toMatchObject({kind: 'read', page: 1});
	});

	test('leads to the menu where the lesson is gone', () => {
		const course: Course = {lessons: sampleCourse.lessons.slice(1)};
		const {state} = following(begin(), ...goingOn(2), {kind: 'pack-reloaded', course});
		expect(state.screen).toEqual({kind: 'menu', pointed: 0});
	});

	test('leaves the sandbox alone while its exercise is the same', () => {
		const {state, effects} = following(inExercise(), saved({title: 'Anew'}));
		expect(names(effects)).toEqual([]);
		expect(state.run?.status).toEqual(opened(firstLesson.exercise));
		expect(state.run?.lesson.title).toBe('Anew');
	});

	test('starts the open exercise again when that was saved', () => {
		const {state, effects} = following(inExercise(), saved(otherSetup));
		expect(names(effects)).toEqual(['close-attempt', 'open-attempt']);
		expect(effects[1]).toHaveProperty('exercise.setup', 'touch ~/note');
		expect(state).toMatchObject({
			screen: {kind: 'do'},
			run: {phase: 'opening', status: undefined},
		});
	});

	test('ends the sandbox of an exercise that is not on screen, so that the next one is the new one', () => {
		const away = following(inExercise(), {kind: 'went-back'});
		const {state, effects} = following(away, saved(otherSetup));
		expect(names(effects)).toContain('close-attempt');
		expect(state.run).toBeUndefined();
		expect(names(following({state, effects: []}, {kind: 'exercise-opened'}).effects)).toContain(
			'open-attempt',
		);
	});

	test('tries again what could not be laid out', () => {
		const blocked = following(inExercise(), {
			kind: 'attempt-refused',
			why: 'It could not be laid out.',
			nextStep: 'Mend it.',
		});
		expect(blocked.state.screen.kind).toBe('blocked');
		expect(following(blocked, saved({title: 'Anew'})).state.screen.kind).toBe('blocked');
		expect(names(following(blocked, saved(otherSetup)).effects)).toContain('open-attempt');
	});
});

describe('a pack that was saved with mistakes', () => {
	test('shows them over what was there, which comes back by a key or by a sound save', () => {
		const before = following(begin(), ...goingOn(2));
		const shown = following(before, broken);
		expect(shown.state).toMatchObject({
			course: sampleCourse,
			screen: {kind: 'help', problems: [expect.stringContaining('at most 30')]},
		});
		expect(following(shown, {kind: 'help-toggled'}).state.screen).toEqual(before.state.screen);
		const mended = following(shown, saved({title: 'Anew'})).state;
		expect(mended.screen).toMatchObject({kind: 'read', page: 2, lesson: {title: 'Anew'}});
	});

	test('shows only the newest, and lets the sandbox run', () => {
		const {state, effects} = following(inExercise(), broken, broken);
		expect(names(effects)).toEqual([]);
		expect(state.run?.status).toBeDefined();
		expect(following({state, effects: []}, {kind: 'help-toggled'}).state.screen.kind).toBe('do');
	});
});

import {describe, expect, test} from 'vitest';
import type {Course, Lesson} from '../../src/domain/course.js';
import {NO_PROGRESS, type Progress} from '../../src/domain/progress.js';
import {allMissions, practiceCourse} from '../../src/session/practice.js';
import {beginSession, update} from '../../src/session/update.js';
import {AT, following, inExercise, judged} from './follow-actions.js';
import {fullHost, sampleCourse} from './sample-course.js';

/** The second step of it is a mission. */
const withMission = (lesson: Lesson): Lesson => {
	const [first, second] = lesson.exercise.steps;
	if (!first || !second) throw new Error('A lesson has two steps.');
	const steps = [first, {...second, mission: true}];
	return {...lesson, exercise: {...lesson.exercise, steps}};
};
const course: Course = {lessons: sampleCourse.lessons.map(withMission)};
const record = {state: 'done', at: AT, hints: 0, helped: false, seen: []} as const;
const progress: Progress = {
	...NO_PROGRESS,
	path: 'all',
	steps: {'010/release': record, '080/release': record},
	practised: {'010/boot-id': '2026-01-01T00:00:00.000Z'},
};

test('a mission is due once what comes before it is done, and the one longest ago comes first', () => {
	expect(
		allMissions(course, progress).map(({lesson, isDue, last}) => [lesson.id, isDue, last]),
	).toEqual([
		['020', false, undefined],
		['080', true, undefined],
		['010', true, '2026-01-01T00:00:00.000Z'],
	]);
});

describe('practising', () => {
	const due = allMissions(course, progress).filter(({isDue}) => isDue);
	const begun = beginSession(
		{whole: practiceCourse(due), progress, warning: undefined, host: fullHost, facts: new Map()},
		{now: AT, isPractice: true},
	);

	test('begins in the exercise of the mission alone, from its start', () => {
		expect(begun.state.screen).toMatchObject({kind: 'do', lesson: {id: '080'}});
		const [opening] = begun.effects;
		expect(opening).toMatchObject({kind: 'open-attempt', exercise: {steps: [{id: 'boot-id'}]}});
	});

	test('goes from mission to mission and then to their list, and keeps no place', () => {
		const next = following(begun, {kind: 'went-on'});
		expect(next.state.screen).toMatchObject({kind: 'do', lesson: {id: '010'}});
		expect(next.effects.map(({kind}) => kind)).toEqual(['close-attempt', 'open-attempt']);
		const list = following(next, {kind: 'went-on'}).state;
		expect(list.screen).toMatchObject({kind: 'menu'});
		expect(list.progress).toEqual(progress);
	});
});

describe('a mission', () => {
	const inMission = (): ReturnType<typeof inExercise> => {
		const {state} = inExercise();
		const run = state.run && {...state.run, shown: 1, lesson: withMission(state.run.lesson)};
		return {state: {...state, run}, effects: []};
	};

	test('shows its solution only to whoever asks once more', () => {
		const asked = following(inMission(), {kind: 'solution-asked'}).state;
		expect(asked.screen).toMatchObject({overlay: {kind: 'none'}});
		expect(asked.notice).toContain('gives it up');
		const again = following({state: asked, effects: []}, {kind: 'solution-asked'}).state;
		expect(again.screen).toMatchObject({overlay: {kind: 'solution', line: 0}});
	});

	test('that has passed is noted with its time', () => {
		const verdict = {kind: 'passed', reason: '', seen: []} as const;
		const status = judged(1, verdict);
		const {state} = update(inMission().state, {kind: 'attempt-changed', status}, AT);
		expect(state.progress.practised).toEqual({'010/boot-id': AT});
	});
});

import {expect, test} from 'vitest';
import {NO_PROGRESS} from '../../src/domain/progress.js';
import {lengthNote, openingNote} from '../../src/ui/screens/opening-note.js';
import {openingScreen} from '../../src/ui/screens/page-screen.js';
import {createTheme} from '../../src/ui/text/theme.js';
import {fullHost, sampleCourse} from '../session/sample-course.js';
import {startSession} from '../session/start-session.js';

const note = (steps: {done: number; observed: number; none: number}): string | undefined =>
	openingNote({whole: {lessons: []}, progress: NO_PROGRESS, host: {...fullHost, steps}});

test('a host that can do all of it is not spoken of', () => {
	expect(note({done: 95, observed: 0, none: 0})).toMatch(/^Welcome\./);
	expect(openingNote({whole: {lessons: []}, progress: NO_PROGRESS, host: undefined})).toMatch(
		/^Welcome\./,
	);
});

test.each([
	[
		{done: 80, observed: 15, none: 0},
		'Of the 95 steps of the course 80 can be done on this host, 15 only observed. `container-lessons doctor` says why, and what mends it.',
	],
	[
		{done: 0, observed: 51, none: 44},
		'Of the 95 steps of the course 0 can be done on this host, 51 only observed, 44 not at all. `container-lessons doctor` says why, and what mends it.',
	],
])('what it can not do is said with a number before anything is tried', (steps, said) => {
	expect(note(steps)).toBe(said);
});

test('on the core path it is the steps of that path that count', () => {
	const [first, ...others] = sampleCourse.lessons;
	const unmarked = others.map((lesson) => ({
		...lesson,
		questions: [],
		exercise: {
			...lesson.exercise,
			steps: lesson.exercise.steps.map((step) => ({...step, core: false})),
		},
	}));
	const whole = {lessons: [...(first ? [first] : []), ...unmarked]};
	const onPath = (path: 'core' | 'all', coreDone: number): string | undefined =>
		openingNote({
			whole,
			progress: {...NO_PROGRESS, path},
			host: {
				...fullHost,
				steps: {done: 3, observed: 1, none: 0},
				coreSteps: {done: coreDone, observed: 2 - coreDone, none: 0},
			},
		});
	expect(onPath('core', 2)).toMatch(/^Welcome\. .*This is the core path/);
	expect(onPath('core', 1)).toMatch(/^Of the 2 steps of the core path 1 can be done/);
	expect(onPath('all', 2)).toMatch(/^Of the 4 steps of the course 3 can be done/);
});

test('where it was too slow to tell, nothing is promised', () => {
	const host = {
		...fullHost,
		summary: 'What this host can do is not known yet.',
		isUnsure: true,
	} as const;
	expect(openingNote({whole: {lessons: []}, progress: NO_PROGRESS, host})).toBe(
		'What this host can do is not known yet. `container-lessons doctor` tries again.',
	);
});

test('a lesson says how long it takes on the path that is open, and never takes one for the other', () => {
	const [first, ...others] = sampleCourse.lessons;
	if (first === undefined) throw new Error('the sample has a lesson');
	const words = (count: number) => ({words: count, commands: 0});
	const lesson = {...first, counts: {core: words(400), all: words(2000)}};
	const offPath = others.map((other) => ({
		...other,
		questions: [],
		exercise: {
			...other.exercise,
			steps: other.exercise.steps.map((step) => ({...step, core: false})),
		},
	}));
	const onPath = (path: 'core' | 'all'): string =>
		lengthNote({whole: {lessons: [lesson, ...offPath]}, progress: {...NO_PROGRESS, path}}, lesson, {
			core: '*',
		});
	expect(onPath('core')).toBe('* core path, about 2 minutes');
	expect(onPath('all')).toBe('about 10 minutes; on the core path * about 2 minutes');
});

test('of a mission alone no time is told, as none was counted', () => {
	const lesson = sampleCourse.lessons[0];
	if (lesson === undefined) throw new Error('the course has lessons');
	const textIn = (isPractice: boolean): string => {
		const {session} = startSession();
		const state = {...session.state(), isPractice};
		const {symbols} = createTheme({colour: true, unicode: true});
		const {lines} = openingScreen(state, lesson, {columns: 60, symbols});
		return lines.flatMap((row) => row.map(({text}) => text)).join('');
	};
	expect(textIn(false)).toMatch(/about \d+ minutes/);
	expect(textIn(true)).not.toContain('minutes');
});

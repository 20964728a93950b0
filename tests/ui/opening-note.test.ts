import {expect, test} from 'vitest';
import {NO_PROGRESS} from '../../src/domain/progress.js';
import {openingNote} from '../../src/ui/screens/opening-note.js';
import {fullHost} from '../session/sample-course.js';

const note = (steps: {done: number; observed: number; none: number}): string | undefined =>
	openingNote({progress: NO_PROGRESS, host: {...fullHost, steps}});

test('a host that can do all of it is not spoken of', () => {
	expect(note({done: 95, observed: 0, none: 0})).toMatch(/^Welcome\./);
	expect(openingNote({progress: NO_PROGRESS, host: undefined})).toMatch(/^Welcome\./);
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

test('where it was too slow to tell, nothing is promised', () => {
	const host = {
		...fullHost,
		summary: 'What this host can do is not known yet.',
		isUnsure: true,
	} as const;
	expect(openingNote({progress: NO_PROGRESS, host})).toBe(
		'What this host can do is not known yet. `container-lessons doctor` tries again.',
	);
});

import {expect, test} from 'vitest';
import {lint} from './lint.js';
import {exerciseText, lessonText, rawStep} from './sources.js';

const values = {name: 'word'};
const check = {entered: {new: ['uts'], hostname: '{{name}}'}};
const mission = (changes: Record<string, unknown> = {}): string =>
	lint({
		lessons: {'010-one': lessonText()},
		exercises: {
			'010-one': exerciseText({
				values,
				steps: [
					rawStep({
						mission: true,
						task: 'Have a shell on a host called {{name}}.',
						check,
						solution: [{type: 'unshare -U', why: 'So.'}],
						...changes,
					}),
				],
			}),
		},
	});

test('a state to reach with a made-up name is a mission', () => {
	expect(mission()).toBe('');
});

test('a mission is not judged by what was said, tells no line of its solution, and is made anew', () => {
	const spoken = {any: [check, {printed: {fact: 'kernel.release'}}]};
	expect(mission({check: spoken})).toContain('A mission is judged by `printed`.');
	expect(mission({hints: ['one', 'Type unshare -U.', 'three']})).toContain(
		'The mission tells the line `unshare -U` of its solution.',
	);
	expect(mission({task: 'Have a shell.', check: {entered: {new: ['uts']}}})).toContain(
		'Nothing of the mission is made up anew.',
	);
});

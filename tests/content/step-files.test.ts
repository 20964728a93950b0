import {expect, test} from 'vitest';
import {stringify} from 'yaml';
import {parseExercise} from '../../src/content/parse-exercise.js';
import {lint} from './lint.js';
import {exerciseText, lessonText, rawStep} from './sources.js';

const FOLDER = 'exercises/010-one';

/** What `lint` prints of an exercise whose steps are these, with these files beside it. */
const lintSteps = (
	steps: readonly unknown[],
	beside: Readonly<Record<string, string>> = {},
): string =>
	lint({
		lessons: {'010-one': lessonText()},
		exercises: {'010-one': exerciseText({steps})},
		attachments: Object.fromEntries(
			Object.entries(beside).map(([name, text]) => [`${FOLDER}/${name}`, text]),
		),
	});

test('a step in a file of its own is the step that it would be in the exercise', () => {
	const beside = stringify(rawStep());
	const parse = (steps: readonly unknown[]) =>
		parseExercise(exerciseText({steps}), `${FOLDER}/exercise.yaml`, () => beside);
	const [inside, outside] = [parse([rawStep()]), parse(['release.yaml'])];
	if (!inside.ok || !outside.ok) throw new Error('it could not be read');
	expect(outside.source.value).toEqual(inside.source.value);
});

test('steps stand in the order in which they are named, whichever way', () => {
	const named = stringify(rawStep({id: 'named'}));
	expect(
		lintSteps([rawStep({id: 'first'}), 'named.yaml', rawStep({id: 'last'})], {'named.yaml': named}),
	).toBe('');
});

test('what is wrong in it is said with its own line', () => {
	const broken = stringify(rawStep({hints: ['one', 'two']}));
	const line = broken.split('\n').indexOf('hints:') + 1;
	expect(lintSteps(['release.yaml'], {'release.yaml': broken})).toBe(
		`${FOLDER}/release.yaml:${line}: \`steps[0].hints\` must have exactly 3 entries. Add or take away entries.`,
	);
	const long = stringify(rawStep({task: 'a\n'.repeat(7)}));
	expect(lintSteps(['release.yaml'], {'release.yaml': long})).toMatch(
		`${FOLDER}/release.yaml:3: The task takes 7 rows`,
	);
});

test('two steps of one name are said of the exercise that names both', () => {
	const step = stringify(rawStep());
	expect(lintSteps(['a.yaml', 'b.yaml'], {'a.yaml': step, 'b.yaml': step})).toBe(
		`${FOLDER}/exercise.yaml:2: Two steps are called \`release\`. Rename one: progress is kept under its name.`,
	);
});

test.each([
	[
		'is not there',
		'other.yaml',
		'There is no file exercises/010-one/other.yaml. Add it, or mend its name.',
	],
	['stands elsewhere', '../020-two/a.yaml', '`../020-two/a.yaml` is not the file of a step.'],
	['is empty', 'empty.yaml', 'exercises/010-one/empty.yaml is empty. Write its step.'],
])('a step whose file %s is said with the line that names it', (_what, name, sentence) => {
	expect(lintSteps([rawStep(), name], {'empty.yaml': '# later\n'})).toMatch(
		new RegExp(`^${FOLDER}/exercise.yaml:\\d+: ${sentence.replaceAll(/[.`/]/g, '\\$&')}`),
	);
});

test('a file that is no YAML is said with its own line, and not as if there were no exercise', () => {
	expect(lintSteps(['release.yaml'], {'release.yaml': 'id: [release\n'})).toMatch(
		/^exercises\/010-one\/release\.yaml:2: This is not YAML: [^\n]*$/,
	);
});

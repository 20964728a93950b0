import {describe, expect, test} from 'vitest';
import {stringify} from 'yaml';
import {parseExercise} from '../../src/content/parse-exercise.js';
import {folderOf, lint} from './lint.js';
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
	const parse = (steps: readonly unknown[], files: Readonly<Record<string, string>>) =>
		parseExercise(exerciseText({steps}), `${FOLDER}/exercise.yaml`, folderOf('010-one', files));
	const inside = parse([rawStep()], {});
	const outside = parse(['release.yaml'], {[`${FOLDER}/release.yaml`]: beside});
	if (!inside.ok || !outside.ok) throw new Error('it could not be read');
	const withoutPlaces = (value: unknown): string =>
		JSON.stringify(value).replaceAll(/"(release|exercise)\.yaml:\d+"/g, '""');
	expect(withoutPlaces(outside.source.value)).toBe(withoutPlaces(inside.source.value));
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
		`${FOLDER}/release.yaml:${line}: \`hints\` must have exactly 3 entries. Add or take away entries.`,
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
		{},
	],
	[
		'stands elsewhere',
		'../020-two/a.yaml',
		'`../020-two/a.yaml` is not the file of a step. Name one beside this one: words joined by hyphens, and .yaml.',
		{},
	],
	[
		'is empty',
		'empty.yaml',
		'exercises/010-one/empty.yaml is empty. Write its step.',
		{'empty.yaml': '# later\n'},
	],
])('a step whose file %s is said with the line that names it', (_what, name, sentence, beside) => {
	const said = lintSteps([rawStep(), name], beside);
	expect(said.replace(/:\d+:/, ':')).toBe(`${FOLDER}/exercise.yaml: ${sentence}`);
});

test('a step whose file is misspelt, and the file that no step names, are both said', () => {
	expect(lintSteps(['realese.yaml'], {'release.yaml': stringify(rawStep())}).split('\n')).toEqual([
		`${FOLDER}/exercise.yaml:3: There is no file ${FOLDER}/realese.yaml; did you mean \`release.yaml\`? Add it, or mend its name.`,
		`${FOLDER}/release.yaml:1: This file is no step of its exercise, which does not name it. Add \`- release.yaml\` to the steps of exercise.yaml, or remove it.`,
	]);
});

describe('what is done where the needs of a step are not met', () => {
	const step = stringify(rawStep({needs: ['veth'], mistakes: [mistake('own')]}));
	const parse = (beside: Readonly<Record<string, string>>) => {
		const files = Object.entries(beside).map(([name, text]) => [`${FOLDER}/${name}`, text]);
		const folder = folderOf('010-one', Object.fromEntries(files));
		const text = exerciseText({steps: ['release.yaml']});
		const parsed = parseExercise(text, `${FOLDER}/exercise.yaml`, folder);
		if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
		const [first] = parsed.source.value.steps;
		return first;
	};

	test("stands beside the step, and what it leaves out is the step's own", () => {
		const written = parse({
			'release.yaml': step,
			'release.observe.yaml': 'task: Look.\nmeaning: You looked.\n',
		});
		const {task, meaning, ...rest} = written?.observe ?? {};
		expect([task, meaning]).toEqual(['Look.', 'You looked.']);
		expect(written).toMatchObject(rest);
	});

	test('may leave out what the step has with an empty list', () => {
		const files = {'release.yaml': step, 'release.observe.yaml': 'mistakes: []\n'};
		expect(parse(files)?.observe?.mistakes).toEqual([]);
	});

	test("is a step's own only where such a file stands there", () => {
		expect(parse({'release.yaml': step})?.observe).toBeUndefined();
	});

	test('belongs to a step that stands in the exercise by its id', () => {
		expect(lintSteps([rawStep()], {'release.observe.yaml': 'meaning: You looked.\n'})).toBe('');
	});

	test('is held to the rules of a step, with its own lines', () => {
		const long = stringify({meaning: 'Hm.', task: 'a\n'.repeat(7)});
		expect(lintSteps(['release.yaml'], {'release.yaml': step, 'release.observe.yaml': long})).toBe(
			`${FOLDER}/release.observe.yaml:2: The task takes 7 rows of 76 columns; its card has 6. Say less here and more in the hints.`,
		);
	});

	test("says no mistake again that is the step's own", () => {
		const files = {
			'release.yaml': stringify(rawStep({task: 'a\n'.repeat(7), hints: ['one']})),
			'release.observe.yaml': 'meaning: You looked.\n',
		};
		expect(lintSteps(['release.yaml'], files).split('\n')).toHaveLength(2);
	});

	test('is missed nowhere, and told when no step stands beside it', () => {
		const files = {'release.yaml': step, 'releese.observe.yaml': 'meaning: You looked.\n'};
		expect(lintSteps(['release.yaml'], files)).toBe(
			`${FOLDER}/releese.observe.yaml:1: There is no step \`releese\` for this to stand beside; did you mean \`release\`? Name it after the file of its step: release.observe.yaml.`,
		);
	});

	test.each([
		[
			'is empty',
			'# later\n',
			'This file is empty. Write what differs from the step, or remove the file.',
		],
		['holds a key of the step alone', 'title: Look\n', 'The file has no key `title`.'],
	])('is refused when it %s', (_what, text, sentence) => {
		const files = {'release.yaml': step, 'release.observe.yaml': text};
		expect(lintSteps(['release.yaml'], files)).toContain(
			`${FOLDER}/release.observe.yaml:1: ${sentence}`,
		);
	});
});

function mistake(id: string): unknown {
	return {id, when: {ran: {line: 'x'}}, say: 'No.'};
}

test('a file that is no YAML is said with its own line, and not as if there were no exercise', () => {
	expect(lintSteps(['release.yaml'], {'release.yaml': 'id: [release\n'})).toMatch(
		/^exercises\/010-one\/release\.yaml:2: This is not YAML: [^\n]*$/,
	);
});

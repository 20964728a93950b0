import {expect, test} from 'vitest';
import {parseExercise} from '../../src/content/parse-exercise.js';
import {parseLesson} from '../../src/content/parse-lesson.js';
import {folderOf} from './lint.js';
import {exerciseText, lessonText, PAGES} from './sources.js';

const lessonProblems = (text: string): readonly string[] => {
	const parsed = parseLesson(text, 'lessons/010-one.md');
	return parsed.ok ? [] : parsed.problems.map(({line, sentence}) => `${line}: ${sentence}`);
};
const exerciseProblems = (text: string): readonly string[] => {
	const parsed = parseExercise(text, 'exercises/010-one/exercise.yaml', folderOf('010-one'));
	return parsed.ok ? [] : parsed.problems.map(({line, sentence}) => `${line}: ${sentence}`);
};

test.each([
	['an escape sequence', '\u001b]0;title\u0007'],
	['an eight-bit one', '\u009b2J'],
	['a bare carriage return', 'rm\rls'],
	['a backspace', 'a\bb'],
	['a change of the direction of writing', 'a\u202eb'],
])('text of a page holds no control character: %s', (_name, text) => {
	const page = PAGES.replace('Text.', `Text ${text}.`);
	expect(lessonProblems(lessonText({}, page))).toEqual([
		`${lessonText().split('\n').indexOf('Text.') + 1}: This line holds a control character.`,
	]);
});

test('no text of a YAML file holds a control character, however it is spelled', () => {
	expect(lessonProblems(lessonText().replace('title: One', 'title: "One\\e[2J"'))).toEqual([
		'4: This text holds a control character.',
	]);
	for (const spelled of ['"\\u001b[2J"', '"\\x9b2J"', '"\\a"', '"\\N"', '"\\u202e"'])
		expect(
			exerciseProblems(exerciseText().replace('title: Print it', `title: ${spelled}`)),
		).toEqual(['4: This text holds a control character.']);
});

test('line ends of any system, tabs and letters of any script are text', () => {
	const page = PAGES.replace('Text.', 'Grüße, Ωμέγα, 容器, עברית, \u{1f433}\tand a tab.');
	expect(lessonProblems(lessonText({title: 'Zürich'}, page))).toEqual([]);
	expect(lessonProblems(lessonText().replaceAll('\n', '\r\n'))).toEqual([]);
});

test('aliases that stand for more than there is are a problem, not a crash', () => {
	const levels = 'bcdefghi'.split('').map((name, index) => {
		const inner = `*${'abcdefgh'[index]}`;
		return `${name}: &${name} [${Array(9).fill(inner).join()}]`;
	});
	expect(exerciseProblems(['a: &a [x, x, x]', ...levels].join('\n'))).toEqual([
		'1: Its aliases stand for more than a course can hold.',
	]);
});

test('brackets without end are a problem, not a crash', () => {
	expect(exerciseProblems(`id: ${'['.repeat(100_000)}`)).toEqual([
		expect.stringContaining('This is not YAML'),
	]);
});

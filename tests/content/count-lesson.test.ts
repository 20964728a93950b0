import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {countLesson} from '../../src/content/count-lesson.js';
import {readCourseSource} from '../../src/content/read-course.door.js';
import {coreOf} from '../../src/domain/core-of.js';
import {isCore, type Lesson, minutesOf} from '../../src/domain/course.js';
import {firstLesson} from '../session/sample-course.js';

/** The lesson without its marks. */
const unmark = (marked: Lesson): Lesson => ({
	...marked,
	questions: [],
	exercise: {
		...marked.exercise,
		steps: marked.exercise.steps.map((each) => ({...each, core: false})),
	},
});

const words = (count: number): string => Array.from({length: count}, () => 'word').join(' ');

const asking = (count: number) => ({
	question: words(count),
	options: [
		{id: 'a', text: words(1), right: true, because: words(10)},
		{id: 'b', text: words(1), right: false, because: words(10)},
	],
});

const [step] = firstLesson.exercise.steps;
if (step === undefined) throw new Error('The sample lesson has no step.');

const line = (type: string) => ({type, why: 'So.'});

const lesson: Lesson = {
	...firstLesson,
	hook: words(5),
	read: [
		{
			title: words(2),
			core: true,
			blocks: [{kind: 'figure', lines: ['+---+', `| ${words(3)} |`], said: words(20)}],
		},
		{title: words(1), blocks: [{kind: 'paragraph', spans: [{text: words(9), look: 'plain'}]}]},
	],
	after: [],
	predict: {id: 'p', ...asking(4)},
	insight: words(6),
	questions: [
		{id: 'q', core: true, ...asking(3), again: asking(8)},
		{id: 'r', ...asking(50)},
	],
	exercise: {
		...firstLesson.exercise,
		steps: [
			{
				...step,
				core: true,
				task: `Print {{kernel.release}} ${words(2)}.`,
				meaning: words(4),
				solution: [line('uname -r'), line(':tab outside'), line('exit')],
			},
			{...step, core: false, id: 'deep', task: words(100), meaning: '', solution: [line('true')]},
		],
	},
};

test('what is marked is counted for the core path, and everything for the whole', () => {
	const hook = 5;
	const page = 2 + 3;
	const predict = 4 + 2 + 10;
	const task = 4 + 4;
	const insight = 6;
	// A question is asked once, at most in the longer of its cases.
	const question = 8 + 2 + 10;
	const core = hook + page + predict + task + insight + question;
	expect(countLesson(lesson)).toEqual({
		core: {words: core, commands: 2},
		all: {words: core + 10 + 100 + (50 + 2 + 10), commands: 3},
	});
});

test('words take a minute for two hundred, and commands twenty seconds each', () => {
	expect(minutesOf([{words: 400, commands: 3}])).toBe(3);
	expect(minutesOf([{words: 3400, commands: 39}])).toBe(30);
});

test('only what is marked is on the core path, and a lesson without a mark is not', () => {
	const unmarked = unmark(firstLesson);
	const [core, ...others] = coreOf({lessons: [lesson, unmarked]}).lessons;
	expect(others).toEqual([]);
	expect(core?.read.map(({title}) => title)).toEqual([words(2)]);
	expect(core?.exercise.steps.map(({id}) => id)).toEqual([step.id]);
	expect(core?.questions.map(({id}) => id)).toEqual(['q']);
});

/** The core path takes half an hour: words at 200 a minute, commands at twenty seconds each. */
const MOST = {words: 3400, commands: 39};

test('the core path is no longer than half an hour', async () => {
	const root = fileURLToPath(new URL('../../', import.meta.url));
	const {course} = await readCourseSource(root);
	const core = course.lessons.filter(isCore).map(({counts}) => counts.core);
	for (const of of ['words', 'commands'] as const) {
		const count = core.reduce((total, one) => total + one[of], 0);
		expect(count, of).toBeLessThanOrEqual(MOST[of]);
	}
	expect(minutesOf(core)).toBeLessThanOrEqual(30);
});

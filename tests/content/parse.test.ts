import {expect, test} from 'vitest';
import {blockTexts} from '../../src/content/measure-text.js';
import {parseExercise} from '../../src/content/parse-exercise.js';
import {parseLesson} from '../../src/content/parse-lesson.js';
import {blocksOn} from '../../src/domain/course.js';
import {folderOf} from './lint.js';
import {exerciseText, lessonText, rawStep} from './sources.js';

const MARKDOWN = `# Read
## A page
One **strong** and *soft* word,
and \`code\`.

1. first
2. second

> said

\`\`\`text An arrow leads from a to b.
a --> b
\`\`\`
## Another
\`\`\`console status=2
$ true
$ ls /nowhere
ls: cannot access
\`\`\`
\`\`\`console not-run="needs an engine"
$ podman ps
\`\`\`
# After
## Myth: none
Text.
`;

function lessonOf(text: string) {
	const parsed = parseLesson(text, 'lessons/010-one.md');
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	return parsed.source;
}

test('Markdown becomes blocks', () => {
	const {lesson} = lessonOf(lessonText({}, MARKDOWN)).value;
	expect(lesson.read[0]).toEqual({
		title: 'A page',
		blocks: [
			{
				kind: 'paragraph',
				spans: [
					{text: 'One ', look: 'plain'},
					{text: 'strong', look: 'strong'},
					{text: ' and ', look: 'plain'},
					{text: 'soft', look: 'emphasis'},
					{text: ' word, and ', look: 'plain'},
					{text: 'code', look: 'code'},
					{text: '.', look: 'plain'},
				],
			},
			{
				kind: 'list',
				ordered: true,
				items: [[{text: 'first', look: 'plain'}], [{text: 'second', look: 'plain'}]],
			},
			{kind: 'quote', spans: [{text: 'said', look: 'plain'}]},
			{kind: 'figure', lines: ['a --> b'], said: 'An arrow leads from a to b.'},
		],
	});
	expect(lesson.after.map(({title}) => title)).toEqual(['Myth: none']);
});

test('a printed command knows its line and the status it ends with', () => {
	const text = lessonText({}, MARKDOWN);
	const lineOf = (line: string): number => text.split('\n').indexOf(line) + 1;
	const {lesson} = lessonOf(text).value;
	const commands = lesson.read.flatMap(({blocks}) =>
		blocks.flatMap((block) => (block.kind === 'console' ? block.commands : [])),
	);
	expect(commands).toEqual([
		{line: 'true', status: 0, at: lineOf('$ true')},
		{line: 'ls /nowhere', status: 2, at: lineOf('$ ls /nowhere')},
		{line: 'podman ps', status: 0, notRun: 'needs an engine', at: lineOf('$ podman ps')},
	]);
});

test('Yes is a text, in options too', () => {
	const text = lessonText().replaceAll('text: This', 'text: Yes');
	expect(lessonOf(text).value.lesson.predict.options[0]?.text).toBe('Yes');
});

test('an exercise gets what it leaves out', () => {
	const text = exerciseText({
		files: [{path: '~/note', content: 'x'}],
		values: {host: 'word', port: {integer: {from: 1, to: 9}}, animal: {choice: ['a', 'b']}},
		steps: [rawStep({needs: ['veth']})],
	});
	const parsed = parseExercise(text, 'exercises/010-one/exercise.yaml', folderOf('010-one'));
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	expect(parsed.source.value).toMatchObject({
		tabs: [{name: 'shell', view: 'learner'}],
		needs: [],
		values: {
			host: {make: 'word'},
			port: {make: 'integer', from: 1, to: 9, multipleOf: 1},
			animal: {make: 'choice', of: ['a', 'b']},
		},
		files: [{path: '/home/learner/note', mode: '0644', content: 'x'}],
		setup: '',
		steps: [
			{
				check: {kind: 'printed'},
				mistakes: [],
				attempts: {wrong: [{name: 'untouched', script: ''}, {verdict: 'not-yet'}, {}]},
			},
		],
	});
});

test('what was read is JSON: it is the same after it was kept by the build', () => {
	const {lesson} = lessonOf(lessonText()).value;
	expect(JSON.parse(JSON.stringify(lesson))).toEqual(lesson);
});

test('the marks of the core path are read, and the star is no part of a title', () => {
	const markdown = MARKDOWN.replace('## A page', '## A page ★');
	const again = {
		question: 'And then?',
		options: [
			{id: 'x', text: 'X', right: true, because: 'So.'},
			{id: 'y', text: 'Y', because: 'Not so.'},
		],
	};
	const question = {id: 'first', core: true, question: 'Which?', options: again.options, again};
	const {lesson} = lessonOf(lessonText({questions: [question]}, markdown)).value;
	expect(lesson.read.map(({title, core}) => [title, core])).toEqual([
		['A page', true],
		['Another', undefined],
	]);
	expect(lesson.questions[0]?.core).toBe(true);
	expect(lesson.questions[0]?.again?.options.map(({right}) => right).sort()).toEqual([false, true]);
	const step = rawStep({core: true, mission: true, was: 'older'});
	const parsed = parseExercise(
		exerciseText({steps: [step]}),
		'exercises/010-one/exercise.yaml',
		folderOf('010-one'),
	);
	expect(parsed.ok && parsed.source.value.steps[0]).toMatchObject({
		core: true,
		mission: true,
		was: 'older',
	});
});

test('a page reads otherwise on a host with older control groups, line numbers kept', () => {
	const markdown = `# Read
## Two
{{#v1}}
An old file.
{{/v1}}
{{#v2}}
A new file.
{{/v2}}

\`\`\`console
$ true
\`\`\`
# After
## Myth: none
Text.
`;
	const {lesson} = lessonOf(lessonText({}, markdown)).value;
	const [page] = lesson.read;
	const said = (version: string) =>
		page && blocksOn(page, new Map([['cgroup.version', version]])).flatMap(blockTexts)[0];
	expect([said('1'), said('2'), said('')]).toEqual(['An old file.', 'A new file.', 'A new file.']);
	const console = page?.blocks[1];
	const front = lessonText({}, '').split('\n').length - 1;
	expect(console?.kind === 'console' && console.commands[0]?.at).toBe(front + 11);
});

import {stringify} from 'yaml';

/** A file's JSON form, to be changed by a test before it is written as YAML. */
type Raw = Record<string, unknown>;

const question = (id: string): Raw => ({
	id,
	question: 'Which?',
	options: [
		{id: 'a', text: 'This', right: true, because: 'It is.'},
		{id: 'b', text: 'That', because: 'It is not.'},
	],
});

const rawLesson = (changes: Raw = {}): Raw => ({
	id: '010',
	slug: 'one',
	title: 'One',
	part: 'Seeing',
	hook: 'A sentence.',
	predict: question('predict'),
	insight: 'Another sentence.',
	questions: [question('first')],
	links: [{title: 'man', url: 'https://man7.org/'}],
	...changes,
});

export const PAGES = `# Read
## First
Text.
## Second
Text.
# After
## Myth: a wrong idea
Text.
`;

export const lessonText = (changes: Raw = {}, markdown = PAGES): string =>
	`---\n${stringify(rawLesson(changes))}---\n${markdown}`;

export const rawTask = (changes: Raw = {}): Raw => ({
	task: 'Print the release.',
	check: {printed: {fact: 'kernel.release'}},
	meaning: 'It was {{kernel.release}}.',
	hints: ['concept', 'where', 'nearly'],
	solution: [{type: 'uname -r', why: 'It asks.'}],
	attempts: {
		right: [
			{name: 'uname', script: 'uname -r'},
			{name: 'file', script: 'cat /proc/sys/kernel/osrelease'},
		],
		wrong: [
			{name: 'echo', script: 'echo {{kernel.release}}', because: 'typed'},
			{name: 'near', script: 'uname', because: 'name'},
		],
	},
	...changes,
});

export const rawStep = (changes: Raw = {}): Raw => ({
	id: 'release',
	title: 'Print it',
	...rawTask(),
	...changes,
});

export const exerciseText = (changes: Raw = {}): string =>
	stringify({id: '010', steps: [rawStep()], ...changes});

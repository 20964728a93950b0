import {expect, test} from 'vitest';
import {lint} from './lint.js';
import {exerciseText, lessonText, PAGES} from './sources.js';

const lintLesson = (text: string): string =>
	lint({lessons: {'010-one': text}, exercises: {'010-one': exerciseText()}});

test('a sound lesson has no problem', () => {
	expect(lintLesson(lessonText())).toBe('');
});

const long = (rows: number): string =>
	Array.from({length: rows}, (_, n) => `- row ${n}`).join('\n');

test.each([
	['no front matter', '# Read\n'],
	['broken YAML', lessonText().replace('title: One', 'title: "One')],
	['a misspelt key', lessonText({insigth: 'x'})],
	['a missing key', lessonText().replace(/^hook: .*\n/m, '')],
	['a number for text', lessonText({title: 10})],
	['a wrong word', lessonText({path: 'hard'})],
	['too many minutes', lessonText({minutes: 90})],
	['an id without quotes', lessonText().replace(/^id: .*$/m, 'id: 010')],
	['a slug unlike the file', lessonText({slug: 'two'})],
	['an unknown fact in the title', lessonText({title: 'On {{host.nmae}}'})],
	['two right options', lessonText({questions: questions(1, true)})],
	['an option without reason', lessonText().replace(/ +because: It is not.\n/, '')],
	['four questions', lessonText({questions: questions(4)})],
	['a page that is too long', lessonText({}, PAGES.replace('Text.', long(18)))],
	[
		'a figure that is too wide',
		lessonText({}, PAGES.replace('Text.', `\`\`\`text\n${'-'.repeat(77)}\n\`\`\``)),
	],
	['one page to read', lessonText({}, PAGES.replace('## Second\nText.\n', ''))],
	['no myth', lessonText({}, PAGES.replace('Myth: a', 'A'))],
	['an unknown fact on a page', lessonText({}, PAGES.replace('Text.', 'It is {{kernel.name}}.'))],
	['text before the first page', lessonText({}, PAGES.replace('# Read\n', '# Read\nHello.\n'))],
	['a third part', lessonText({}, `${PAGES}# Later\n`)],
	['a link in the text', lessonText({}, PAGES.replace('Text.', '[x](https://x.org)'))],
	['a heading too deep', lessonText({}, PAGES.replace('Text.', '### Deep'))],
	['a fence without a kind', lessonText({}, PAGES.replace('Text.', '```sh\nls\n```'))],
	['a console without command', lessonText({}, PAGES.replace('Text.', '```console\nls\n```'))],
	['a console told nonsense', lessonText({}, PAGES.replace('Text.', '```console ok\n$ ls\n```'))],
	['a list in a list', lessonText({}, PAGES.replace('Text.', '- a\n  - b'))],
	['a link without https', lessonText({links: [{title: 'x', url: 'http://x.org'}]})],
])('%s is said with its line and its cure', (_, text) => {
	expect(lintLesson(text)).toMatchSnapshot();
});

function questions(count: number, bothRight = false): unknown[] {
	return Array.from({length: count}, (_, index) => ({
		id: `q${index}`,
		question: 'Which?',
		options: [
			{id: 'a', text: 'This', right: true, because: 'It is.'},
			{id: 'b', text: 'That', because: 'It is not.', ...(bothRight ? {right: true} : {})},
		],
	}));
}

test('comments are for authors', () => {
	const text = lessonText({}, PAGES.replace('Text.', 'Text. <!-- source -->\n\n<!-- more -->'));
	expect(lintLesson(text)).toBe('');
});

test('all problems of all files are said at once, in order', () => {
	const said = lint({
		lessons: {
			'020-two': lessonText({id: '020', slug: 'two', minutes: 0}),
			'010-one': lessonText({hook: ''}),
		},
		exercises: {'010-one': exerciseText({id: '030'}), '020-two': exerciseText({id: '020'})},
	});
	expect(said.split('\n').map((line) => line.replace(/:.*/, ''))).toEqual([
		'exercises/010-one/exercise.yaml',
		'lessons/010-one.md',
		'lessons/020-two.md',
	]);
});

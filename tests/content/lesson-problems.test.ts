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
	['a key of the first edition', lessonText({minutes: 4})],
	['an id without quotes', lessonText().replace(/^id: .*$/m, 'id: 010')],
	['a slug unlike the file', lessonText({slug: 'two'})],
	['an unknown fact in the title', lessonText({title: 'On {{host.nmae}}'})],
	['two right options', lessonText({questions: questions(1, true)})],
	['an option without reason', lessonText().replace(/ +because: It is not.\n/, '')],
	['four questions', lessonText({questions: questions(4)})],
	['a page that is too long', lessonText({}, PAGES.replace('Text.', long(18)))],
	[
		'a figure that is too wide',
		lessonText(
			{},
			PAGES.replace(
				'Text.',
				`\`\`\`text A line, longer than it may be.\n${'-'.repeat(77)}\n\`\`\``,
			),
		),
	],
	['no page to read', lessonText({}, PAGES.replace(/## First[\s\S]*(?=# After)/, ''))],
	[
		'a page that is too long on v1',
		lessonText({}, PAGES.replace('Text.', `{{#v1}}\n${long(18)}\n{{/v1}}`)),
	],
	['a tag that is not closed', lessonText({}, PAGES.replace('Text.', '{{#v1}}Text.'))],
	['a tag that is none', lessonText({hook: '{{#v3}}A{{/v3}} sentence.'})],
	[
		'a page of one version only',
		lessonText({}, PAGES.replace('Text.\n', '{{#v1}}\n## Older\nText.\n{{/v1}}\n')),
	],
	['a question asked again with two right options', lessonText({questions: askedAgain()})],
	['no myth', lessonText({}, PAGES.replace('Myth: a', 'A'))],
	['an unknown fact on a page', lessonText({}, PAGES.replace('Text.', 'It is {{kernel.name}}.'))],
	['text before the first page', lessonText({}, PAGES.replace('# Read\n', '# Read\nHello.\n'))],
	['a third part', lessonText({}, `${PAGES}# Later\n`)],
	['a link in the text', lessonText({}, PAGES.replace('Text.', '[x](https://x.org)'))],
	['a heading too deep', lessonText({}, PAGES.replace('Text.', '### Deep'))],
	['a fence without a kind', lessonText({}, PAGES.replace('Text.', '```sh\nls\n```'))],
	['a figure without a sentence', lessonText({}, PAGES.replace('Text.', '```text\na --> b\n```'))],
	['a console without command', lessonText({}, PAGES.replace('Text.', '```console\nls\n```'))],
	['a console told nonsense', lessonText({}, PAGES.replace('Text.', '```console ok\n$ ls\n```'))],
	['a list in a list', lessonText({}, PAGES.replace('Text.', '- a\n  - b'))],
	['a link without https', lessonText({links: [{title: 'x', url: 'http://x.org'}]})],
])('%s is said with its line and its cure', (_, text) => {
	expect(lintLesson(text)).toMatchSnapshot();
});

function askedAgain(): unknown[] {
	const again = {
		question: 'Which now?',
		options: ['One', 'Two'].map((text) => ({
			id: text.toLowerCase(),
			text,
			right: true,
			because: 'So.',
		})),
	};
	return questions(1).map((question) => ({...Object(question), again}));
}

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
			'020-two': lessonText({id: '020', slug: 'two', minutes: 4}),
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

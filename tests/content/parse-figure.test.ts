import {expect, test} from 'vitest';
import {pageTexts} from '../../src/content/measure-text.js';
import {parseFigure} from '../../src/content/parse-figure.js';
import {parseLesson} from '../../src/content/parse-lesson.js';
import {lessonText} from './sources.js';

const TABLE = '  pids     pids.current    pids.max\n  memory   memory.current  memory.max';

const lackOf = (meta: string, value = TABLE): string | undefined => {
	const figure = parseFigure({value, meta});
	return 'kind' in figure ? undefined : figure.sentence;
};

test('a figure keeps what is said of it', () => {
	const said = 'pids counts in pids.current and limits by pids.max; memory likewise.';
	expect(parseFigure({value: TABLE, meta: said})).toEqual({
		kind: 'figure',
		lines: TABLE.split('\n'),
		said,
	});
});

test('a figure without a sentence is refused', () => {
	expect(lackOf('')).toBe('This figure has no sentence.');
	expect(lackOf('  ')).toBe('This figure has no sentence.');
});

test('a title, and words without an end, are no sentence', () => {
	expect(lackOf('The two controllers.')).toContain('is no sentence');
	expect(lackOf('Each controller has a file that counts')).toContain('is no sentence');
});

test('a sentence that only has the words of the figure in their order is refused', () => {
	expect(lackOf('Pids: pids.current, pids.max; memory: memory.current, memory.max.')).toContain(
		'only repeats its words',
	);
	expect(lackOf('pids: counts pids.current, limits pids.max.')).toBeUndefined();
});

test('commands, a file and what was printed are read as they stand', () => {
	const lines = '  mount --bind DIRECTORY DIRECTORY\n    -o remount,bind,ro\n\n$ ls -l\n+memory';
	expect(parseFigure({value: lines, meta: 'as it stands'})).toEqual({
		kind: 'figure',
		lines: lines.split('\n'),
	});
});

test.each([
	['columns', 'cpu.max    a ceiling'],
	['an arrow', 'sh -> worker'],
	['a box', '+-----+\n| one |\n+-----+'],
	['a tree', '/\n|-- bin\n`-- etc'],
	['a tree of lines', '/sys\n└── fs'],
	['a rule', 'user space\n----------\nkernel'],
	['an arrow of one sign', 'namespaces ► exec'],
])('what holds %s is not read as it stands', (_, value) => {
	expect(lackOf('as it stands', value)).toContain("it can't be read as it stands");
});

test('a template in what is said of a figure is looked at as one in the text', () => {
	const text = lessonText(
		{},
		'# Read\n## A page\n```text Its label is {{shell.ns.uts}} to this day.\nuts\n```\n# After\n## Myth: none\nText.\n',
	);
	const parsed = parseLesson(text, 'lessons/010-one.md');
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	const [page] = parsed.source.value.lesson.read;
	expect(page && pageTexts(page)).toEqual(['uts', 'Its label is {{shell.ns.uts}} to this day.']);
});

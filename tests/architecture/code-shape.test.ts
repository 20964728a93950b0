import {readdirSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {shapeProblems} from './code-shape.js';

const filesIn = (folder: string): readonly string[] =>
	readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter((entry) => entry.isFile())
		.map((entry) => `${entry.parentPath}/${entry.name}`);

const problemsOf = (path: string): readonly string[] =>
	shapeProblems({path, text: readFileSync(path, 'utf8')});

test('every file of the program has the shape that code-shape.ts asks for', () => {
	const sources = ['src', 'bin', 'scripts'].flatMap(filesIn);
	expect(sources.flatMap(problemsOf)).toEqual([]);
	expect(sources.length).toBeGreaterThan(100);
});

test('no file of the tests is longer than one of the program may be', () => {
	const tests = filesIn('tests').filter((path) => path.endsWith('.ts'));
	// Only this rule: the tests of the others quote what they forbid.
	expect(tests.flatMap(problemsOf).filter((problem) => problem.includes(' lines: '))).toEqual([]);
	expect(tests.length).toBeGreaterThan(80);
});

test.each([
	['src/a/long-file.ts', 'x;\n'.repeat(301), 'has 301 lines'],
	['src/a/string-utils.ts', 'export const a = 1;', 'is named after a drawer'],
	['src/a/index.ts', 'export const a = 1;', 'is named after a drawer'],
	['src/a/all.ts', "export * from './b.js';\nexport {c} from './d.js';", 'only passes on'],
	['src/a/b.ts', "import {z} from 'zod';", 'bundles all of zod'],
	['src/a/b.ts', "export const say = 'Ctrl-G n goes on.';", 'names a key'],
])('%s is refused', (path, text, sentence) => {
	expect(shapeProblems({path, text}).join('\n')).toContain(sentence);
});

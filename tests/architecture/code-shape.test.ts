import {readdirSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {shapeProblems} from './code-shape.js';

const sources = ['src', 'bin', 'scripts'].flatMap((folder) =>
	readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter((entry) => entry.isFile())
		.map((entry) => `${entry.parentPath}/${entry.name}`),
);

test('every file of the program has the shape that STYLE asks for', () => {
	const problems = sources.flatMap((path) =>
		shapeProblems({path, text: readFileSync(path, 'utf8')}),
	);
	expect(problems).toEqual([]);
	expect(sources.length).toBeGreaterThan(100);
});

test.each([
	['src/a/long-file.ts', 'x;\n'.repeat(301), 'has 301 lines'],
	['src/a/longFile.ts', 'export const a = 1;', 'is not in kebab-case'],
	['src/a/string-utils.ts', 'export const a = 1;', 'is named after a drawer'],
	['src/a/index.ts', 'export const a = 1;', 'is named after a drawer'],
	['src/a/all.ts', "export * from './b.js';\nexport {c} from './d.js';", 'only passes on'],
	['src/a/b.ts', 'export default 1;', 'has a default export'],
	['src/a/b.ts', "import {z} from 'zod';", 'bundles all of zod'],
	['src/a/b.ts', 'export const a = (x: any) => x;', 'says `any`'],
])('%s is refused', (path, text, sentence) => {
	expect(shapeProblems({path, text}).join('\n')).toContain(sentence);
});

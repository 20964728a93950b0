import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {planSetup} from '../../src/attempt/plan-setup.js';
import type {Exercise} from '../../src/domain/exercise.js';
import {exercise} from '../session/sample-course.js';

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'plan-setup-'));
});
afterEach(() => {
	rmSync(folder, {recursive: true});
});

const having = (part: Partial<Exercise>): Exercise => ({...exercise('999'), ...part});

const sh = (script: string): void => {
	execFileSync('sh', ['-c', script]);
};

test('a file arrives byte by byte, whatever quotes, percent signs and line ends it holds', () => {
	const content = `it's "100%" \\n \${HOME} $(id) \`id\`\n\tlast line without end`;
	const path = join(folder, "it's", 'a file');
	sh(planSetup(having({files: [{path, mode: '0750', content}]}), new Map()));
	expect(readFileSync(path, 'utf8')).toBe(content);
	expect(statSync(path).mode & 0o777).toBe(0o750);
});

test('many files take no more commands than one folder and two modes do', () => {
	const path = (name: string) => join(folder, 'bin', name);
	const files = [
		{path: path('a'), mode: '0755', content: 'a'},
		{path: path('b'), mode: '0644', content: 'b'},
		{path: path('c'), mode: '0755', content: 'c'},
	];
	const script = planSetup(having({files}), new Map());
	expect(script.match(/^(mkdir|chmod) .*/gm)).toHaveLength(3);
	sh(script);
	expect(files.map((file) => (statSync(file.path).mode & 0o777).toString(8))).toEqual([
		'755',
		'644',
		'755',
	]);
});

test("this attempt's values stand in files, in their names and in the setup", () => {
	const path = join(folder, '{{word}}.note');
	const setup = `printf %s '{{word}}' > '${folder}/other'`;
	const files = [{path, mode: '0644', content: 'hello {{word}}'}];
	sh(planSetup(having({files, setup}), new Map([['word', 'heron']])));
	expect(readFileSync(join(folder, 'heron.note'), 'utf8')).toBe('hello heron');
	expect(readFileSync(join(folder, 'other'), 'utf8')).toBe('heron');
});

test('a file that cannot be made fails the whole setup', () => {
	const files = [{path: '/proc/no/such', mode: '0644', content: 'x'}];
	expect(() => sh(planSetup(having({files, setup: 'true'}), new Map()))).toThrow();
});

test('an exercise with nothing to lay out runs nothing', () => {
	expect(planSetup(having({setup: ' \n'}), new Map())).toBe('');
});

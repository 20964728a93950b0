import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';

const read = (file: string): string => readFileSync(join('dist', file), 'utf8');

/** A file of the program and all that is loaded before it runs; a dynamic import waits until it is called. */
function loadedWith(file: string, sofar = new Set<string>()): ReadonlySet<string> {
	if (sofar.has(file)) return sofar;
	sofar.add(file);
	for (const [, next = ''] of read(file).matchAll(/(?:from|import)"\.\/([^"]+)"/g)) {
		loadedWith(next, sofar);
	}
	return sofar;
}

const dynamicImportsOf = (file: string): readonly string[] =>
	[...read(file).matchAll(/import\(["`]\.\/([^"`]+)["`]\)/g)].map(([, next = '']) => next);

/** Words that stay in the bundle: of the command that opens the lessons, of zod, of what gives yargs its commands. */
const START = 'The lessons need a terminal';
const ZOD = '"invalid_type"';
const YARGS = 'Print a completion script';

test('the first screen waits for a few files, and for neither yargs nor the schemas of the checks', () => {
	const main = loadedWith('main.js');
	const start = [...main]
		.flatMap(dynamicImportsOf)
		.find((file) => [...loadedWith(file)].some((one) => read(one).includes(START)));
	expect(start).toBeDefined();
	const before = [...new Set([...main, ...loadedWith(start ?? '')])];
	// Each takes its time to be found, read and linked.
	expect(before.length).toBeLessThan(12);
	for (const words of [ZOD, YARGS]) {
		expect(before.filter((file) => read(file).includes(words))).toEqual([]);
		expect([...main].flatMap(everything).some((file) => read(file).includes(words))).toBe(true);
	}
});

test('what only reads the command line loads nothing of the first screen', () => {
	const parser = [...loadedWith('main.js')]
		.flatMap(dynamicImportsOf)
		.find((file) => [...loadedWith(file)].some((one) => read(one).includes(YARGS)));
	expect(parser).toBeDefined();
	const words = 'What you will do in a real shell';
	expect([...loadedWith(parser ?? '')].filter((file) => read(file).includes(words))).toEqual([]);
	expect(everything('main.js').some((file) => read(file).includes(words))).toBe(true);
});

/** All that is ever loaded from a file, its dynamic imports among them. */
function everything(file: string): readonly string[] {
	const all = new Set(loadedWith(file));
	for (const one of all) {
		for (const next of dynamicImportsOf(one)) {
			for (const more of loadedWith(next)) all.add(more);
		}
	}
	return [...all];
}

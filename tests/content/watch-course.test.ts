import {mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {type CourseWatch, watchCourse} from '../../src/content/watch-course.door.js';

let folder = '';
let watch: CourseWatch | undefined;
let told = 0;
let wake = (): void => {};

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'container-lessons-watch-'));
	mkdirSync(join(folder, 'lessons'));
	mkdirSync(join(folder, 'exercises/500-x'), {recursive: true});
	told = 0;
	watch = watchCourse(folder, () => {
		told += 1;
		wake();
	});
});
afterEach(() => {
	watch?.close();
	rmSync(folder, {recursive: true, force: true});
});

/** Resolves when a save is told of after this was called. */
const nextSave = (): Promise<void> =>
	new Promise((resolve) => {
		wake = resolve;
	});

const step = (): string => join(folder, 'exercises/500-x/release.yaml');

test('a save over a file is told of, and the next one too', async () => {
	for (const text of ['one', 'two', 'three']) {
		const save = nextSave();
		writeFileSync(step(), text);
		await save;
	}
	expect(told).toBe(3);
});

test('so is a save by renaming, as often as it is done', async () => {
	for (const text of ['one', 'two', 'three']) {
		const save = nextSave();
		writeFileSync(`${step()}~`, text);
		renameSync(`${step()}~`, step());
		await save;
	}
	expect(told).toBe(3);
});

test('strokes that belong together are told of once', async () => {
	const save = nextSave();
	for (const text of ['', 'o', 'on', 'one']) writeFileSync(step(), text);
	writeFileSync(join(folder, 'lessons/500-x.md'), 'one');
	await save;
	const next = nextSave();
	writeFileSync(step(), 'two');
	await next;
	expect(told).toBe(2);
});

test('an exercise that is new, or was made again, is watched like the others', async () => {
	for (const name of ['510-y', '500-x']) {
		rmSync(join(folder, 'exercises', name), {recursive: true, force: true});
		const made = nextSave();
		mkdirSync(join(folder, 'exercises', name));
		await made;
		const save = nextSave();
		writeFileSync(join(folder, 'exercises', name, 'exercise.yaml'), 'id');
		await save;
	}
});

test('so are lessons that were taken away and came back, as a checkout does it', async () => {
	const gone = nextSave();
	rmSync(join(folder, 'lessons'), {recursive: true});
	await gone;
	const back = nextSave();
	mkdirSync(join(folder, 'lessons'));
	await back;
	const save = nextSave();
	writeFileSync(join(folder, 'lessons/500-x.md'), 'text');
	await save;
});

test('what else a pack holds is nothing to read it again for', async () => {
	writeFileSync(join(folder, 'notes.txt'), 'x');
	mkdirSync(join(folder, 'node_modules'));
	const save = nextSave();
	writeFileSync(step(), 'one');
	await save;
	expect(told).toBe(1);
});

test('what can not be watched is an error, said at once', () => {
	expect(() => watchCourse(join(folder, 'nowhere'), () => {})).toThrow(/ENOENT/);
});

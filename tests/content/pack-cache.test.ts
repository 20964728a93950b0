import {
	chmodSync,
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import type {LinkedCourse} from '../../src/content/link-course.js';
import {cacheFolder, readThroughCache} from '../../src/content/pack-cache.door.js';
import {readCourseSource} from '../../src/content/read-course.door.js';

/** A pack of one lesson, its cache, and how often it was compiled. */
function pack() {
	const root = mkdtempSync(join(tmpdir(), 'container-lessons-test-'));
	onTestFinished(() => rmSync(root, {recursive: true, force: true}));
	const directory = join(root, 'pack');
	for (const path of ['lessons/010-not-a-tiny-machine.md', 'exercises/010-not-a-tiny-machine']) {
		mkdirSync(join(directory, path, '..'), {recursive: true});
		cpSync(path, join(directory, path), {recursive: true});
	}
	const folder = join(root, 'cache');
	let compiled = 0;
	const read = (): Promise<LinkedCourse> =>
		readThroughCache(directory, folder, () => {
			compiled += 1;
			return readCourseSource(directory);
		});
	return {directory, folder, read, count: () => compiled};
}

test('an unchanged pack is compiled once, and is the same course', async () => {
	const {read, count, folder} = pack();
	const first = await read();
	expect(await read()).toEqual(first);
	expect(first.course.lessons).toHaveLength(1);
	expect(count()).toBe(1);
	const [file = ''] = readdirSync(folder);
	expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
	expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('a changed, a new and a removed file are seen', async () => {
	const {directory, read, count} = pack();
	await read();
	const exercise = join(directory, 'exercises/010-not-a-tiny-machine');
	writeFileSync(join(exercise, 'notes.txt'), 'a');
	await read();
	writeFileSync(join(exercise, 'notes.txt'), 'b');
	await read();
	rmSync(join(exercise, 'notes.txt'));
	await read();
	// What is there after all is what was there at first.
	expect(count()).toBe(3);
});

test('a pack with mistakes is read anew each time', async () => {
	const {directory, read, count} = pack();
	writeFileSync(join(directory, 'lessons/020-broken.md'), 'no lesson');
	expect((await read()).problems.length).toBeGreaterThan(0);
	expect((await read()).problems.length).toBeGreaterThan(0);
	expect(count()).toBe(2);
});

test('a pack with a link in it is read anew each time: what it leads to may change', async () => {
	const {directory, read, count} = pack();
	symlinkSync('/etc/hostname', join(directory, 'exercises/010-not-a-tiny-machine/link.txt'));
	await read();
	await read();
	expect(count()).toBe(2);
});

test('where nothing can be kept, and where what was kept is broken, the pack is read all the same', async () => {
	const {folder, read, count} = pack();
	writeFileSync(folder, 'a file where the folder should be');
	expect((await read()).course.lessons).toHaveLength(1);
	rmSync(folder);
	await read();
	const [file = ''] = readdirSync(folder);
	chmodSync(join(folder, file), 0o600);
	writeFileSync(join(folder, file), '{"lessons": [');
	expect((await read()).course.lessons).toHaveLength(1);
	expect(count()).toBe(3);
});

test('no more than eight packs are kept', async () => {
	const {directory, folder, read} = pack();
	for (let version = 0; version < 11; version++) {
		writeFileSync(join(directory, 'exercises/010-not-a-tiny-machine/notes.txt'), String(version));
		await read();
	}
	expect(readdirSync(folder)).toHaveLength(8);
});

test('it is kept where the user keeps what can be made again', () => {
	expect(cacheFolder({XDG_CACHE_HOME: '/c'})).toBe('/c/container-lessons/packs');
});

import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {brotliCompressSync} from 'node:zlib';
import {afterAll, expect, test} from 'vitest';
import {lintCourse, readBuiltCourse, readCourseSource} from '../../src/content/read-course.door.js';
import {exerciseText, lessonText} from './sources.js';

const root = mkdtempSync(join(tmpdir(), 'container-lessons-content-'));
afterAll(() => rmSync(root, {recursive: true, force: true}));

function write(course: string, files: Readonly<Record<string, string>>): string {
	for (const [name, text] of Object.entries(files)) {
		const path = join(root, course, name);
		mkdirSync(dirname(path), {recursive: true});
		writeFileSync(path, text);
	}
	return join(root, course);
}

const sound = {
	'lessons/010-one.md': lessonText(),
	'exercises/010-one/exercise.yaml': exerciseText(),
};

test('a course is read from its directory, and what the build keeps of it is the same', async () => {
	const directory = write('sound', sound);
	const {course, problems} = await readCourseSource(directory);
	expect(problems).toEqual([]);
	expect(course.lessons.map(({id, exercise}) => [id, exercise.steps.length])).toEqual([['010', 1]]);
	const built = join(directory, 'course.json.br');
	writeFileSync(built, brotliCompressSync(JSON.stringify(course)));
	expect(readBuiltCourse(built)).toEqual(course);
});

test('lint prints file, line, what is wrong and what to do', async () => {
	const directory = write('broken', {
		...sound,
		'lessons/010-one.md': lessonText({links: []}).replace('hook:', 'hok:'),
	});
	expect((await lintCourse(directory)).map(({text}) => text)).toEqual([
		'lessons/010-one.md:6: The file has no key `hok`; did you mean `hook`? It may hold id, slug, title, part, hook, predict, insight, questions, links.',
	]);
});

test('a directory without lessons is an error with a next step', async () => {
	await expect(readCourseSource(join(root, 'nowhere'))).rejects.toMatchObject({
		name: 'UserError',
		message: `There is no folder ${join(root, 'nowhere')}.`,
		nextStep: expect.stringContaining('container-lessons new'),
	});
	await expect(readCourseSource(write('empty', {'notes.txt': ''}))).rejects.toMatchObject({
		message: `The folder ${join(root, 'empty')} holds no lessons.`,
	});
});

test('a link that leads out of exercises/ is not followed', async () => {
	const files = [{path: '~/stolen', from: '../shared/secret'}];
	const directory = write('links', {
		...sound,
		'secret.txt': 'secret',
		'exercises/shared/empty': '',
		'exercises/010-one/exercise.yaml': exerciseText({files}),
	});
	symlinkSync(join(directory, 'secret.txt'), join(directory, 'exercises/shared/secret'));
	expect((await lintCourse(directory)).map(({text}) => text)).toEqual([
		expect.stringContaining('There is no file exercises/shared/secret.'),
	]);
});

test('what is no file of text is said, and neither waited for nor read to its end', async () => {
	const directory = write('odd-files', {...sound, 'exercises/010-one/exercise.yaml': 'id: x'});
	for (const name of ['020-two', '030-three']) mkdirSync(join(directory, 'exercises', name));
	execFileSync('mkfifo', [join(directory, 'exercises/020-two/exercise.yaml')]);
	symlinkSync('/dev/zero', join(directory, 'exercises/030-three/exercise.yaml'));
	mkdirSync(join(directory, 'lessons/020-directory.md'));
	symlinkSync('/nowhere', join(directory, 'lessons/030-dangling.md'));
	writeFileSync(join(directory, 'lessons/040-long.md'), 'x'.repeat(1024 * 1024 + 1));
	const problems = (await lintCourse(directory)).map(({file, sentence}) => `${file}: ${sentence}`);
	expect(problems).toEqual(
		expect.arrayContaining([
			'exercises/020-two/exercise.yaml: This is not a file.',
			'exercises/030-three/exercise.yaml: This is not a file.',
			'lessons/020-directory.md: This is not a file.',
			'lessons/030-dangling.md: This link leads nowhere.',
			'lessons/040-long.md: This file is longer than 1 MB.',
		]),
	);
});

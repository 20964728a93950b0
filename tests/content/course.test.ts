import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {lintCourse, readCourseSource} from '../../src/content/read-course.door.js';
import {COURSE_TOOLS} from '../../src/host/course-tools.js';
import {GUIDE_KEY_NAMES} from '../../src/ui/keys/key-help.js';

test('the course has no problem', async () => {
	expect((await lintCourse('.')).map(({text}) => text)).toEqual([]);
});

test('every tool that a step needs is one that doctor looks for', async () => {
	const {course} = await readCourseSource('.');
	const needs = course.lessons.flatMap(({exercise}) => [
		...exercise.needs,
		...exercise.steps.flatMap((step) => step.needs),
	]);
	const tools = needs.filter((need) => need.startsWith('tool:'));
	const known = new Set(COURSE_TOOLS.map(({tool}) => `tool:${tool}`));
	expect([...new Set(tools)].filter((need) => !known.has(need))).toEqual([]);
	expect(needs.length).toBeGreaterThan(0);
});

test('no lesson names a key that a terminal may keep for itself', () => {
	const keys = new RegExp(GUIDE_KEY_NAMES.join('|'));
	const files = ['lessons', 'exercises'].flatMap((folder) =>
		readdirSync(folder, {recursive: true, withFileTypes: true})
			.filter((entry) => entry.isFile())
			.map(({parentPath, name}) => join(parentPath, name)),
	);
	expect(files.length).toBeGreaterThan(100);
	expect(files.filter((file) => keys.test(readFileSync(file, 'utf8')))).toEqual([]);
});

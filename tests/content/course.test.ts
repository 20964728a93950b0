import {expect, test} from 'vitest';
import {lintCourse, readCourseSource} from '../../src/content/read-course.door.js';
import {COURSE_TOOLS} from '../../src/host/course-tools.js';

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

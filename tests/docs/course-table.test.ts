import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {readCourseSource} from '../../src/content/read-course.door.js';
import {describeAims} from './describe-aims.js';
import {describeCourse} from './describe-course.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

test('docs/course.md says what the course holds (npx vitest run tests/docs -u writes it anew)', async () => {
	const {course, problems} = await readCourseSource(root);
	expect(problems).toEqual([]);
	await expect(`${describeCourse(course)}\n${describeAims(course)}`).toMatchFileSnapshot(
		'../../docs/course.md',
	);
});

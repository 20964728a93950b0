import {describe, expect, test} from 'vitest';
import {readCourseSource} from '../../src/content/read-course.door.js';
import {mixOptions} from '../../src/domain/mix-options.js';

const options = ['a', 'b', 'c'].map((id) => ({id}));

describe('the order of options', () => {
	test('loses none, adds none, and is the same each time', () => {
		const mixed = mixOptions(options, '010/what');
		expect([...mixed].map(({id}) => id).sort()).toEqual(['a', 'b', 'c']);
		expect(mixOptions(options, '010/what')).toEqual(mixed);
	});

	test('tells nobody in this course where the right one stands', async () => {
		const {course} = await readCourseSource('.');
		const questions = course.lessons.flatMap(({predict, questions}) => [predict, ...questions]);
		const places = questions.map((asked) => asked.options.findIndex(({right}) => right));
		for (const place of [0, 1, 2]) {
			const share = places.filter((one) => one === place).length / places.length;
			expect(share).toBeGreaterThan(0.2);
			expect(share).toBeLessThan(0.5);
		}
	});
});

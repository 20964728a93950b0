import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {readCourseSource} from '../../src/content/read-course.door.js';
import {isRightLongest, posedQuestions, tellingWords} from './question-shape.js';

const asked = (right: string, ...wrong: readonly string[]) => ({
	name: 'x',
	options: [{text: right, right: true}, ...wrong.map((text) => ({text, right: false}))],
});

test('the right option gives itself away where it is the single longest', () => {
	expect(isRightLongest(asked('By the map, once', 'By name'))).toBe(true);
	expect(isRightLongest(asked('By map', 'By id.', 'By the name'))).toBe(false);
	expect(isRightLongest(asked('By map', 'By ids'))).toBe(false);
});

test('an absolute word gives a wrong option away where the right one has none', () => {
	expect(tellingWords(asked('It waits', 'It never waits', 'Nobody waits'))).toEqual([
		'never',
		'nobody',
	]);
	expect(tellingWords(asked('No, it waits', 'It never waits'))).toEqual([]);
	expect(tellingWords(asked('It waits', 'A nobodied allness'))).toEqual([]);
});

/** How much of the course may be so. The second is to come down: wrong options that can be crossed out unread. */
const MOST = {rightIsLongest: 0.4, telling: 19};

const names = (all: readonly {readonly name: string}[]): string =>
	all.map(({name}) => name).join(', ');

test('the questions of the course do not give their answers away, and all of it asks before it tells', async () => {
	const root = fileURLToPath(new URL('../../', import.meta.url));
	const {lessons} = (await readCourseSource(root)).course;
	const all = posedQuestions({lessons});
	const longest = all.filter(isRightLongest);
	expect(longest.length / all.length, names(longest)).toBeLessThanOrEqual(MOST.rightIsLongest);
	const telling = all.filter((one) => tellingWords(one).length > 0);
	expect(telling.length, names(telling)).toBeLessThanOrEqual(MOST.telling);

	const hooks = lessons.filter(({hook}) => !hook.trim().endsWith('?')).map(({id}) => id);
	expect(hooks).toEqual([]);
	const onlyOnce = lessons.flatMap(({id, questions}) =>
		questions.flatMap((one) => (one.again ? [] : [`${id}/${one.id}`])),
	);
	expect(onlyOnce).toEqual([]);
	const endings = lessons.filter(({part}, index) => part !== lessons[index + 1]?.part).slice(0, -1);
	const withoutMission = endings.filter(
		({exercise}) => !exercise.steps.some(({mission}) => mission),
	);
	expect(withoutMission.map(({id}) => id)).toEqual([]);
});

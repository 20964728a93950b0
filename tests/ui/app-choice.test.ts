import {describe, expect, test} from 'vitest';
import {sampleCourse} from '../session/sample-course.js';
import type {EmulatedApp} from './mount-in-emulator.js';
import {at, openExercise, openInEmulator, type SMALL} from './open-in-emulator.js';

const DOWN = '\u001b[B';
const UP = '\u001b[A';

/** So many words that are found nowhere else on the screen. */
const words = (name: string, count: number): string =>
	Array.from({length: count}, (_, index) => `${name}${index}`).join(' ');

const optionsOf = (count: number, length: number) =>
	Array.from({length: count}, (_, index) => ({
		id: `option-${index}`,
		text: words(`${'abcdef'.charAt(index)}word`, length),
	}));

const isWhole = (app: EmulatedApp, text: string): boolean => {
	const shown = new Set(app.text().split(/\s+/));
	return text.split(' ').every((word) => shown.has(word));
};

const countAt = (app: EmulatedApp, pattern: RegExp): number =>
	Number(pattern.exec(app.text())?.[1] ?? 0);

/** An open question in the exercise, its list of options on screen. */
async function ask(size: typeof SMALL, question: string, options: ReturnType<typeof optionsOf>) {
	const opened = await openExercise(size);
	opened.attempt().change({question: {text: question, options}});
	opened.app.type('\u0007a');
	await opened.app.until('❯ ○ aword0');
	return opened;
}

describe.each([
	{columns: 60, rows: 16},
	{columns: 80, rows: 24},
	{columns: 120, rows: 24},
	{columns: 140, rows: 40},
])('a question with a list of answers at $columns x $rows', (size) => {
	test.each([
		[2, 4],
		[4, 8],
		[6, 8],
		[6, 30],
	])(
		'%i answers of %i words: none is hidden unsaid, and the question stays',
		async (count, length) => {
			const question = words('question', 14);
			const options = optionsOf(count, length);
			const {app, attempt} = await ask(size, question, options);
			const expectAllSaid = (pointed: number): void => {
				expect(isWhole(app, question)).toBe(true);
				expect(isWhole(app, options[pointed]?.text ?? '')).toBe(true);
				const shown = options.filter(({text}) => isWhole(app, text)).length;
				const hidden = countAt(app, /↑ (\d) more above/) + countAt(app, /↓ (\d) more below/);
				expect(shown + hidden).toBe(count);
			};
			const pointsAt = (index: number) =>
				app.until(new RegExp(`❯ ○ ${'abcdef'.charAt(index)}word0`));
			expectAllSaid(0);
			for (let index = 1; index < count; index++) {
				app.type(DOWN);
				await pointsAt(index);
				expectAllSaid(index);
			}
			for (let index = count - 2; index >= 0; index--) {
				app.type(UP);
				await pointsAt(index);
				expectAllSaid(index);
			}
			app.type('\r');
			expect(attempt().answered).toEqual(['option-0']);
		},
	);

	test('four answers of a row each are all there at once', async () => {
		const options = optionsOf(4, 4);
		const {app} = await ask(size, 'Which of these four is it?', options);
		expect(options.filter(({text}) => isWhole(app, text))).toHaveLength(4);
		expect(app.text()).not.toMatch(/more (above|below)/);
	});

	test('a question too long for the window leaves its answers in view', async () => {
		const options = optionsOf(3, 3);
		const {app} = await ask(size, words('question', 400), options);
		expect(isWhole(app, options[0]?.text ?? '')).toBe(true);
		expect(app.text()).toContain('…');
		app.type(`${DOWN}${DOWN}`);
		await app.until('❯ ○ cword0');
		expect(isWhole(app, options[2]?.text ?? '')).toBe(true);
	});
});

describe('while a question is asked', () => {
	test('the terminal gives its room, keeps its size and shows its last lines', async () => {
		const {app, attempt} = await openExercise();
		const lines = Array.from({length: 9}, (_, index) => `line ${index}.\r\n`).join('');
		attempt().terminal('shell').print(`\r\n${lines}learner@lesson:~$ last`);
		await app.until('~$ last');
		const sizes = attempt().terminal('shell').sizes.length;
		attempt().change({question: {text: words('question', 20), options: optionsOf(6, 16)}});
		app.type('\u0007a');
		await app.until('❯ ○ aword0');
		await app.until('~$ last');
		expect(app.text()).not.toContain('line 0.');
		attempt().terminal('shell').print('-printed meanwhile');
		await app.until('~$ last-printed meanwhile');
		app.type('\u001b');
		await app.until('line 0.');
		expect(app.text()).not.toContain('aword0');
		expect(attempt().terminal('shell').sizes).toHaveLength(sizes);
	});

	test('so does one that is answered by a text', async () => {
		const {app, attempt} = await openExercise();
		const question = words('question', 60);
		attempt().change({question: {text: question, options: []}});
		app.type('\u0007a42');
		await app.until('> 42');
		expect(isWhole(app, question)).toBe(true);
	});

	test('a window made small in the middle of it still has all of it', async () => {
		const options = optionsOf(4, 4);
		const {app} = await ask({columns: 140, rows: 40}, 'Which of these four is it?', options);
		app.resize({columns: 60, rows: 16});
		await app.until((text) => !text.includes('│') && text.includes('❯ ○ aword0'));
		expect(options.filter(({text}) => isWhole(app, text))).toHaveLength(4);
	});
});

describe.each([
	{columns: 60, rows: 16},
	{columns: 80, rows: 24},
])('a page that asks at $columns x $rows', (size) => {
	const question = words('question', 12);
	const options = optionsOf(6, 14).map((option, index) => ({
		...option,
		right: index === 0,
		because: '',
	}));
	const asked = {id: 'long', core: true, question, options};
	const course = {
		lessons: sampleCourse.lessons.map((lesson) => ({
			...lesson,
			predict: asked,
			questions: [asked],
		})),
	};

	test.each(['predict', 'questions'] as const)(
		'%s: the question stays above all its answers',
		async (place) => {
			const {app} = openInEmulator(size, {...at({at: place, lesson: '080'}), course});
			await app.until('❯ ○ aword0');
			for (const [index, {text}] of options.entries()) {
				if (index > 0) app.type(DOWN);
				await app.until(`❯ ○ ${'abcdef'.charAt(index)}word0`);
				expect(isWhole(app, question)).toBe(true);
				expect(isWhole(app, text)).toBe(true);
				const shown = options.filter((option) => isWhole(app, option.text)).length;
				const hidden = countAt(app, /↑ (\d) more above/) + countAt(app, /↓ (\d) more below/);
				expect(shown + hidden).toBe(6);
			}
		},
	);
});

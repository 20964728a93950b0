import {describe, expect, test} from 'vitest';
import {NO_PROGRESS} from '../../src/domain/progress.js';
import {at, openInEmulator, rowWith, SMALL} from './open-in-emulator.js';

describe('pages', () => {
	test('the first thing a learner sees is the opening of the first lesson', async () => {
		const {app} = openInEmulator();
		await app.until('It feels like a computer of its own.');
		expect(app.rows()[0]).toContain('010 Not a tiny machine');
		expect(app.rows()[0]).toContain('read 1/3');
		expect(app.rows()[23]).toContain('Enter next');
	});

	test('keys lead through the lesson to its exercise', async () => {
		const {app} = openInEmulator();
		app.type(' ');
		await app.until('What it looks like');
		app.type('n\u001b[C');
		await app.until('Before you run anything');
		app.type('\u001b[B\r');
		await app.until('● No, one of its own.');
		app.type('\r');
		await app.until('Step 1 of 2  Print the kernel release');
	});

	test('the insight puts the prediction next to what is so', async () => {
		const {app} = openInEmulator(SMALL, at({at: 'insight', lesson: '010'}));
		await app.until('You predicted: No, one of its own.');
		expect(app.text()).toContain('It shares the kernel of the host.');
		expect(app.text()).toContain('✓ Yes, the same one.');
	});

	test('an answer to a question is told right or wrong, with the reason', async () => {
		const {app, stored} = openInEmulator(SMALL, at({at: 'questions', lesson: '080'}));
		await app.until('Check yourself, 1 of 4');
		app.type('j\r');
		await app.until('✗ No, one of its own.');
		expect(app.text()).toContain('It shares the kernel of the host.');
		await expect.poll(() => stored().questions['080/what']?.right).toBe(false);
	});

	test('the menu shows what is done of every lesson', async () => {
		const record = {state: 'seen', at: '', hints: 0, helped: false, seen: []} as const;
		const {app} = openInEmulator(SMALL, {
			progress: {
				...NO_PROGRESS,
				steps: {'010/release': {...record, state: 'done'}, '020/release': record},
			},
		});
		await app.until('Consuming: cgroups');
		expect(app.rows()[rowWith(app, '010')]).toMatch(/❯ ★ 010 Not a tiny machine +4 min {2}●○$/);
		expect(app.rows()[rowWith(app, '020')]).toMatch(/◐○$/);
	});

	test('without Unicode and colour nothing of that is lost', async () => {
		const theme = {colour: false, unicode: false};
		const {app} = openInEmulator(SMALL, at({at: 'questions', lesson: '080'}), theme);
		await app.until('> o Yes, the same one.');
		app.type('j\r');
		await app.until('x No, one of its own.');
		expect(app.written()).not.toMatch(/\[(?:3|4|9|10)\d(?:;|m)/);
		expect([...app.text()].filter((character) => character.charCodeAt(0) > 126)).toEqual([]);
	});

	test('all keys are told, further than one window', async () => {
		const {app} = openInEmulator();
		app.type('?');
		await app.until('In the terminal of an exercise: Ctrl-G or F9, then');
		app.type(' '.repeat(12));
		await app.until('In this help');
		app.type('?');
		await app.until('It feels like a computer of its own.');
	});
});

import {describe, expect, test} from 'vitest';
import type {Verdict} from '../../src/domain/verdict.js';
import {notYet, passed} from '../attempt/fake-attempt.js';
import {LARGE, openExercise, rowWith} from './open-in-emulator.js';

const GUIDE = '\u0007';
const ESC = '\u001b';
const FULL_SCREEN = '\u001b[?1049h\u001b[Ha picture';
const NO_FULL_SCREEN = '\u001b[?1049l';

const lines = (count: number): string =>
	Array.from({length: count}, (_, index) => `line ${index}.\r\n`).join('');

describe('Enter after a pass', () => {
	test('goes on after any number of commands, once the prompt is back', async () => {
		const {app, attempt} = await openExercise();
		attempt().judge(passed);
		await app.until('Enter go on');
		app.type('ls\r');
		await app.until((text) => !text.includes('Enter go on'));
		attempt().prompt('shell');
		await app.until('Enter go on');
		app.type('\r');
		await app.until('Step 2 of 2');
		expect(attempt().terminal('shell').written).toBe('ls\r');
	});

	test('sends a line that is begun to the shell, and goes on after that', async () => {
		const {app, attempt} = await openExercise();
		attempt().judge(passed);
		await app.until('Enter go on');
		app.type('ls\r');
		app.type('cat fi');
		attempt().prompt('shell');
		app.type('le\r');
		expect(attempt().terminal('shell').written).toBe('ls\rcat file\r');
		expect(app.text()).toContain('Step 1 of 2');
		attempt().prompt('shell');
		await app.until('Enter go on');
		app.type('\r');
		await app.until('Step 2 of 2');
	});

	test('is not offered while a line is begun that was there before the pass', async () => {
		const {app, attempt} = await openExercise();
		app.type('ls');
		attempt().judge(passed);
		await app.until('✓ passed');
		expect(app.text()).not.toContain('Enter go on');
		app.type('\u0003');
		attempt().prompt('shell');
		await app.until('Enter go on');
	});

	test('is not given back by the prompt of another terminal', async () => {
		const {app, attempt} = await openExercise();
		attempt().judge(passed);
		await app.until('Enter go on');
		app.type('sleep 9\r');
		await app.until((text) => !text.includes('Enter go on'));
		attempt().prompt('outside');
		app.type('\r');
		expect(attempt().terminal('shell').written).toBe('sleep 9\r\r');
	});
});

describe('Esc', () => {
	test.each([
		['a hint', `${GUIDE}h`, 'Hint 1 of 3'],
		['the X-ray', `${GUIDE}x`, 'your processes from outside'],
	])('closes %s, and the next one is the shell’s', async (_what, keys, sight) => {
		const {app, attempt} = await openExercise();
		app.type(keys);
		await app.until(sight);
		expect(app.text()).toContain('Esc close');
		app.type(ESC);
		await app.until((text) => !text.includes(sight));
		expect(attempt().terminal('shell').written).toBe('');
		app.type(ESC);
		await expect.poll(() => attempt().terminal('shell').written).toBe(ESC);
	});

	test('is the program’s while one has the whole screen', async () => {
		const {app, attempt} = await openExercise();
		app.type(`${GUIDE}x`);
		await app.until('your processes from outside');
		attempt().terminal('shell').print(FULL_SCREEN);
		await app.until('a picture');
		app.type(ESC);
		await expect.poll(() => attempt().terminal('shell').written).toBe(ESC);
		expect(app.text()).toContain('your processes from outside');
	});
});

describe('what can be read again', () => {
	test('a hint stands below the task, and the shell keeps its size and its cursor', async () => {
		const {app, attempt} = await openExercise();
		attempt()
			.terminal('shell')
			.print(`${lines(30)}$ `);
		await app.until('line 29.');
		const {sizes} = attempt().terminal('shell');
		app.type(`${GUIDE}h`);
		await app.until('Hint 1 of 3');
		expect(rowWith(app, 'Print the release')).toBeLessThan(rowWith(app, 'Hint 1 of 3'));
		await expect.poll(() => app.cursor()).toEqual({x: 2, y: rowWith(app, '$')});
		expect(attempt().terminal('shell').sizes).toEqual(sizes);
	});

	test('the steps that have passed, with their tasks and what was seen', async () => {
		const {app, attempt} = await openExercise();
		app.type(`${GUIDE}p`);
		await app.until('No step of this exercise has passed yet.');
		attempt().judge(passed);
		await app.until('✓ passed');
		app.type('\r');
		await app.until('Step 2 of 2');
		app.type(`${GUIDE}p`);
		await app.until('What has passed in this exercise');
		expect(app.text()).toContain('✓ Step 1');
		expect(app.text()).toContain('Print the release');
		expect(app.text()).not.toContain('boot id');
		app.type(ESC);
		await app.until('Step 2 of 2');
	});

	test('the way back is offered once something has scrolled away', async () => {
		const {app, attempt} = await openExercise();
		expect(app.text()).not.toContain('scrolls back');
		attempt().terminal('shell').print(lines(40));
		await app.until('↑ Ctrl-G u scrolls back');
		app.type(`${GUIDE}u`);
		await app.until('scrolled back');
		expect(app.text()).not.toContain('scrolls back');
	});
});

describe('the whole window', () => {
	test('is the terminal’s by a key, with the verdict in one row, and given back by the same', async () => {
		const {app, attempt} = await openExercise();
		app.type(`${GUIDE}z`);
		await app.until((text) => !text.includes('Step 1 of 2'));
		expect(attempt().terminal('shell').sizes.at(-1)).toEqual({columns: 80, rows: 21});
		attempt().judge(notYet);
		await app.until(/… not yet {2}No command has printed the release yet\./);
		app.type(`${GUIDE}z`);
		await app.until('Step 1 of 2');
		expect(attempt().terminal('shell').sizes.at(-1)?.rows).toBeLessThan(21);
	});

	test('goes to a full-screen program by itself, and back when that ends', async () => {
		const {app, attempt} = await openExercise();
		attempt().terminal('shell').print(FULL_SCREEN);
		await app.until((text) => text.includes('a picture') && !text.includes('Step 1 of 2'));
		expect(attempt().terminal('shell').sizes.at(-1)?.rows).toBe(21);
		attempt().terminal('shell').print(NO_FULL_SCREEN);
		await app.until('Step 1 of 2');
		expect(attempt().terminal('shell').sizes.at(-1)?.rows).toBeLessThan(21);
	});

	test('stays divided where card and terminal stand side by side', async () => {
		const {app, attempt} = await openExercise(LARGE);
		attempt().terminal('shell').print(FULL_SCREEN);
		await app.until('a picture');
		expect(app.text()).toContain('Print the release');
		app.type(`${GUIDE}z`);
		await app.until((text) => !text.includes('Print the release'));
		expect(attempt().terminal('shell').sizes.at(-1)).toEqual({columns: 140, rows: 37});
	});

	test('shows the next task when they go on', async () => {
		const {app, attempt} = await openExercise();
		app.type(`${GUIDE}z`);
		attempt().judge(passed);
		await app.until('Enter go on');
		app.type('\r');
		await app.until('Step 2 of 2');
	});
});

describe('the parts of a step', () => {
	const judged: Exclude<Verdict, {kind: 'passed'}> = {
		kind: 'not-yet',
		seen: [],
		reason: 'No command has printed the boot id yet. 1 of 2 parts of this step is there.',
		parts: [
			{name: 'the release', holds: true},
			{name: 'the boot id', holds: false},
		],
	};

	test('stand by name behind the verdict, in place of their number', async () => {
		const {app, attempt} = await openExercise();
		attempt().judge(judged);
		await app.until(/… not yet {2}✓ release {2}○ boot id ─/);
		expect(app.text()).not.toContain('1 of 2 parts');
		expect(app.text()).toContain('No command has printed the boot id yet.');
	});

	test('have a row each beside the terminal', async () => {
		const {app, attempt} = await openExercise(LARGE);
		attempt().judge(judged);
		await app.until('✓ release');
		expect(rowWith(app, '○ boot id')).toBe(rowWith(app, '✓ release') + 1);
	});

	test('are counted where there is no room for their names', async () => {
		const {app, attempt} = await openExercise();
		const parts = Array.from({length: 9}, (_, index) => ({
			name: `part ${index}`,
			holds: index < 2,
		}));
		attempt().judge({...judged, parts});
		await app.until('2 of 9 parts');
	});
});

describe('what a program asks its terminal', () => {
	test('for the background, is asked of the learner’s own and answered as that does', async () => {
		const {app, attempt} = await openExercise();
		attempt().terminal('shell').print('\u001b]11;?\u0007');
		await expect.poll(() => app.written()).toContain('\u001b]11;?\u001b\\');
		const answer = '\u001b]11;rgb:ffff/ffff/dddd\u001b\\';
		app.type(answer);
		expect(attempt().terminal('shell').written).toBe(answer);
	});

	test('for its version, is answered here', async () => {
		const {attempt} = await openExercise();
		attempt().terminal('shell').print('\u001b[>q');
		await expect
			.poll(() => attempt().terminal('shell').written)
			.toBe('\u001bP>|container-lessons\u001b\\');
	});
});

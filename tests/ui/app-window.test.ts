import {describe, expect, test} from 'vitest';
import {passed} from '../attempt/fake-attempt.js';
import {LARGE, openExercise, openInEmulator, rowWith, SMALL} from './open-in-emulator.js';

describe('the window', () => {
	test('from 120 columns text and terminal stand side by side', async () => {
		const {app, attempt} = await openExercise(LARGE);
		const row = app.rows()[rowWith(app, 'learner@lesson')] ?? '';
		expect(row).toMatch(/^ .*Print the kernel release +│learner@lesson:~\$$/);
		attempt().judge(passed);
		await app.until('Enter goes on.');
		expect(attempt().terminal('shell').sizes).toEqual([{columns: 81, rows: 37}]);
	});

	test('the shell learns of every new size', async () => {
		const {app, attempt} = await openExercise();
		app.resize(LARGE);
		await app.until(/│learner@lesson/);
		app.resize({columns: 100, rows: 30});
		await app.until((text) => text.includes('learner@lesson') && !text.includes('│'));
		const {sizes} = attempt().terminal('shell');
		expect(sizes.map(({columns}) => columns)).toEqual([80, 81, 100]);
	});

	test('one that is too small says so, and nothing is lost', async () => {
		const {app} = await openExercise();
		app.resize({columns: 50, rows: 12});
		await app.until('This window is 50x12; 60x16 is needed.');
		expect(app.text()).toContain('--plain');
		app.resize(SMALL);
		await app.until('learner@lesson');
		await app.until('Step 1 of 2');
	});

	test('what is typed into one that is too small runs once it is large enough, and not before', async () => {
		const {app, attempt} = await openExercise();
		app.resize({columns: 20, rows: 5});
		await app.until('This window');
		app.type('echo typed-');
		app.type('\u001b[<0;3;2M\u001b[<0;3;2m');
		app.type('blind\r');
		await new Promise(setImmediate);
		expect(attempt().terminal('shell').written).toBe('');
		app.resize(SMALL);
		await app.until('Step 1 of 2');
		expect(attempt().terminal('shell').written).toBe('echo typed-blind\r');
	});

	test('Ctrl-C gives up what was typed blindly, and interrupts what runs', async () => {
		const {app, attempt} = await openExercise();
		app.resize({columns: 20, rows: 5});
		await app.until('This window');
		app.type('rm everything');
		app.type('\u0003');
		expect(attempt().terminal('shell').written).toBe('\u0003');
		app.resize(SMALL);
		await app.until('Step 1 of 2');
		expect(attempt().terminal('shell').written).toBe('\u0003');
	});

	test('no key turns a page that nobody can see', async () => {
		const {app, session} = openInEmulator({columns: 40, rows: 20});
		await app.until(/is\s+needed/);
		const before = session.state().screen;
		app.type('\r\r\r\r\r');
		await new Promise(setImmediate);
		expect(session.state().screen).toBe(before);
	});

	test.each(['\u0007q', '\u001b[20~q'])(
		'%j is the way out of one that is too small',
		async (keys) => {
			const {app, session} = await openExercise();
			app.resize({columns: 40, rows: 20});
			await app.until(/Ctrl-G\s+q\s+quits/);
			app.type(keys);
			await expect(session.quit).resolves.toBeUndefined();
		},
	);

	test('no row is left of what another screen has shown', async () => {
		const {app} = await openExercise();
		app.type('\u0007m');
		await app.until('Consuming: cgroups');
		expect(app.text()).not.toContain('learner@lesson');
		expect(app.text()).not.toContain('Step 1 of 2');
	});

	test('the scrollback of the learner’s own terminal is never erased', async () => {
		const {app} = await openExercise();
		app.resize(LARGE);
		await app.until('learner@lesson');
		expect(app.written()).not.toContain('\u001b[3J');
	});

	test('quitting is told', async () => {
		const {app, session} = openInEmulator();
		app.type('q');
		await expect(session.quit).resolves.toBeUndefined();
	});
});

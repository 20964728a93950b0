import {describe, expect, test} from 'vitest';
import {passed} from '../../attempt/fake-attempt.js';
import {LARGE, openExercise, rowWith, SMALL} from '../open-in-emulator.js';
import {scene} from './scenes.js';

const GUIDE = '\u0007';

/** In front of an exercise with its X-ray open. */
async function openXray(...[size, theme]: Parameters<typeof openExercise>) {
	const opened = await openExercise(size, theme);
	opened.attempt().xrayShows(scene('plain'));
	opened.app.type(`${GUIDE}x`);
	await opened.app.until('all on kernel 6.1.0-example');
	return opened;
}

describe.each([
	{columns: 60, rows: 16},
	{columns: 80, rows: 24},
	{columns: 100, rows: 30},
	{columns: 140, rows: 40},
])('at $columns x $rows', (size) => {
	test('the picture stands beside the terminal, which gets the keys', async () => {
		const {app, attempt} = await openXray(size);
		expect(app.text()).toContain('learner@lesson:~$');
		app.type('unshare\r');
		expect(attempt().terminal('shell').written).toBe('unshare\r');
		attempt().xrayShows(scene('unshare'));
		await app.until('new: pid mnt user');
		await app.until(/sleep 1000.*foreground/);
		attempt().xrayShows(scene('plain'));
		await app.until((text) => !text.includes('new: pid mnt user'));
	});

	// There it stands beside the task all the time.
	const isStanding = size.columns >= 120;

	test('the same keys close it, and the task is back', async () => {
		const {app, attempt} = await openXray(size);
		const sizes = attempt().terminal('shell').sizes.length;
		app.type(`${GUIDE}x`);
		await app.until('Print the release of the kernel');
		expect(app.text().includes('all on kernel')).toBe(isStanding);
		expect(app.text()).toContain('learner@lesson:~$');
		expect(attempt().terminal('shell').sizes.length).toBeLessThanOrEqual(sizes + 1);
	});

	test('a pass is seen, and Enter goes on to the next task', async () => {
		const {app, attempt} = await openXray(size);
		attempt().judge(passed);
		await app.until('✓ passed');
		app.type('\r');
		await app.until('Print the boot id of the kernel');
		expect(app.text().includes('all on kernel')).toBe(isStanding);
	});

	test('a hint is shown beside the picture, and stays when the picture goes', async () => {
		const {app} = await openXray(size);
		app.type(`${GUIDE}h`);
		await app.until('A kernel has a release.');
		expect(app.text()).toContain('all on kernel');
		app.type(`${GUIDE}h`);
		await app.until('Look at uname.');
		expect(app.text()).toContain('all on kernel');
		app.type(`${GUIDE}x`);
		await app.until(isStanding ? 'Print the release' : (text) => !text.includes('all on kernel'));
		expect(app.text()).toContain('Look at uname.');
	});

	test('what a pass means is said beside the picture', async () => {
		const {app, attempt} = await openXray(size);
		attempt().judge(passed);
		await app.until('the very release');
		expect(app.text()).toContain('all on kernel');
	});
});

test('nothing is cut of a reason beside the picture, however long it is', async () => {
	const {app, attempt} = await openXray({columns: 140, rows: 40});
	const reason = 'One row of this reason is not enough, for it goes on and on. '.repeat(5);
	attempt().judge({kind: 'not-yet', reason, look: 'Look here at last.', seen: []});
	await app.until('Look here at last.');
	expect(app.text()).toContain('all on kernel');
});

test('a resize from narrow to wide and back draws it anew', async () => {
	const {app, attempt} = await openXray();
	attempt().xrayShows(scene('unshare'));
	await app.until('new: pid mnt user');
	app.resize({columns: 130, rows: 40});
	await app.until((text) => /new: pid mnt user ─+┐│ +│/.test(text));
	app.resize({columns: 50, rows: 12});
	await app.until('--plain');
	expect(app.text()).not.toContain('sandbox');
	app.resize(SMALL);
	await app.until('new: pid mnt user, uid 0 here, 65533 on the host');
});

test('without Unicode and colour nothing of it is lost', async () => {
	const {app, attempt} = await openXray(SMALL, {colour: false, unicode: false});
	attempt().xrayShows(scene('unshare'));
	await app.until('| 26 | 1 ` bash');
	expect(app.written()).not.toMatch(/\[(?:3|4|9|10)\d(?:;|m)/);
	expect([...app.text()].filter((character) => character.charCodeAt(0) > 126)).toEqual([]);
});

test('a sandbox that has ended is said so in its place', async () => {
	const {app, attempt} = await openXray();
	attempt().end('It ran out of memory.');
	await app.until('the sandbox has ended');
});

describe('on a wide screen', () => {
	test('the X-ray stands beside the terminal by itself, below the task', async () => {
		const {app, attempt} = await openExercise(LARGE);
		attempt().xrayShows(scene('unshare'));
		await app.until('all on kernel');
		await app.until('new: pid mnt user');
		expect(app.text()).toContain('Print the release of the kernel');
		expect(rowWith(app, 'Print the release')).toBeLessThan(rowWith(app, 'X-ray'));
	});

	test('the key makes it larger, and the same key small again', async () => {
		const {app, attempt} = await openExercise(LARGE);
		attempt().xrayShows(scene('plain'));
		await app.until('all on kernel');
		const small = rowWith(app, 'X-ray');
		app.type(`${GUIDE}x`);
		await app.until(() => rowWith(app, 'X-ray') < small);
		app.type(`${GUIDE}x`);
		await app.until(() => rowWith(app, 'X-ray') === small);
		expect(app.text()).toContain('Print the release of the kernel');
	});

	test('it gives its room to what is said', async () => {
		const {app, attempt} = await openExercise({columns: 140, rows: 24});
		attempt().xrayShows(scene('plain'));
		await app.until('bash -i');
		const reason = 'One row of this reason is not enough, for it goes on and on. '.repeat(9);
		attempt().judge({kind: 'not-yet', reason, look: 'Look here at last.', seen: []});
		await app.until('Look here at last.');
		await app.until((text) => !text.includes('bash -i'));
	});
});

describe.each([SMALL, LARGE])('by keys at $columns x $rows', (size) => {
	test('a process is opened, and Esc leads back step by step, to the shell at last', async () => {
		const {app, attempt} = await openExercise(size);
		attempt().xrayShows(scene('unshare'));
		app.type(`${GUIDE}i`);
		await app.until('new: pid mnt user');
		app.type('j\r');
		await app.until('Root and mounts');
		expect(attempt().terminal('shell').written).toBe('');
		app.type('\u001b');
		await app.until('new: pid mnt user');
		app.type('\u001b');
		await app.until('Print the release of the kernel');
		app.type('w');
		expect(attempt().terminal('shell').written).toBe('w');
	});
});

test('who had the X-ray open has it again after the walk', async () => {
	const {app} = await openXray();
	app.type(`${GUIDE}i`);
	await app.until('Enter open');
	app.type('q');
	await app.until(/Ctrl-G then/);
	expect(app.text()).toContain('all on kernel');
});

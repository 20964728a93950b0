import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {needNamespaces} from '../needs.js';
import {GUIDE, goToExercise, openProgram, PROGRAM, typeLine} from './program.js';
import {openTui, type Tui} from './tui.js';

const opened: Tui[] = [];
const keep = (tui: Tui): Tui => {
	opened.push(tui);
	return tui;
};
afterEach(async () => {
	for (const tui of opened.splice(0).reverse()) await tui.close();
});

/**
 * Runs the program where no user namespace can be made (user_namespaces(7): the limit of a namespace counts
 * for everything below it).
 */
const WITHOUT_NAMESPACES = [
	'unshare',
	'--user',
	'--map-root-user',
	'sh',
	'-c',
	'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"',
	'sh',
];

/** The title of the first page behind the exercise of lesson 010. */
const AFTER_010 = 'One kernel, different answers';

describe('on a box without user namespaces', () => {
	const command = [...WITHOUT_NAMESPACES, process.execPath, PROGRAM];
	beforeEach(needNamespaces);

	test('the exact fix stands beside what is observed, and the lesson goes on', async () => {
		const tui = keep(openTui([...command, '--path', 'all']));
		await tui.until('Not a tiny machine');
		await tui.until(/steps of the course 0 can be done on this host, \d+ only observed/);
		tui.send('e');
		await tui.until('observe$');
		await tui.until('sysctl -w user.max_user_namespaces=');
		for (const line of ['uname -r', 'cat /proc/sys/kernel/random/boot_id']) {
			typeLine(tui, line);
			await tui.until('◐ seen, not done');
			tui.send('\r');
			await tui.until((screen) => !screen.includes('◐ seen, not done'));
		}
		tui.send(`${GUIDE}n`);
		await tui.until(AFTER_010);
	});

	test('plain lines say the same', async () => {
		const tui = keep(openTui([...command, '--plain', '--path', 'all'], {rows: 50}));
		await tui.until(/steps of the course 0 can be done on this host, \d+ only observed/);
		await tui.until('[Enter: go on');
		tui.send('e\r');
		await tui.until('observe$');
		typeLine(tui, 'uname -r');
		await tui.until('Seen, not done.');
		await tui.until('Step 2 of 5');
		tui.send(`${GUIDE}n`);
		await tui.until('Go on all the same?');
		tui.send('y\r');
		await tui.until(AFTER_010);
	});

	test('doctor ends with 1', () => {
		const [file = '', ...args] = command;
		const {status, stdout} = spawnSync(file, [...args, 'doctor'], {encoding: 'utf8'});
		expect(stdout).toContain('sysctl -w user.max_user_namespaces=');
		expect(status).toBe(1);
	});
});

describe('an odd terminal', () => {
	test('of 20x5 is told what is wrong, and grows into the lesson', async () => {
		const tui = keep(openProgram({columns: 20, rows: 5}));
		await tui.until('--plain');
		tui.resize(80, 24);
		await tui.until('Not a tiny machine');
	});

	test.each(['C', 'xx_XX.bogus'])(
		'with the locale %s is drawn without a character beyond ASCII',
		async (locale) => {
			const tui = keep(openProgram({env: {LANG: locale, LC_ALL: locale}}));
			await goToExercise(tui);
			typeLine(tui, 'uname -r');
			await tui.until('passed');
			expect([...tui.screen()].filter((character) => character > '~')).toEqual([]);
		},
	);
});

describe('progress that is not as it should be', () => {
	const homeWith = (content: string): string => {
		const home = mkdtempSync(join(tmpdir(), 'container-lessons-odd-'));
		mkdirSync(join(home, 'container-lessons'));
		writeFileSync(join(home, 'container-lessons', 'progress.json'), content);
		return home;
	};

	test('a broken file is set aside with a word, and the first lesson opens', async () => {
		const home = homeWith('{"version": 1, "steps": {"010/re');
		const tui = keep(openProgram({home}));
		await tui.until('Not a tiny machine');
		await tui.until(/set aside/);
		tui.send('q');
		await tui.exit;
		expect(readdirSync(join(home, 'container-lessons')).join()).toMatch(/progress\.broken-/);
		rmSync(home, {recursive: true});
	});

	test('a place that cannot be written says that nothing is saved, and the course goes on', async () => {
		const home = mkdtempSync(join(tmpdir(), 'container-lessons-odd-'));
		writeFileSync(join(home, 'container-lessons'), 'a file where the folder should be');
		const tui = keep(openProgram({home}));
		await tui.until(/won't be saved/);
		await goToExercise(tui);
		typeLine(tui, 'uname -r');
		await tui.until('✓ passed');
		rmSync(home, {recursive: true});
	});
});

import {
	chownSync,
	linkSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {needRoot} from '../needs.js';
import {stepRecord} from './records.js';
import {buildWriter, runWriter, stepsIn, type Written} from './writer.js';

const ADA = {uid: 12345, gid: 54321};

const root = mkdtempSync(join(tmpdir(), 'container-lessons-sudo-'));
const writer = join(root, 'writer.mjs');
let home = '';
let folder = '';
/** What root has, and nobody else may write. */
let roots = '';
let count = 0;

beforeAll(() => buildWriter(writer));
beforeEach((context) => {
	needRoot(context);
	count += 1;
	home = join(root, `ada-${count}`);
	roots = join(root, `root-${count}`);
	folder = join(home, '.config/container-lessons');
	mkdirSync(home);
	mkdirSync(roots);
	chownSync(home, ADA.uid, ADA.gid);
});
afterAll(() => rmSync(root, {recursive: true, force: true}));

/** Makes a folder of the person's, below their home. */
function makeTheirs(...names: readonly string[]): void {
	for (const name of names) {
		mkdirSync(join(home, name));
		chownSync(join(home, name), ADA.uid, ADA.gid);
	}
}

/** Runs the program as `sudo` of the person runs it. */
const underSudo = (...keys: readonly string[]): Written =>
	runWriter(writer, '', keys, {
		SUDO_UID: String(ADA.uid),
		SUDO_GID: String(ADA.gid),
		SUDO_HOME: home,
		XDG_CONFIG_HOME: undefined,
	});

test('the files belong to the person, in their home, and are theirs alone', () => {
	expect(underSudo('010/release', '010/boot-id')).toMatchObject({warning: null, isSaved: true});
	for (const path of ['.config', '.config/container-lessons']) {
		expect(statSync(join(home, path))).toMatchObject(ADA);
		expect(statSync(join(home, path)).mode & 0o777).toBe(0o700);
	}
	expect(readdirSync(folder)).toEqual(['progress.backup.json', 'progress.json']);
	for (const name of readdirSync(folder)) {
		expect(statSync(join(folder, name))).toMatchObject(ADA);
		expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
	}
});

test('a broken file is set aside, still theirs, and told by its own path', () => {
	makeTheirs('.config', '.config/container-lessons');
	writeFileSync(join(folder, 'progress.json'), '{"ver');
	chownSync(join(folder, 'progress.json'), ADA.uid, ADA.gid);
	expect(underSudo('010/release').warning).toContain(`${folder}/progress.broken-`);
	for (const name of readdirSync(folder)) expect(statSync(join(folder, name))).toMatchObject(ADA);
});

test.each([
	['file', '{"version": 1, "steps": {}}'],
	['file that is broken', '# not JSON'],
])('root neither reads nor writes a %s of its own that a link leads to', (_, text) => {
	makeTheirs('.config', '.config/container-lessons');
	const secret = join(roots, 'x.json');
	writeFileSync(secret, text, {mode: 0o600});
	symlinkSync(secret, join(folder, 'progress.json'));
	expect(underSudo('010/release')).toEqual({
		warning: `You can go on, but this won't be saved: progress.json is a link (${folder}). Start the program without sudo.`,
		isSaved: false,
		steps: ['010/release'],
	});
	expect(readFileSync(secret, 'utf8')).toBe(text);
	expect(statSync(secret)).toMatchObject({uid: 0, nlink: 1});
});

test('root does not take a second name of its own file for the person’s', () => {
	makeTheirs('.config', '.config/container-lessons');
	const secret = join(roots, 'x.json');
	writeFileSync(secret, `{"version": 1, "steps": {"secret": ${JSON.stringify(stepRecord())}}}`);
	linkSync(secret, join(folder, 'progress.json'));
	const {warning, steps} = underSudo('010/release');
	expect(warning).toContain('progress.json belongs to somebody else');
	expect(steps).toEqual(['010/release']);
	expect(statSync(secret).uid).toBe(0);
});

test.each([
	['the folder', '.config/container-lessons', ['.config']],
	['the folder above it', '.config', []],
])('root makes and writes nothing through a link that stands for %s', (_, link, theirs) => {
	makeTheirs(...theirs);
	symlinkSync(roots, join(home, link));
	const {warning} = underSudo('010/release');
	expect(warning).toContain(`${join(home, link)} is no folder but a link or a file`);
	expect(warning).toContain('without sudo');
	expect(readdirSync(roots)).toEqual([]);
	expect(statSync(roots).uid).toBe(0);
});

test('root replaces a link that stands for the backup, and writes nothing through it', () => {
	makeTheirs('.config', '.config/container-lessons');
	underSudo('010/release');
	const secret = join(roots, 'x.json');
	writeFileSync(secret, 'secret', {mode: 0o600});
	symlinkSync(secret, join(folder, 'progress.backup.json'));
	underSudo('010/boot-id');
	expect(readFileSync(secret, 'utf8')).toBe('secret');
	expect(statSync(secret)).toMatchObject({uid: 0, nlink: 1});
	expect(lstatSync(join(folder, 'progress.backup.json')).isFile()).toBe(true);
	expect(stepsIn(folder)).toEqual(['010/release', '010/boot-id']);
});

test('nothing is written into a folder that is not the person’s', () => {
	mkdirSync(folder, {recursive: true});
	expect(underSudo('010/release').warning).toContain('it belongs to somebody else');
	expect(readdirSync(folder)).toEqual([]);
});

test('no folder is made where the person could not make it', () => {
	mkdirSync(join(home, '.config'));
	expect(underSudo('010/release').warning).toContain(`there is no ${folder}`);
	expect(readdirSync(join(home, '.config'))).toEqual([]);
});

test('links that only root can have made are followed', () => {
	// As where /home leads to another disk.
	symlinkSync(home, join(roots, 'home'));
	home = join(roots, 'home');
	expect(underSudo('010/release').warning).toBeNull();
	expect(stepsIn(folder)).toEqual(['010/release']);
});

import {execFileSync} from 'node:child_process';
import {
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	truncateSync,
	writeFileSync,
} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {openProgress} from '../../src/progress/progress-file.door.js';
import {sweepDrafts, writeDraft} from '../../src/progress/replace-file.door.js';
import {stepRecord, withStep} from './records.js';
import {buildWriter, runWriter, stepsIn} from './writer.js';

const root = mkdtempSync(join(tmpdir(), 'container-lessons-odd-'));
const writer = join(root, 'writer.mjs');
let dir = '';
let file = '';
let count = 0;

beforeAll(() => buildWriter(writer));
beforeEach(() => {
	count += 1;
	dir = join(root, `store-${count}`);
	file = join(dir, 'progress.json');
	mkdirSync(dir);
});
afterAll(() => rmSync(root, {recursive: true, force: true}));

test.each([
	['a folder', () => mkdirSync(file)],
	['a named pipe', () => execFileSync('mkfifo', [file])],
	['a device', () => symlinkSync('/dev/zero', file)],
	[
		'longer than 8 MB',
		() => {
			writeFileSync(file, '{}');
			truncateSync(file, 9_000_000);
		},
	],
])('where progress.json is %s, that is said at once, and nothing is saved', (what, make) => {
	make();
	const before = lstatSync(file);
	const progress = openProgress({dir});
	progress.update(withStep('010/release'));
	expect(progress.warning).toBe(
		`You can go on, but this won't be saved: progress.json is ${what} (${dir}). Move it away.`,
	);
	expect(Object.keys(progress.read().steps)).toEqual(['010/release']);
	expect(lstatSync(file).ino).toBe(before.ino);
});

test('where progress.json is a socket, that is said at once', async () => {
	const server = createServer().listen(file);
	await new Promise((listening) => server.once('listening', listening));
	expect(openProgress({dir}).warning).toContain('progress.json is a socket');
	server.close();
});

test('JSON of a hundred thousand levels is set aside like any broken file', () => {
	const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
	writeFileSync(file, deep);
	const progress = openProgress({dir});
	expect(progress.warning).toMatch(/^Your progress was broken and was set aside; it starts anew\./);
	progress.update(withStep('010/release'));
	expect(stepsIn(dir)).toEqual(['010/release']);
});

test.each(['toString', '__proto__', 'constructor'])(
	'a step called %s is kept like any other',
	(key) => {
		writeFileSync(
			file,
			`{"version": 1, "steps": {${JSON.stringify(key)}: ${JSON.stringify(stepRecord())}}}`,
		);
		openProgress({dir}).update(withStep('010/release'));
		expect(stepsIn(dir)).toEqual([key, '010/release']);
	},
);

describe('a progress.json that is a link, as people have who keep their dotfiles elsewhere', () => {
	test('stays one, and its file is saved and backed up', () => {
		const kept = join(root, 'dotfiles');
		mkdirSync(kept);
		const real = join(kept, 'lessons.json');
		writeFileSync(real, JSON.stringify({version: 1, steps: {'010/release': stepRecord()}}));
		symlinkSync(real, file);
		openProgress({dir}).update(withStep('010/boot-id'));
		expect(lstatSync(file).isSymbolicLink()).toBe(true);
		expect(stepsIn(dir)).toEqual(['010/release', '010/boot-id']);
		expect(readdirSync(kept)).toEqual(['lessons.json']);
		const backup = join(dir, 'progress.backup.json');
		expect(lstatSync(backup).isFile()).toBe(true);
		expect(Object.keys(JSON.parse(readFileSync(backup, 'utf8')).steps)).toEqual(['010/release']);
	});

	test('may lead to a file that is not there yet', () => {
		symlinkSync(join(root, 'not-yet.json'), file);
		openProgress({dir}).update(withStep('010/release'));
		expect(lstatSync(file).isSymbolicLink()).toBe(true);
		expect(stepsIn(dir)).toEqual(['010/release']);
	});

	test('that leads round in a circle is told', () => {
		symlinkSync(file, file);
		expect(openProgress({dir}).warning).toContain('links lead round in a circle');
	});
});

test('an editor that writes progress.json in place does not write the backup', () => {
	const progress = openProgress({dir});
	progress.update(withStep('010/release'));
	progress.update(withStep('010/boot-id'));
	expect(statSync(file).nlink).toBe(1);
	expect(statSync(join(dir, 'progress.backup.json')).nlink).toBe(1);
});

test('with SNAP set, what is stored is replaced by another file and never written in place', () => {
	runWriter(writer, dir, ['010/release'], {SNAP: '/snap/code/1'});
	const before = statSync(file);
	runWriter(writer, dir, ['010/boot-id'], {SNAP: '/snap/code/1'});
	expect(statSync(file).ino).not.toBe(before.ino);
	expect(stepsIn(dir)).toEqual(['010/release', '010/boot-id']);
	expect(readdirSync(dir)).toEqual(['progress.backup.json', 'progress.json']);
});

test('a draft that was swept can not be committed any more', () => {
	writeFileSync(file, '"theirs"');
	const draft = writeDraft(file, '"ours"', undefined);
	sweepDrafts(file);
	expect(() => draft.commit()).toThrow('ENOENT');
	expect(readFileSync(file, 'utf8')).toBe('"theirs"');
});

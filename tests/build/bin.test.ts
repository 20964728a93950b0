import {spawnSync} from 'node:child_process';
import {cpSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {temporaryFolder} from './temporary-folder.js';

/** A copy of what bin/ needs, without dist/. */
function unbuilt(): string {
	const folder = temporaryFolder();
	cpSync('bin', join(folder, 'bin'), {recursive: true});
	cpSync('package.json', join(folder, 'package.json'));
	return folder;
}

function run(folder: string, words: readonly string[]) {
	const program = join(folder, 'bin/container-lessons.js');
	const {status, stdout, stderr} = spawnSync(process.execPath, [program, ...words], {
		encoding: 'utf8',
	});
	return {status, stdout, stderr};
}

test.each([['--version'], ['-v']])('%s is answered without the program', (word) => {
	const {version} = JSON.parse(readFileSync('package.json', 'utf8')) as {version: string};
	expect(run(unbuilt(), [word])).toEqual({status: 0, stdout: `${version}\n`, stderr: ''});
});

test('a checkout that has not been built says how to build it', () => {
	expect(run(unbuilt(), ['list'])).toEqual({
		status: 1,
		stdout: '',
		stderr: 'The program has not been built yet.\nRun `npm run build`, then run it again.\n',
	});
});

test('in a directory that is gone a sentence says so, and no stack of node', () => {
	const gone = temporaryFolder();
	const program = join(process.cwd(), 'bin/container-lessons.js');
	const {status, stderr} = spawnSync(
		'sh',
		['-c', 'cd "$1" && rmdir "$1" && exec "$2" "$3" list', 'sh', gone, process.execPath, program],
		{encoding: 'utf8'},
	);
	expect(stderr).toBe(
		'The directory that you are in is gone.\nGo to another one (cd), and start it again.\n',
	);
	expect(status).toBe(1);
});

test('a Node that is too old is told so before anything is loaded', () => {
	const folder = unbuilt();
	const program = join(folder, 'bin/container-lessons.js');
	// Node can't be made to lie about its version, so the bound is raised instead.
	writeFileSync(program, readFileSync(program, 'utf8').replace('[20, 19]', '[99, 5]'));
	expect(run(folder, ['list'])).toEqual({
		status: 1,
		stdout: '',
		stderr: `container-lessons needs Node 99.5 or newer; this is ${process.versions.node}.\nInstall a newer Node from https://nodejs.org, then run it again.\n`,
	});
});

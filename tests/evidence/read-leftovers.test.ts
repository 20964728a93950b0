import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {build} from 'esbuild';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {needNamespaces} from '../needs.js';

const directory = mkdtempSync(join(tmpdir(), 'container-lessons-test-'));
const program = join(directory, 'program.mjs');
beforeAll(async () => {
	await build({
		stdin: {
			contents: `import {execFileSync} from 'node:child_process';
import {findLeftovers, readLeftovers} from './src/evidence/read-leftovers.door.js';
const before = readLeftovers();
execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', process.argv[2]]);
process.stdout.write(findLeftovers(before, readLeftovers()) ?? 'nothing');`,
			resolveDir: join(import.meta.dirname, '../..'),
			loader: 'ts',
		},
		bundle: true,
		platform: 'node',
		format: 'esm',
		outfile: program,
		logLevel: 'error',
	});
});
afterAll(() => rmSync(directory, {recursive: true}));

/** What is said to be left behind when a file system is mounted there between the two looks. */
const leftAfterMountAt = (path: string): string => {
	const script = 'mount -t tmpfs tmpfs /mnt && mkdir -p "$1" && exec "$2" "$3" "$1"';
	const words = ['sh', '-c', script, 'sh', path, process.execPath, program];
	return execFileSync('unshare', ['-Urm', ...words], {encoding: 'utf8'});
};

test('a mount that another program made meanwhile is not blamed on the sandboxes', (context) => {
	needNamespaces(context);
	expect(leftAfterMountAt('/mnt/backup/proc')).toBe('nothing');
});

test('a mount where the root of a sandbox is built is named', (context) => {
	needNamespaces(context);
	expect(leftAfterMountAt('/mnt/root/proc')).toBe('it left behind mounts /mnt/root/proc');
});

import {spawnSync} from 'node:child_process';
import {chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {TOOL_DIRECTORIES} from '../../src/host/read-sandbox-host.door.js';
import {PROGRAM} from '../e2e/program.js';
import {needNamespaces} from '../needs.js';
import {isRoot} from '../sandbox/tutors.js';

const directory = mkdtempSync(join(tmpdir(), 'container-lessons-slow-'));
chmodSync(directory, 0o755);
afterAll(() => rmSync(directory, {recursive: true}));

/** unshare as it is on a host that never gets round to it. */
const never = join(directory, 'unshare');
writeFileSync(never, '#!/bin/sh\nexec sleep 600\n', {mode: 0o755});

test('a host that does not answer is not told as one that refuses: nothing is known, and the status is 3', (ctx) => {
	needNamespaces(ctx);
	const covered = TOOL_DIRECTORIES.flatMap((at) => {
		try {
			return [realpathSync(join(at, 'unshare'))];
		} catch {
			return [];
		}
	});
	const script = 'mount --bind "$0" "$1" && shift && exec "$@"';
	const {status, stdout} = spawnSync(
		'unshare',
		[
			...[isRoot ? '-m' : '-Urm', '--propagation', 'private'],
			...['sh', '-c', script, never, covered[0] ?? ''],
			...[process.execPath, PROGRAM, 'doctor', '--wait', '0.4'],
		],
		{encoding: 'utf8'},
	);
	expect(stdout).toMatch(
		/^What this host can do is not known yet: .* starting a sandbox took more than 0\.4 s\.\n/,
	);
	expect(stdout).toContain('? User namespaces: no answer in 0.4 s\n');
	expect(stdout).not.toMatch(/✗|affects|refused them|every step/i);
	expect(stdout).toContain('container-lessons doctor --wait 60');
	expect(status).toBe(3);
});

test('what stands first in PATH is not what a sandbox is made, tried or read with', (ctx) => {
	needNamespaces(ctx);
	for (const name of ['sh', 'nsenter', 'mount', 'sed', 'uname']) {
		writeFileSync(join(directory, name), '#!/bin/sh\nexit 1\n', {mode: 0o755});
	}
	const {stdout} = spawnSync(process.execPath, [PROGRAM, 'doctor', '--wait', '60'], {
		encoding: 'utf8',
		env: {...process.env, PATH: `${directory}:${process.env['PATH']}`},
	});
	expect(stdout).toMatch(/^This host runs the whole sandbox: one was started and used/);
});

test('--wait takes seconds', () => {
	const {status, stderr} = spawnSync(process.execPath, [PROGRAM, 'doctor', '--wait', '0'], {
		encoding: 'utf8',
	});
	expect(stderr).toContain('--wait takes a number of seconds.');
	expect(status).toBe(64);
});

import {
	chmodSync,
	mkdirSync,
	mkdtempSync,
	realpathSync,
	rmSync,
	statSync,
	symlinkSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {parseUidMap} from '../../src/domain/proc.js';
import {isMapped, readSandboxHost, resolveRootsOwn} from '../../src/host/read-sandbox-host.door.js';

test.each([
	['the first user namespace', '         0          0 4294967295\n', true],
	['rootless podman', '         0       1000          1\n         1     100000      65536\n', true],
	['unshare -r', '         0       1000          1\n', false],
	['no map at all', '', false],
])('id 65533 in %s', (_, map, mapped) => {
	expect(isMapped(65_533, parseUidMap(map))).toBe(mapped);
});

test('root becomes somebody whom no process of this host is; others stay who they are', () => {
	const {dropTo} = readSandboxHost();
	if (process.getuid?.() === 0) expect(dropTo?.uid).toBeGreaterThan(65_000);
	else expect(dropTo).toBeUndefined();
});

test('only what is on the list of the root directory is seen', () => {
	const names = readSandboxHost().rootEntries.map(({name}) => name);
	expect(names).toContain('usr');
	expect(names).not.toContain('home');
	expect(names).not.toContain('run');
});

test('a directory that only root can write to is told by where it is, and no other is', (context) => {
	context.skip(statSync('/usr').uid !== 0, 'root of this machine is nobody in this user namespace');
	const folder = mkdtempSync(join(tmpdir(), 'container-lessons-path-'));
	onTestFinished(() => rmSync(folder, {recursive: true}));
	const at = (name: string) => join(folder, name);
	symlinkSync('/usr/lib', at('link'));
	mkdirSync(at('open'));
	chmodSync(at('open'), 0o777);
	const seen = ['/usr/lib', at('link'), at('open'), tmpdir(), '/etc/passwd', at('gone')];
	const real = realpathSync('/usr/lib');
	expect(seen.map(resolveRootsOwn)).toEqual([real, real, ...Array(4).fill(undefined)]);
});

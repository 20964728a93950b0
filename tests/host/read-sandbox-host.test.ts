import {expect, test} from 'vitest';
import {parseUidMap} from '../../src/domain/proc.js';
import {isMapped, readSandboxHost} from '../../src/host/read-sandbox-host.door.js';

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

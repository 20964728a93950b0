import {expect, test} from 'vitest';
import {readSandboxHost} from '../../src/host/read-sandbox-host.door.js';
import {SANDBOX_TOOLS, type SandboxHost} from '../../src/host/sandbox-host.js';
import {planSandbox} from '../../src/sandbox/plan-sandbox.js';

const IDENTITY = {markKey: 'abc123', name: 'container-lessons-1-2-3', hostName: 'lesson.4f2a9c'};
const plan = (rest: Partial<SandboxHost>) =>
	planSandbox({...readSandboxHost(), tools: new Set(SANDBOX_TOOLS), ...rest}, IDENTITY);

test('a sandbox is made with the tools where this host has them, and runs them', () => {
	const toolDirectories = ['/usr/bin', '/bin', '/nix/store/abc-system-path/bin'];
	const {env, life} = plan({toolDirectories});
	expect(env['PATH']).toBe('/usr/bin:/bin:/nix/store/abc-system-path/bin');
	expect(life).toContain("/bin:/nix/store/abc-system-path/bin:/run/lesson/bin'");
});

test('libraries that stand beside node stand beside it in the sandbox, too', () => {
	const {mounts, files} = plan({nodeLibraries: ['/home/ada/conda/lib/libuv.so.1']}).mounts;
	const bound = mounts.find(({source}) => source === '/home/ada/conda/lib/libuv.so.1');
	expect(bound?.target).toMatch(/\/root\/run\/lesson\/lib\/libuv\.so\.1$/);
	expect(bound?.options.split(',')).toEqual(expect.arrayContaining(['bind', 'ro', 'nosuid']));
	expect(files).toContain('run/lesson/lib/libuv.so.1');
});

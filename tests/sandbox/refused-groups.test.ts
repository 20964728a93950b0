import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeEach, expect, test} from 'vitest';
import {UserError} from '../../src/domain/user-error.js';
import {readSandboxHost} from '../../src/host/read-sandbox-host.door.js';
import {CgroupRefused} from '../../src/sandbox/cgroup-directories.door.js';
import {createSandboxes, refusalOf, type Sandboxes} from '../../src/sandbox/create-sandboxes.js';
import {StartTooSlow} from '../../src/sandbox/run-plan.door.js';
import {needNamespaces} from '../needs.js';

const directory = mkdtempSync(join(tmpdir(), 'container-lessons-test-'));
const calls = join(directory, 'calls');
const answer = join(directory, 'answer');
chmodSync(directory, 0o755);
writeFileSync(join(directory, 'systemd-run'), `#!/bin/sh\necho call >>${calls}\n. ${answer}\n`, {
	mode: 0o755,
});
afterAll(() => rmSync(directory, {recursive: true}));

beforeEach(() => {
	writeFileSync(calls, '');
	chmodSync(calls, 0o666);
});

/** A host whose systemd seems to give groups, and answers as the file `answer` says. */
const ofSystemd = (): Sandboxes =>
	createSandboxes(() => ({
		...readSandboxHost(),
		cgroup: {
			kind: 'systemd',
			environment: {PATH: `${directory}:/usr/sbin:/usr/bin:/sbin:/bin`},
		},
	}));

const callCount = (): number => readFileSync(calls, 'utf8').split('\n').length - 1;

async function openAndClose(sandboxes: Sandboxes): Promise<void> {
	const sandbox = await sandboxes.open();
	await sandbox.close();
}

test('what systemd refuses is not asked for again, and the sandbox comes up without it', async (ctx) => {
	needNamespaces(ctx);
	writeFileSync(answer, 'echo "Failed to connect to bus: No medium found" >&2; exit 1');
	const sandboxes = ofSystemd();
	await openAndClose(sandboxes);
	expect(sandboxes.groupRefused).toContain('Failed to connect to bus');
	await openAndClose(sandboxes);
	expect(callCount()).toBe(1);
});

test('one that is too slow has refused nothing: the next sandbox asks for its group again', async (ctx) => {
	needNamespaces(ctx);
	writeFileSync(answer, 'exec sleep 600');
	const sandboxes = ofSystemd();
	for (const asked of [1, 2]) {
		const waiting = new AbortController();
		const opening = sandboxes.open(waiting.signal);
		await expect.poll(callCount, {timeout: 10_000}).toBe(asked);
		waiting.abort();
		await expect(opening).rejects.toBeInstanceOf(StartTooSlow);
	}
	expect(sandboxes.groupRefused).toBeUndefined();
});

const SYSTEMD = {kind: 'systemd', environment: {}} as const;
const V2 = {kind: 'v2', parent: '/sys/fs/cgroup'} as const;

test.each([
	{
		what: 'systemd starts nothing',
		error: new UserError('no bus', ''),
		cgroup: SYSTEMD,
		why: 'no bus',
	},
	{what: 'the file system refuses', error: new CgroupRefused('EROFS'), cgroup: V2, why: 'EROFS'},
	{what: 'a slow start', error: new StartTooSlow('slow', ''), cgroup: SYSTEMD, why: undefined},
	{
		what: 'another failure, as root',
		error: new UserError('no proc', ''),
		cgroup: V2,
		why: undefined,
	},
	{what: 'a bug', error: new TypeError('bug'), cgroup: SYSTEMD, why: undefined},
])('$what: that a group is refused is said to be because of $why', ({error, cgroup, why}) => {
	expect(refusalOf(error, {cgroup})).toBe(why);
});

import {type ChildProcess, spawn} from 'node:child_process';
import {readFileSync, readlinkSync} from 'node:fs';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {needNamespaces, needRoot, needTool} from '../needs.js';
import {
	type DrivenBox,
	type DrivenShell,
	driveBox,
	eventually,
	livingIn,
	pidsNamed,
} from './drive-sandbox.js';
import {canUnshare} from './tutors.js';

/** A program that the learner puts first on their own path; what it was to do is done after `text`. */
const fake = (name: string, text: string): string =>
	`mkdir -p ~/bin; printf '#!/bin/sh\\n%s\\nexec /usr/bin/${name} "$@"\\n' '${text}' >~/bin/${name}; chmod +x ~/bin/${name}`;

/** Takes a socket of the tabs' loops, which are the learner's own processes, and says something on it. */
const sayOnTheirSocket = (text: string): string => `
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
taken = 0
for pid in filter(str.isdigit, os.listdir("/proc")):
    try:
        names = os.listdir("/proc/%s/fd" % pid)
        if "8" not in names or int(pid) == os.getpid(): continue
    except OSError: continue
    process = libc.syscall(434, int(pid), 0)
    copy = libc.syscall(438, process, 8, 0)
    if copy >= 0:
        os.write(copy, ${text})
        taken += 1
print("taken", taken)`;

describe('a learner who means harm', () => {
	let sandbox: DrivenBox;
	let shell: DrivenShell;
	let victim: ChildProcess;
	beforeEach(needNamespaces);
	beforeAll(async () => {
		if (!canUnshare) return;
		victim = spawn('sleep', ['1000'], {stdio: 'ignore'});
		sandbox = await driveBox();
		shell = await sandbox.shell(0, 'learner');
	});
	afterAll(async () => {
		await sandbox?.close();
		victim?.kill('SIGKILL');
	});

	test('puts no program of theirs before those that hold the sockets of the sandbox', async () => {
		for (const name of ['script', 'stty', 'nice', 'sh', 'head', 'timeout', 'unshare'])
			await shell.command(fake(name, `echo ran >>~/ran-${name}`));
		await sandbox.shell(1, 'root');
		await sandbox.shell(2, 'learner');
		expect((await sandbox.run('ls ~ | grep ^ran-')).stdout).toBe('');
		// In their own shell it is theirs that is found.
		await shell.command('head -c 0 /dev/null; rm -r ~/bin');
		expect((await sandbox.run('ls ~ | grep ^ran-')).stdout).toBe('ran-head\n');
	});

	test('does not make this program kill a process of the host by naming it as the first of the sandbox', async (context) => {
		needTool(context, 'python3');
		const said = `b"init ${victim.pid}\\\\ncgroup /\\\\nready\\\\ntty 9 -1\\\\ntty x y\\\\n" + b"x" * 9000`;
		const {output} = await shell.command(
			`printf '%b' '${sayOnTheirSocket(said).replaceAll('\n', '\\n')}' >~/take.py; python3 ~/take.py`,
		);
		expect(output).toMatch(/taken \d+/);
		expect((await sandbox.run('echo alive')).stdout).toBe('alive\n');
		const namespace = readlinkSync(`/proc/${sandbox.initPid}/ns/pid`);
		await sandbox.close();
		await eventually(
			() => livingIn(namespace),
			(living) => living.length === 0,
		);
		expect(victim.signalCode).toBe(null);
		expect(readFileSync(`/proc/${victim.pid}/comm`, 'utf8')).toBe('sleep\n');
	});
});

describe('a script without measure', () => {
	let sandbox: DrivenBox;
	beforeEach(needNamespaces);
	beforeAll(async () => {
		if (!canUnshare) return;
		sandbox = await driveBox();
	});
	afterAll(async () => {
		await sandbox?.close();
	});
	const tutorMemory = (): number =>
		Number(
			/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${sandbox.program.pid}/status`, 'utf8'))?.[1],
		) / 1024;

	test('fills no memory of this program by what it prints, nor by what it leaves running', async () => {
		const flood = await sandbox.run('yes', 1500);
		expect(flood.status).toBe(137);
		expect(flood.stdout.length).toBe(4 * 1024 * 1024);
		await sandbox.run('setsid yes & setsid yes >&2 &');
		expect((await sandbox.run(`kill ${pidsNamed('yes')}`)).status).toBe(0);
		expect((await sandbox.run('printf %s end')).stdout).toMatch(/end$/);
		expect(tutorMemory()).toBeLessThan(300);
	});
});

test('files stay limited on a host that allows fewer processes than a sandbox has', async (context) => {
	needNamespaces(context);
	needRoot(context);
	const wrap = ['bash', '-c', 'ulimit -u 300; exec "$@"', 'bash'];
	const sandbox = await driveBox(24_244, {wrap});
	// In blocks of 512 bytes.
	expect((await sandbox.run('ulimit -f')).stdout).toBe('524288\n');
	await sandbox.close();
});

import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {needNamespaces} from '../needs.js';
import {type DrivenBox, type DrivenShell, driveBox, pidsNamed} from './drive-sandbox.js';
import {canUnshare, isRoot, tutorsAs} from './tutors.js';

describe.each(tutorsAs(24_241))('a sandbox started by $tutor', ({uid}) => {
	let sandbox: DrivenBox;
	let learner: DrivenShell;
	let root: DrivenShell;
	beforeEach(needNamespaces);
	beforeAll(async () => {
		if (!canUnshare) return;
		sandbox = await driveBox(uid);
		[learner, root] = await Promise.all([sandbox.shell(0, 'learner'), sandbox.shell(1, 'root')]);
	});
	afterAll(async () => {
		await sandbox?.close();
	});

	test('cannot read the secrets of the host', async () => {
		for (const shell of [learner, root]) {
			const {output} = await shell.command(
				'cat /etc/shadow; ls -A /root /home /var /run /mnt /srv /tmp | tr "\\n" " "; ls ~/.ssh',
			);
			expect(output).toMatch(/shadow: Permission denied/);
			expect(output).toContain('/home: learner  /mnt:  /root:  /run: lesson  /srv:  /tmp:  /var: ');
			expect(output).toMatch(/\.ssh.*No such file/);
		}
	});

	test('sees no process of the host', async () => {
		const {output} = await learner.command('cat /proc/[0-9]*/comm | sort -u | tr "\\n" " "');
		expect(output.trim().split(' ').sort()).toEqual(
			expect.arrayContaining(['bash', 'script', 'sh']),
		);
		expect(output).not.toMatch(/node|vitest|systemd/);
		const {stdout} = await sandbox.run('cat /proc/1/cmdline | tr "\\0" " "');
		expect(stdout).toContain('lesson-init');
	});

	test('reaches no network and no socket of the host', async () => {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const address = server.address();
		const port = typeof address === 'object' ? address?.port : undefined;
		for (const shell of [learner, root]) {
			const tcp = await shell.command(`(exec 3<>/dev/tcp/127.0.0.1/${port})`);
			expect(tcp.output).toMatch(/Connection refused/);
			const abstract = await shell.command('grep -c @ /proc/net/unix');
			expect(abstract.output.trim()).toBe('0');
			const interfaces = await shell.command('ls /sys/class/net; tail -n +3 /proc/net/dev | wc -l');
			expect(interfaces.output).toMatch(/^lo\n1\n$/);
		}
		await new Promise((resolve) => server.close(resolve));
	});

	test.each(['learner', 'root'])(
		'can make nothing writable from the %s shell, nor from namespaces below it',
		async (view) => {
			const shell = view === 'root' ? root : learner;
			const attack =
				'for d in / /usr /etc /sys; do mount -o remount,rw,bind $d; mount -o remount,rw $d; umount $d; touch $d/planted; done; umount -l /etc/passwd; echo x >> /etc/passwd';
			await shell.command(attack);
			await shell.command(`unshare -Urm sh -c '${attack}'`);
			await shell.command(`unshare -Urm --propagation slave sh -c '${attack}'`);
			for (const path of ['/planted', '/usr/planted', '/etc/planted'])
				expect(existsSync(path)).toBe(false);
			const {stdout} = await sandbox.run(
				'ls -d /planted /usr/planted /etc/planted 2>/dev/null | wc -l; wc -l </etc/passwd',
			);
			expect(stdout).toBe('0\n3\n');
		},
	);

	test('has no way to write into a file of its own user on the host', async () => {
		// The worst case: a directory among the binds that belongs to the very uid of the sandbox.
		if (!isRoot) return;
		const own = mkdtempSync('/opt/container-lessons-test-');
		try {
			execFileSync('chown', [`${sandbox.uid}`, own]);
			writeFileSync(join(own, 'file'), 'untouched');
			execFileSync('chown', [`${sandbox.uid}`, join(own, 'file')]);
			const attack = `mount -o remount,bind,rw ${own}; mount -o remount,bind,rw /opt; echo touched >${own}/file`;
			const results = [
				await learner.command(attack),
				await root.command(attack),
				await root.command(`unshare -Urm sh -c '${attack}'`),
			];
			for (const {output} of results) expect(output).toMatch(/Read-only file system/);
			expect(readFileSync(join(own, 'file'), 'utf8')).toBe('untouched');
		} finally {
			rmSync(own, {recursive: true});
		}
	});

	test('does not reach pid 1', async () => {
		const {output} = await learner.command(
			'ls /proc/1/root; nsenter -t 1 -m true; kill -9 1; readlink /proc/1/exe || echo hidden',
		);
		expect(output).toMatch(/Permission denied/);
		expect(output).toContain('hidden');
		expect((await sandbox.run('echo alive')).stdout).toBe('alive\n');
	});

	test('has an environment of its own', async () => {
		const {output} = await learner.command('env | cut -d= -f1 | sort | tr "\\n" " "');
		expect(
			output
				.trim()
				.split(' ')
				.filter((name) => !['_', 'OLDPWD', 'PWD', 'SHLVL', 'COLUMNS', 'LINES'].includes(name)),
		).toEqual([
			'BASH_ENV',
			'HOME',
			'HOSTNAME',
			'LANG',
			'LESSON_TAB',
			'LOGNAME',
			'PATH',
			'SHELL',
			'TERM',
			'USER',
		]);
	});

	test('refuses forks long before the host feels a fork bomb', async () => {
		const bomb = await learner.command(
			"sh -c 'i=0; while [ $i -lt 700 ]; do sleep 100 & i=$((i+1)); done'",
		);
		expect(bomb.output).toMatch(/Cannot fork/);
		// What this program looks with still works while the learner can start nothing.
		expect((await sandbox.run('ls /proc | grep -c "^[0-9]"')).stdout).toMatch(/^4\d\d\n$/);
		await sandbox.run(`kill -9 ${pidsNamed('sleep')}`);
		expect((await sandbox.run('echo alive')).stdout).toBe('alive\n');
	});
});

test('descriptors and variables of the program stay outside', async (context) => {
	needNamespaces(context);
	const sandbox = await driveBox(undefined, {
		wrap: ['sh', '-c', 'exec 8</etc/hostname; exec "$@"', 'sh'],
		env: {SSH_AUTH_SOCK: '/tmp/agent', API_TOKEN: 'secret'},
	});
	const shell = await sandbox.shell(0, 'learner');
	const {output} = await shell.command('ls -l /proc/self/fd /proc/$$/fd; env');
	// The shell's own trace, which goes to this program, is the only socket.
	const others = output.replaceAll(/19[89] -> '?socket:\[\d+\]'?/g, '');
	expect(others).not.toMatch(/hostname|socket:|pipe:|SSH_AUTH_SOCK|API_TOKEN/);
	await sandbox.close();
});

import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {LOOPBACK_TOOLS} from '../../src/sandbox/inside-scripts.js';
import {needNamespaces, needTool, SANDBOX_NAME} from '../needs.js';
import {withoutTools} from './cover-tools.js';
import {type DrivenBox, type DrivenShell, driveBox, pidsNamed} from './drive-sandbox.js';
import {canUnshare, tutorsAs} from './tutors.js';

describe.each(tutorsAs(24_242))('a sandbox started by $tutor', ({uid}) => {
	let sandbox: DrivenBox;
	let learner: DrivenShell;
	let root: DrivenShell;
	let third: DrivenShell;
	beforeEach(needNamespaces);
	beforeAll(async () => {
		if (!canUnshare) return;
		sandbox = await driveBox(uid);
		[learner, root, third] = await Promise.all([
			sandbox.shell(0, 'learner'),
			sandbox.shell(1, 'root'),
			sandbox.shell(2, 'learner'),
		]);
	});
	afterAll(async () => {
		await sandbox?.close();
	});

	test('says who the learner is', async () => {
		const who = 'echo $(id -u) $USER $HOME $(uname -n); grep CapEff /proc/self/status';
		expect((await learner.command(who)).output).toMatch(
			new RegExp(`^1000 learner /home/learner ${SANDBOX_NAME}[.0-9a-f]*\nCapEff:\t0+\n$`),
		);
		expect((await root.command(who)).output).toMatch(
			new RegExp(`^0 root /home/learner ${SANDBOX_NAME}[.0-9a-f]*\nCapEff:\t0+1.*f\n$`),
		);
	});

	test('runs the node of the course', async () => {
		const {output} = await learner.command('node -p "6 * 7"');
		expect(output).toContain('42');
	});

	test('passes eight-bit input on and gives the size it was asked for', async () => {
		expect((await learner.command('stty size; tty')).output).toMatch(/^24 80\n\/dev\/pts\/\d\n$/);
		const {output} = await learner.command("printf %s 'grüße €😀' | od -An -tx1 | tr -d ' \\n'");
		expect(output).toBe(Buffer.from('grüße €😀').toString('hex'));
	});

	test('takes a long paste', async () => {
		learner.send("stty -echo; sh -c 'echo reading; exec cat >~/pasted'; stty echo\n");
		await learner.waitFor(/;run;\d+.reading\r\n/);
		const line = `${'x'.repeat(99)}\n`;
		learner.send(`${line.repeat(2000)}\u0004`);
		await learner.waitFor(/;prompt;0;/);
		expect((await sandbox.run('wc -c <~/pasted')).stdout).toBe('200000\n');
	});

	test('tells a running program of a new size', async () => {
		learner.send(
			'bash -c \'trap "stty size; exit 3" WINCH; echo watching; while :; do sleep 0.1; done\'\n',
		);
		await learner.waitFor(/;run;\d+.watching\r\n/);
		await learner.resize({rows: 33, columns: 111});
		await learner.waitFor(/33 111\r\n.*;prompt;3;/s);
		expect((await learner.command('stty size')).output).toBe('33 111\n');
	});

	test('stops a program with Ctrl-C in every tab', async () => {
		for (const shell of [learner, root, third]) {
			shell.send("sh -c 'echo asleep; exec sleep 1000'\n");
			await shell.waitFor(/;run;\d+.asleep\r\n/);
			shell.send('\u0003');
			await shell.waitFor(/;prompt;130;/);
		}
	});

	test('starts a tab again after its shell has ended, in either view', async () => {
		for (const [view, id] of [
			['root', '0\n'],
			['learner', '1000\n'],
		] as const) {
			third.send('exit 7\n');
			await third.waitFor(/;ended;7/);
			third.send('touch ~/typed-too-late\n');
			third = await sandbox.shell(2, view);
			expect((await third.command('id -u')).output).toBe(id);
		}
		expect((await sandbox.run('ls ~/typed-too-late')).status).not.toBe(0);
	});

	test('lets a second tab look at and enter what the first one made', async () => {
		await learner.command(
			'unshare -Urpfmun --mount-proc sh -c "mount -t tmpfs none /mnt; echo made-by-first >/mnt/mark; exec sleep 1000" & sleep 0; :',
		);
		await expect
			.poll(async () => (await sandbox.run(`echo ${pidsNamed('sleep')}`)).stdout.trim(), {
				timeout: 15_000,
			})
			.not.toBe('');
		const looked = await third.command(
			`p=${pidsNamed('sleep')}; readlink /proc/$p/ns/uts; readlink /proc/self/ns/uts; nsenter -t $p -U -u -m --preserve-credentials cat /mnt/mark`,
		);
		const [first, second, mark] = looked.output.split('\n');
		expect(first).toMatch(/^uts:/);
		expect(first).not.toBe(second);
		expect(mark).toBe('made-by-first');
		await third.command('kill -9 $p');
	});

	test('nests: a fresh /proc, an overlay, a fresh /sys, one more user namespace', async () => {
		const script = `cd /tmp && mkdir -p l u w m && echo low >l/f &&
unshare -Urpfmn --mount-proc sh -ec '
	[ "$(cat /proc/1/comm)" = sh ]
	mount -t overlay -o lowerdir=l,upperdir=u,workdir=w,userxattr overlay m; rm m/f
	mount -t sysfs -o ro sysfs /sys
	unshare -Ur true'`;
		expect(await sandbox.run(script)).toEqual({status: 0, stdout: '', stderr: ''});
	});

	test('nests a network with a pair of interfaces', async (context) => {
		needTool(context, 'ip');
		const script = 'unshare -Urn ip link add v0 type veth peer name v1';
		expect(await sandbox.run(script)).toEqual({status: 0, stdout: '', stderr: ''});
	});

	test('gives a script its status, both outputs, and a limit in time', async () => {
		expect(await sandbox.run('printf a; printf b >&2; exit 5')).toEqual({
			status: 5,
			stdout: 'a',
			stderr: 'b',
		});
		expect((await sandbox.run('sleep 60', 200)).status).toBe(137);
		const many = await sandbox.run('head -c 3000000 /dev/zero | tr "\\0" x; printf é');
		expect(many.stdout.length).toBe(3_000_001);
		expect((await sandbox.run(`: ${'y'.repeat(300_000)}\necho end`)).stdout).toBe('end\n');
		const alive = await sandbox.run('sleep 999 >/dev/null 2>&1 & echo $!');
		expect((await sandbox.run(`kill ${alive.stdout}`)).status).toBe(0);
	});
});

test('python3 gives the terminal where script is missing', async (context) => {
	needNamespaces(context);
	needTool(context, 'python3');
	const sandbox = await driveBox(undefined, {env: {WITHOUT_TOOLS: 'script'}});
	const shell = await sandbox.shell(0, 'learner');
	expect(
		(await shell.command("stty size; cat /proc/[0-9]*/comm | grep -c '^script$'")).output,
	).toBe('24 80\n0\n');
	shell.send('exit 5\n');
	await shell.waitFor(/;ended;5/);
	await sandbox.close();
});

test.for(LOOPBACK_TOOLS)(
	'%s alone switches the loopback interface on, in either view',
	async (tool, context) => {
		needNamespaces(context);
		needTool(context, tool);
		const others = LOOPBACK_TOOLS.filter((name) => name !== tool);
		const sandbox = await driveBox(undefined, {wrap: withoutTools(...others)});
		for (const shell of [await sandbox.shell(0, 'learner'), await sandbox.shell(1, 'root')]) {
			// Without it the network is unreachable.
			expect((await shell.command('(exec 3<>/dev/tcp/127.0.0.1/9)')).output).toContain(
				'Connection refused',
			);
		}
		await sandbox.close();
	},
);

test('a host that has nothing to set a host name with loses neither the limits nor the loopback interface', async (context) => {
	needNamespaces(context);
	const sandbox = await driveBox(undefined, {wrap: withoutTools('hostname')});
	const {stdout: limits} = await sandbox.run('cat /proc/self/limits');
	expect(limits).toMatch(/^Max file size +268435456 /m);
	expect(limits).toMatch(/^Max processes +512 +512 /m);
	const {output} = await (await sandbox.shell(0, 'learner')).command(
		'(exec 3<>/dev/tcp/127.0.0.1/9)',
	);
	expect(output).toContain('Connection refused');
	await sandbox.close();
});

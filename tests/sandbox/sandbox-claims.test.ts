import {execFileSync} from 'node:child_process';
import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type DrivenBox, type DrivenShell, driveBox, eventually, livingIn} from './drive-box.js';

const isRoot = process.getuid?.() === 0;
/** No account of this number is needed: the kernel asks for none. */
const ORDINARY_UID = 24_242;

const canUnshare = (() => {
	try {
		execFileSync('unshare', ['-Ur', '-pf', '--mount-proc', 'true'], {stdio: 'ignore'});
		return true;
	} catch {
		return false;
	}
})();
if (!canUnshare) {
	process.stderr.write('SKIPPED: this machine gives no user namespaces, no claim was tried\n');
}

const tutors = [
	{tutor: isRoot ? 'root' : 'this user', uid: undefined},
	...(isRoot ? [{tutor: 'an ordinary user', uid: ORDINARY_UID}] : []),
];

describe.skipIf(!canUnshare).each(tutors)('a sandbox started by $tutor', ({uid}) => {
	let box: DrivenBox;
	let learner: DrivenShell;
	let root: DrivenShell;
	let third: DrivenShell;
	beforeAll(async () => {
		box = await driveBox(uid);
		[learner, root, third] = await Promise.all([
			box.shell(0, 'learner'),
			box.shell(1, 'root'),
			box.shell(2, 'learner'),
		]);
	});
	afterAll(async () => {
		await box?.close();
	});
	const shells = () => [
		{view: 'learner', shell: learner},
		{view: 'root', shell: root},
	];

	test('says who the learner is', async () => {
		expect(
			(
				await learner.command(
					'echo $(id -u) $USER $HOME $(hostname); grep CapEff /proc/self/status',
				)
			).output,
		).toMatch(/^1000 learner \/home\/learner lesson\nCapEff:\t0+\n$/);
		expect(
			(await root.command('echo $(id -u) $USER $HOME $(hostname); grep CapEff /proc/self/status'))
				.output,
		).toMatch(/^0 root \/home\/learner lesson\nCapEff:\t0+1.*f\n$/);
	});

	test('cannot read the secrets of the host', async () => {
		for (const {shell} of shells()) {
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
		const {stdout} = await box.run('cat /proc/1/cmdline | tr "\\0" " "');
		expect(stdout).toContain('lesson-init');
	});

	test('reaches no network and no socket of the host', async () => {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const address = server.address();
		const port = typeof address === 'object' ? address?.port : undefined;
		for (const {shell} of shells()) {
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
			const {stdout} = await box.run(
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
			execFileSync('chown', [`${box.uid}`, own]);
			writeFileSync(join(own, 'file'), 'untouched');
			execFileSync('chown', [`${box.uid}`, join(own, 'file')]);
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
		expect((await box.run('echo alive')).stdout).toBe('alive\n');
	});

	test('has an environment of its own', async () => {
		const {output} = await learner.command('env | cut -d= -f1 | sort | tr "\\n" " "');
		expect(
			output
				.trim()
				.split(' ')
				.filter((name) => !['_', 'OLDPWD', 'PWD', 'SHLVL', 'COLUMNS', 'LINES'].includes(name)),
		).toEqual(['HOME', 'LANG', 'LOGNAME', 'PATH', 'SHELL', 'TERM', 'USER']);
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
		expect((await box.run('wc -c <~/pasted')).stdout).toBe('200000\n');
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
			third = await box.shell(2, view);
			expect((await third.command('id -u')).output).toBe(id);
		}
		expect((await box.run('ls ~/typed-too-late')).status).not.toBe(0);
	});

	test('lets a second tab look at and enter what the first one made', async () => {
		await learner.command(
			'unshare -Urpfmun --mount-proc sh -c "hostname made-by-first; exec sleep 1000" & sleep 0; :',
		);
		await eventually(
			() => execFileSync('sh', ['-c', 'pgrep -x -f "sleep 1000" || :']).toString(),
			(pids) => pids !== '',
		);
		const looked = await third.command(
			'p=$(pgrep -x -f "sleep 1000" | tail -1); readlink /proc/$p/ns/uts; readlink /proc/self/ns/uts; nsenter -t $p -U -u -m --preserve-credentials hostname',
		);
		const [first, second, name] = looked.output.split('\n');
		expect(first).toMatch(/^uts:/);
		expect(first).not.toBe(second);
		expect(name).toBe('made-by-first');
		await third.command('pkill -9 -x -f "sleep 1000"');
	});

	test('nests: a fresh /proc, an overlay, a veth pair, a chroot', async () => {
		const script = `cd /tmp && mkdir -p l u w m && echo low >l/f &&
unshare -Urpfmn --mount-proc sh -ec '
	[ "$(ps -e -o pid= | head -1 | tr -d " ")" = 1 ]
	mount -t overlay -o lowerdir=l,upperdir=u,workdir=w,userxattr overlay m; rm m/f
	ip link add v0 type veth peer name v1
	mount -t sysfs -o ro sysfs /sys
	unshare -Ur true'`;
		expect(await box.run(script)).toEqual({status: 0, stdout: '', stderr: ''});
	});

	test('gives a script its status, both outputs, and a limit in time', async () => {
		expect(await box.run('printf a; printf b >&2; exit 5')).toEqual({
			status: 5,
			stdout: 'a',
			stderr: 'b',
		});
		expect((await box.run('sleep 60', 200)).status).toBe(137);
		const many = await box.run('head -c 3000000 /dev/zero | tr "\\0" x; printf é');
		expect(many.stdout.length).toBe(3_000_001);
		expect((await box.run(`: ${'y'.repeat(300_000)}\necho end`)).stdout).toBe('end\n');
		const alive = await box.run('sleep 999 >/dev/null 2>&1 & echo $!');
		expect((await box.run(`kill ${alive.stdout}`)).status).toBe(0);
	});

	test('refuses forks long before the host feels a fork bomb', async () => {
		const bomb = await learner.command(
			"sh -c 'i=0; while [ $i -lt 700 ]; do sleep 100 & i=$((i+1)); done'",
		);
		expect(bomb.output).toMatch(/Cannot fork/);
		// What the tutor looks with still works while the learner can start nothing.
		expect((await box.run('ls /proc | grep -c "^[0-9]"')).stdout).toMatch(/^4\d\d\n$/);
		await box.run('pkill -9 -x sleep');
		expect((await box.run('echo alive')).stdout).toBe('alive\n');
	});
});

describe.skipIf(!canUnshare)('what the host has to fear of a sandbox', () => {
	test.each(tutors)('kill -9 of the program leaves nothing ($tutor)', async ({uid}) => {
		const mountsBefore = readFileSync('/proc/self/mountinfo', 'utf8');
		const box = await driveBox(uid);
		const shell = await box.shell(0, 'learner');
		await shell.command(
			'trap "" HUP TERM; for i in 1 2 3; do (trap "" HUP TERM; setsid sleep 1000 & nohup sleep 1000 & unshare -Urpf --mount-proc sleep 1000 &) ; done >/dev/null 2>&1',
		);
		const own = box.cgroups.filter(({path}) => path.includes('container-lessons-'));
		for (const {mountPoint} of own) await box.run(`mkdir -p ${mountPoint}/nested`);
		// One way to notice that the program is gone is in the learner's reach; there are others.
		expect((await shell.command('kill -9 $(pgrep -P 1 -f lesson-init)')).status).toBe(0);
		const namespace = readlinkSync(`/proc/${box.initPid}/ns/pid`);
		expect(livingIn(namespace).length).toBeGreaterThan(10);
		box.program.kill('SIGKILL');
		await eventually(
			() => livingIn(namespace),
			(living) => living.length === 0,
		);
		await eventually(
			() => own.filter(({path}) => existsSync(path)),
			(left) => left.length === 0,
		);
		expect(readFileSync('/proc/self/mountinfo', 'utf8')).toBe(mountsBefore);
	});

	test('closing leaves nothing, though processes resist', async () => {
		const box = await driveBox();
		const shell = await box.shell(0, 'root');
		await shell.command(
			'for i in 1 2 3; do setsid sh -c \'trap "" HUP TERM INT; sleep 1000\' & done 2>/dev/null',
		);
		const namespace = readlinkSync(`/proc/${box.initPid}/ns/pid`);
		await box.close();
		expect(await box.ended).toEqual({end: 'closed'});
		expect(livingIn(namespace)).toEqual([]);
		expect(box.cgroups.filter(({path}) => existsSync(path))).toEqual([]);
	});

	test('a sandbox that dies says so', async () => {
		const box = await driveBox();
		const shell = await box.shell(0, 'learner');
		shell.send('kill -9 -1\n');
		expect(await box.ended).toMatchObject({end: 'died'});
		expect((await box.run('true')).status).toBe(137);
		await box.close();
	});

	test.runIf(existsSync('/usr/bin/python3'))(
		'python3 gives the terminal where script is missing',
		async () => {
			const box = await driveBox(undefined, {env: {WITHOUT_TOOLS: 'script'}});
			const shell = await box.shell(0, 'learner');
			expect((await shell.command('stty size; ps -e -o comm= | grep -c script')).output).toBe(
				'24 80\n0\n',
			);
			shell.send('exit 5\n');
			await shell.waitFor(/;ended;5/);
			await box.close();
		},
	);

	test('descriptors and variables of the program stay outside', async () => {
		const box = await driveBox(undefined, {
			wrap: ['sh', '-c', 'exec 8</etc/hostname; exec "$@"', 'sh'],
			env: {SSH_AUTH_SOCK: '/tmp/agent', API_TOKEN: 'secret'},
		});
		const shell = await box.shell(0, 'learner');
		const {output} = await shell.command('ls -l /proc/self/fd /proc/$$/fd; env');
		expect(output).not.toMatch(/hostname|socket:|pipe:|SSH_AUTH_SOCK|API_TOKEN/);
		await box.close();
	});
});

describe.skipIf(!canUnshare || !isRoot)('a sandbox with control groups', () => {
	let box: DrivenBox;
	let shell: DrivenShell;
	beforeAll(async () => {
		box = await driveBox();
		shell = await box.shell(0, 'learner');
	});
	afterAll(async () => {
		await box?.close();
	});
	const inside = (controller: string) =>
		box.cgroups.find((group) => group.controller === controller || group.controller === '')
			?.mountPoint;
	const v1 = () => box.cgroups.some(({controller}) => controller !== '');

	test('gives the learner groups of their own, under limits they cannot raise', async (ctx) => {
		if (box.cgroups.length === 0) return ctx.skip('this machine offers no cgroups');
		const at = inside('pids');
		expect((await shell.command(`mkdir ${at}/mine && ls -d ${at}/mine`)).status).toBe(0);
		if (!v1()) return;
		expect((await shell.command(`echo max >${at}/pids.max`)).output).toMatch(/Permission denied/);
		for (const {path} of box.cgroups) expect(statSync(path).uid).toBe(box.uid);
	});

	test('kills who takes too much memory', async (ctx) => {
		const at = inside('memory');
		if (at === undefined) return ctx.skip('this machine offers no memory controller');
		const file = v1() ? 'memory.limit_in_bytes' : 'memory.max';
		await shell.command(`mkdir -p ${at}/small && echo 30000000 >${at}/small/${file}`);
		const hog = await shell.command(
			`(echo 0 >${at}/small/cgroup.procs; exec tail /dev/zero) >/dev/null`,
		);
		expect(hog.status).toBe(137);
		const counted = await shell.command(
			`grep oom_kill ${at}/small/${v1() ? 'memory.oom_control' : 'memory.events'} | tail -1`,
		);
		expect(counted.output).toMatch(/oom_kill [1-9]/);
	});

	test('refuses forks beyond a limit', async (ctx) => {
		const at = inside('pids');
		if (at === undefined) return ctx.skip('this machine offers no pids controller');
		await shell.command(`mkdir -p ${at}/few && echo 3 >${at}/few/pids.max`);
		const forked = await shell.command(
			`sh -c 'echo 0 >${at}/few/cgroup.procs; for i in 1 2 3 4 5; do sleep 2 & done'`,
		);
		expect(forked.output).toMatch(/Cannot fork/);
		expect((await shell.command(`cat ${at}/few/pids.events`)).output).toMatch(/max [1-9]/);
	});

	test('slows who takes too much CPU time', async (ctx) => {
		const at = inside('cpu');
		if (at === undefined) return ctx.skip('this machine offers no cpu controller');
		const limit = v1()
			? `echo 5000 >${at}/slow/cpu.cfs_quota_us`
			: `echo "5000 100000" >${at}/slow/cpu.max`;
		await shell.command(`mkdir -p ${at}/slow && ${limit}`);
		await shell.command(
			`(echo 0 >${at}/slow/cgroup.procs; exec timeout 1 sh -c 'while :; do :; done')`,
		);
		expect((await shell.command(`cat ${at}/slow/cpu.stat`)).output).toMatch(/nr_throttled [1-9]/);
	});
});

test('no test has left a group behind', () => {
	const left = ['/sys/fs/cgroup', '/sys/fs/cgroup/memory', '/sys/fs/cgroup/pids'].flatMap((path) =>
		existsSync(path)
			? readdirSync(path).filter((name) => name.startsWith(`container-lessons-${process.pid}-`))
			: [],
	);
	expect(left).toEqual([]);
});

import {readFileSync, readlinkSync} from 'node:fs';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {CommandRun, FileView, Moment, ProcessView} from '../../src/domain/evidence.js';
import {FACT_NAMES} from '../../src/domain/fact.js';
import {needTool, WHOLE_NAME} from '../needs.js';
import {canUnshare} from '../sandbox/tutors.js';
import {shareWatchedBox} from './watched-sandbox.js';

const box = shareWatchedBox({shell: 'learner', outside: 'root'});

const run = (line: string, tab = 'shell'): Promise<CommandRun | undefined> => box().run(tab, line);

const fileAt = async (path: string): Promise<FileView> => {
	const answer = await box().answer('shell', {kind: 'file', path});
	if (answer?.kind !== 'file') throw new Error(`${path}: ${JSON.stringify(answer)}`);
	return answer.file;
};

describe('commands in a real shell', () => {
	test('are told with line, status and output', async () => {
		expect(await run('uname -r; false')).toMatchObject({
			line: 'uname -r; false',
			status: 1,
			output: `${readFileSync('/proc/sys/kernel/osrelease', 'utf8').trim()}\n`,
			typed: '',
			marked: true,
		});
	});

	test('are told with quotes, blanks and letters beyond ASCII as they were typed', async () => {
		const line = `printf '%s\\n'  "grün;  \\$HOME" 'a b'`;
		expect(await run(line)).toMatchObject({line, output: 'grün;  $HOME\na b\n'});
	});

	test('are told one by one when an empty line comes between', async () => {
		expect(await run('true')).toMatchObject({line: 'true'});
		expect(await run('')).toBeUndefined();
		expect(await run('false')).toMatchObject({line: 'false', status: 1});
	});

	test('are told while they run', async () => {
		box().type('shell', 'echo begun; cat\r');
		const event = await box().until('running', ({kind: event}) => event === 'running');
		expect(event).toMatchObject({command: {line: 'echo begun; cat', output: 'begun\n'}});
		box().type('shell', '\u0004');
		await box().until('prompt', ({kind: event}) => event === 'prompt');
	});

	test('are told where a shell gives no marks', async () => {
		box().type('shell', 'sh\r');
		const begun = await box().until('quiet', ({kind: event}) => event === 'quiet');
		expect(begun).toMatchObject({command: {line: 'sh', status: undefined, marked: true}});
		box().type('shell', 'echo $((6 * 7))\r');
		const event = await box().until('quiet', ({kind: event}) => event === 'quiet');
		expect(event).toMatchObject({
			command: {line: 'echo $((6 * 7))', output: 'echo $((6 * 7))\n42\n', marked: false},
		});
		expect(await run('exit')).toMatchObject({line: 'sh', status: 0});
	});
});

describe('processes', () => {
	test('are the shells of their tabs and nothing that the sandbox is made of', async () => {
		const {processes} = await box().look('shell');
		expect(processes.map(({tab, depth, comm}) => ({tab, depth, comm}))).toEqual([
			{tab: 'shell', depth: 0, comm: 'bash'},
			{tab: 'outside', depth: 0, comm: 'bash'},
		]);
	});

	test('are seen with their namespaces, ids and capabilities', async () => {
		const {processes} = await box().look('shell');
		const [shell, outside] = processes;
		expect(shell?.namespaces.user).toBe(readlinkSync(`/proc/${shell?.pid}/ns/user`));
		expect(shell?.namespaces.user).not.toBe(outside?.namespaces.user);
		expect(shell?.namespaces.pid).toBe(outside?.namespaces.pid);
		expect(shell).toMatchObject({
			capEff: 0n,
			uidMap: [[1000, shell?.uids[1], 1]],
			foreground: true,
		});
		expect(outside).toMatchObject({uidMap: [[0, shell?.uids[1], 1]]});
	});

	test('keep their tab when their parent is gone', async () => {
		const sleeping = async (): Promise<readonly unknown[]> =>
			(await box().look('shell')).processes
				.filter(({comm}) => comm === 'sleep')
				.map(({argv, tab, depth}) => [argv[1], tab, depth]);
		await run('sh -c "sleep 301 & exec sleep 302" &');
		await expect.poll(sleeping).toEqual([
			['302', 'shell', 1],
			['301', 'shell', 2],
		]);
		await run('kill $!; wait $!');
		expect(await sleeping()).toEqual([['301', 'shell', 2]]);
		await run('kill -- -$!');
	});

	test('have the tab they came from though they left its session before anybody looked', async () => {
		await run('(setsid sleep 306 &); (setsid env -i sleep 307 &)', 'outside');
		await run('(setsid sleep 308 &)');
		await box().box.run('sleep 309 & setsid sleep 310 &');
		const sleepers = async (): Promise<readonly ProcessView[]> =>
			(await box().look('shell')).processes.filter(({argv}) =>
				/^3(0[6-9]|10)$/.test(argv[1] ?? ''),
			);
		const tabs = async (): Promise<readonly unknown[]> =>
			(await sleepers()).map(({argv, tab}) => [argv[1], tab]).toSorted();
		await expect.poll(tabs).toEqual([
			['306', 'outside'],
			// What has no environment any more may come from either of two tabs.
			['307', undefined],
			['308', 'shell'],
			['309', undefined],
			['310', undefined],
		]);
		// By the shell's own kill: not every host has pkill, and who is left belongs to the tab.
		const numbers = (await sleepers()).map(({nsPids}) => nsPids[1]);
		await run(`kill ${numbers.join(' ')}`, 'outside');
		await expect.poll(async () => (await sleepers()).length).toBe(0);
	});

	test('have the tab of their session when their parent was gone before anybody looked', async () => {
		await run('(sleep 304 & echo $! > ~/orphan)');
		const sleeping = async (): Promise<readonly unknown[]> =>
			(await box().look('shell')).processes
				.filter(({argv}) => argv[1] === '304')
				.map(({tab}) => tab);
		await expect.poll(sleeping).toEqual(['shell']);
		await run('kill $(cat ~/orphan)');
	});

	test('have no tab when the setup left them running', async () => {
		await box().box.run('sleep 303 >/dev/null 2>&1 &');
		const tabsOfIt = async (): Promise<readonly unknown[]> =>
			(await box().look('shell')).processes
				.filter(({argv}) => argv[1] === '303')
				.map(({tab}) => tab);
		// Between fork and exec it still is the shell.
		await expect.poll(tabsOfIt).toEqual([undefined]);
	});
});

describe('a shell in namespaces of its own', () => {
	beforeAll(async () => {
		if (!canUnshare) return;
		await run('unshare -Urpf -um --mount-proc bash');
		await run('hostname heron; mkdir -p /tmp/a\\ b; mount -t tmpfs -o size=1m inner "/tmp/a b"');
		await run('echo only here > "/tmp/a b/f"');
	});
	afterAll(async () => {
		if (canUnshare) await run('exit');
	});

	test('is told to have been started, and not to have ended', async () => {
		const {processes} = await box().look('shell');
		const inner = processes.find(({depth, tab}) => depth === 2 && tab === 'shell');
		expect(inner).toMatchObject({comm: 'bash', foreground: true, uidMap: [[0, inner?.uids[1], 1]]});
		expect(inner?.nsPids).toHaveLength(3);
		expect(inner?.nsPids[2]).toBe(1);
	});

	test('has its own host name', async (context) => {
		needTool(context, 'hostname');
		const answer = await box().answer('shell', {kind: 'hostnames', tab: 'shell'});
		if (answer?.kind !== 'hostnames') throw new Error(JSON.stringify(answer));
		const {processes} = await box().look('shell');
		const named = processes
			.filter(({tab}) => tab === 'shell')
			.map(({pid, depth}) => [depth, answer.byPid.get(pid)]);
		expect(named).toEqual([
			[0, expect.stringMatching(WHOLE_NAME)],
			[1, 'heron'],
			[2, 'heron'],
		]);
	});

	test('has mounts that the first shell does not have', async () => {
		const moment = await box().look('shell', {kind: 'mounts', tab: 'shell'});
		const [answer] = moment.answers.values();
		if (answer?.kind !== 'mounts') throw new Error(JSON.stringify(answer));
		const at = (depth: number): boolean => {
			const process = moment.processes.find((one) => one.tab === 'shell' && one.depth === depth);
			const table = answer.byPid.get(process?.pid ?? 0) ?? [];
			return table.some(({mountPoint, type}) => mountPoint === '/tmp/a b' && type === 'tmpfs');
		};
		expect([at(0), at(2)]).toEqual([false, true]);
	});

	test('is what files are looked at through', async () => {
		expect(await fileAt('/tmp/a b/f')).toMatchObject({type: 'file', content: 'only here\n'});
	});
});

describe('files inside', () => {
	beforeAll(async () => {
		if (!canUnshare) return;
		await run('printf "hello\\n" > f; chmod 640 f; mkfifo p; mkdir -p d; ln -s f l');
		await run(
			'ln -s /etc d/etc; ln -s ../../../../../.. d/up; ln -s loop loop; ln -s /proc/1/root r',
		);
	});

	test.each([
		['/home/learner/f', {type: 'file', mode: '0640', size: 6, content: 'hello\n'}],
		['/home/learner/l', {type: 'symlink', content: 'f'}],
		['/home/learner/d', {type: 'directory'}],
		['/home/learner/p', {type: 'other'}],
		['/home/learner/none', {type: 'missing'}],
		['/home/learner/f/x', {type: 'missing'}],
		['/home/learner/loop/x', {type: 'missing'}],
		['/dev/null', {type: 'device', device: '1:3'}],
	])('%s', async (path, view) => {
		expect(await fileAt(path)).toMatchObject(view);
	});

	test('are digested', async () => {
		expect((await fileAt('/home/learner/f')).sha256).toBe(
			'5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03',
		);
	});

	test.each([
		'/home/learner/d/etc/passwd',
		'/home/learner/d/up/etc/passwd',
		'/home/learner/d/etc/../../home/../etc/passwd',
		'/../../etc/passwd',
	])('are never the host’s: %s', async (path) => {
		const host = readFileSync('/etc/passwd', 'utf8');
		const {content} = await fileAt(path);
		expect(content).toContain('learner:x:1000');
		expect(content).not.toBe(host);
	});

	test.each(['/proc/self/status', '/home/learner/r/etc/passwd'])(
		'are not told where they depend on who reads: %s',
		async (path) => {
			expect(await box().answer('shell', {kind: 'file', path})).toMatchObject({
				kind: 'unreadable',
			});
		},
	);
});

test('a control group that the learner makes is seen with its limit and its members', async (context) => {
	const {cgroups} = box().box;
	const pids = cgroups.find(({controller}) => controller === 'pids' || controller === '');
	if (!pids) return context.skip('this host gives the sandbox no control group');
	await run(`mkdir ${pids.mountPoint}/box && echo 64 > ${pids.mountPoint}/box/pids.max`);
	await run(`sleep 304 & echo $! > ${pids.mountPoint}/box/cgroup.procs`);
	const look = () => box().look('shell', {kind: 'cgroups'});
	const sleepIn = ({processes}: Moment) => processes.find(({argv}) => argv[1] === '304');
	// Between fork and exec it still is the shell.
	await expect.poll(async () => sleepIn(await look())).toBeDefined();
	const moment = await look();
	const [answer] = moment.answers.values();
	if (answer?.kind !== 'cgroups') throw new Error(JSON.stringify(answer));
	expect(answer.groups.find(({path}) => path === '/box')).toMatchObject({
		pidsMax: 64,
		pidsCurrent: 1,
		members: [sleepIn(moment)?.pid],
	});
	await run(`kill $!; wait $!; rmdir ${pids.mountPoint}/box`);
});

test('every fact is known by a name of the list, and those of every host are there', async () => {
	const facts = await box().observer.facts();
	const names = new Set(FACT_NAMES.map(({name}) => name));
	expect([...facts.keys()].filter((name) => !names.has(name))).toEqual([]);
	const {processes} = await box().look('shell');
	const shell = processes.find(({tab, depth}) => tab === 'shell' && depth === 0);
	expect(Object.fromEntries(facts)).toMatchObject({
		'kernel.release': readFileSync('/proc/sys/kernel/osrelease', 'utf8').trim(),
		'host.ns.pid': readlinkSync('/proc/self/ns/pid'),
		'shell.pid': String(shell?.pid),
		'shell.pid-inside': String(shell?.nsPids[1]),
		'shell.ns.uts': shell?.namespaces.uts,
		'shell.name': expect.stringMatching(WHOLE_NAME),
		'host.uid': String(shell?.uids[1]),
	});
});

test('a shell that ends is told, and its tab is followed on when it is started again', async () => {
	box().type('outside', 'exit 4\r');
	const ended = await box().until('ended', ({kind: event}) => event === 'ended');
	expect(ended).toMatchObject({tab: 'outside', status: 4});
	expect((await box().look('shell')).processes.some(({tab}) => tab === 'outside')).toBe(false);
});

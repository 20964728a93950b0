import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import type {TabEvent} from '../../src/domain/ports.js';
import {markPrefix} from '../../src/domain/shell-mark.js';
import {createCommandFollower} from '../../src/evidence/follow-commands.js';
import {needNamespaces, needTool} from '../needs.js';
import {canUnshare} from '../sandbox/tutors.js';
import {openWatchedBox, type WatchedBox} from './watched-sandbox.js';

const KEY = 'c0ffee';

/** The same numbers at each run: a linear congruential generator. */
function createNumbers(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

describe('forged marks', () => {
	const listen = () => {
		const events: TabEvent[] = [];
		const follower = createCommandFollower('shell', KEY, (event) => events.push(event), {
			foreground: (tell) => tell('unknown'),
		});
		return {events, follower, put: (text: string) => follower.output(Buffer.from(text, 'latin1'))};
	};
	const prompt = `${markPrefix(KEY)}prompt;0;57;${Buffer.from('true').toString('base64')}\u0007`;

	test('of any form are output or a mark, and what comes after them is still told', () => {
		const number = createNumbers(7);
		const parts = [
			'prompt',
			'run',
			'ended',
			';',
			'0',
			'57',
			'-1',
			'1e9',
			'9'.repeat(400),
			'A'.repeat(4000),
			'=',
			'\u0000',
			'\n',
			'\u001b]',
			'ü',
			'\u0007',
		];
		const {events, follower, put} = listen();
		for (let round = 0; round < 3000; round += 1) {
			const forged = Array.from({length: number(9)}, () => parts[number(parts.length)]).join('');
			put(`${markPrefix(KEY)}${forged}`);
		}
		put('\u0007');
		events.length = 0;
		put(`${markPrefix(KEY)}run;57\u0007output\r\n${prompt}`);
		expect(events.at(-1)).toMatchObject({kind: 'prompt', command: {output: 'output\n'}});
		follower.close();
	});

	test('that never end are given up, in little time, byte by byte too', () => {
		const {events, follower, put} = listen();
		put(markPrefix(KEY));
		const began = performance.now();
		for (let sent = 0; sent < 20_000; sent += 1) put('x');
		for (let sent = 0; sent < 16; sent += 1) put('x'.repeat(64 * 1024));
		expect(performance.now() - began).toBeLessThan(5000);
		put(`\u0007${markPrefix(KEY)}run;57\u0007${prompt}`);
		expect(events.at(-1)).toMatchObject({kind: 'prompt'});
		follower.close();
	});

	test('with a giant line are a command with a giant line', () => {
		const {events, follower, put} = listen();
		const line = Buffer.from('$(('.repeat(100_000)).toString('base64');
		put(`${markPrefix(KEY)}run;57\u0007${markPrefix(KEY)}prompt;0;57;${line}\u0007`);
		expect(events.at(-1)).toMatchObject({kind: 'prompt'});
		follower.close();
	});
});

describe('what the learner makes up', () => {
	let watched: WatchedBox;
	beforeAll(async () => {
		if (!canUnshare) return;
		watched = await openWatchedBox();
		await watched.openTab('shell', 'learner');
	});
	afterAll(async () => {
		await watched?.close();
	});
	beforeEach(needNamespaces);
	const run = (line: string) => watched.run('shell', line);

	test('a name of a process with brackets, blanks and line ends is a name', async () => {
		await run("cp /bin/sleep '/tmp/a) R 1 (b'; (exec -a $'x\\ny) Z 1' '/tmp/a) R 1 (b' 301) &");
		await run("cp /bin/sleep $'/tmp/n\\nState:\\tZ'; $'/tmp/n\\nState:\\tZ' 302 &");
		await expect
			.poll(async () =>
				(await watched.look('shell')).processes.map(({comm, state, argv}) => [
					comm,
					state,
					argv[0],
				]),
			)
			.toEqual(
				expect.arrayContaining([
					['a) R 1 (b', 'S', 'x\ny) Z 1'],
					['n\nState:\tZ', 'S', '/tmp/n\nState:\tZ'],
				]),
			);
		await run('kill %1 %2');
	});

	test('a host name of several lines is told of no process that is not there', async (context) => {
		needTool(context, 'python3');
		const setName =
			'import os, socket; socket.sethostname("a\\n1 b"); os.execlp("sleep", "sleep", "303")';
		await run(`unshare -Uru python3 -c '${setName}' &`);
		const namesOf303 = async () => {
			const {processes} = await watched.look('shell');
			const answer = await watched.answer('shell', {kind: 'hostnames'});
			if (answer?.kind !== 'hostnames') throw new Error(JSON.stringify(answer));
			const pids = new Set(processes.map(({pid}) => pid));
			expect([...answer.byPid.keys()].filter((pid) => !pids.has(pid))).toEqual([]);
			return processes.filter(({argv}) => argv[1] === '303').map(({pid}) => answer.byPid.get(pid));
		};
		await expect.poll(namesOf303).toEqual([expect.stringMatching(/^a$|^1 b$/)]);
		await run('kill %%');
	});

	test('a mount on a path with blanks and line ends is one mount', async () => {
		await run(
			'unshare -Urm sh -c \'d=$(printf "/tmp/m \\\\n36 1 0:0 / /etc x"); mkdir -p "$d"; mount -t tmpfs t "$d"; exec sleep 304\' &',
		);
		const mounted = async () => {
			const answer = await watched.answer('shell', {kind: 'mounts'});
			if (answer?.kind !== 'mounts') throw new Error(JSON.stringify(answer));
			return [...answer.byPid.values()].flat().map(({mountPoint}) => mountPoint);
		};
		await expect.poll(mounted).toContain('/tmp/m \n36 1 0:0 / /etc x');
		await run('kill %%');
	});

	test('a file that leads out, round in circles or nowhere tells nothing of the host', async () => {
		await run(
			'ln -s /etc/shadow ~/secret; ln -s /proc/1/root/etc ~/up; ln -s loop ~/loop; mkfifo ~/pipe; ln -s ../../../../../../../etc/hostname ~/climb',
		);
		for (const path of [
			'/home/learner/up/hostname',
			'/home/learner/loop/x',
			'/home/learner/secret',
			'/home/learner/pipe',
			'/home/learner/pipe/x',
			'/proc/self/environ',
			'/proc/1/root/etc/hostname',
			`/home/learner/${'x'.repeat(5000)}`,
			'/home/learner/a\u0000b',
		]) {
			const answer = await watched.answer('shell', {kind: 'file', path});
			if (answer?.kind === 'file')
				expect(['missing', 'symlink', 'other']).toContain(answer.file.type);
			else expect(answer?.kind).toBe('unreadable');
		}
	});

	test('many processes with giant arguments are looked at in little memory', async () => {
		await run("big=$(head -c 120000 /dev/zero | tr '\\0' x)");
		await run(
			"for i in {1..60}; do sh -c 'sleep 305; :' $big $big $big $big $big $big $big $big & done 2>/dev/null",
		);
		const giants = async () =>
			(await watched.look('shell')).processes.filter(
				({comm, argv}) => comm === 'sh' && argv.length > 3,
			);
		await expect.poll(async () => (await giants()).length, {timeout: 10_000}).toBe(60);
		const before = process.memoryUsage().rss;
		for (let looks = 0; looks < 5; looks += 1) await giants();
		// All the arguments together are 58 MB.
		for (const {argv} of await giants()) expect(argv.join(' ').length).toBeLessThan(70_000);
		expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
		await run('kill $(jobs -p); wait');
	});

	test('a line of 100 MB is followed to its end', async () => {
		const told = await run("head -c 100000000 /dev/zero | tr '\\0' y; echo; echo end");
		expect(told?.output.endsWith('end\n')).toBe(true);
		expect(told?.output.length).toBeLessThan(300 * 1024);
	});

	test('a fork bomb is looked at while it goes on', async () => {
		watched.type('shell', 'bomb() { bomb | bomb & sleep 0.01; }; bomb 2>/dev/null; sleep 1\r');
		await watched.until('running', ({kind: event}) => event === 'running');
		for (let looks = 0; looks < 5; looks += 1) {
			const {processes} = await watched.look('shell', {kind: 'hostnames'}, {kind: 'mounts'});
			expect(processes.length).toBeGreaterThan(0);
		}
		expect((await watched.box.run('echo alive')).stdout).toBe('alive\n');
	});
});

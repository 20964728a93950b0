import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {availableParallelism} from 'node:os';
import {expect, test} from 'vitest';
import type {ProcessRecord} from '../../src/evidence/process-record.js';
import {createProcessReader} from '../../src/evidence/read-processes.door.js';
import {needNamespaces, needTool} from '../needs.js';

const ARGUMENTS = ['--user', '--map-root-user', '--pid', '--fork', '--kill-child', '--mount-proc'];
const ORPHANS = 80;

/** Parents that end at any time of a walk, one after another; their children stay. */
const ORPHANING = `
	for n in {1..${ORPHANS}}; do
		bash -c "sleep 305 & sleep 0.0$((RANDOM % 9))" &
		sleep 0.01
	done
	wait
	exec sleep 306`;

test('no walk misses a process whose parent ends meanwhile', async (context) => {
	needNamespaces(context);
	const child = spawn('unshare', [...ARGUMENTS, 'bash', '-c', ORPHANING], {stdio: 'ignore'});
	const exit = once(child, 'exit');
	try {
		const {pid} = child;
		if (pid === undefined) throw new Error('unshare was not started');
		const read = createProcessReader();
		const missed: number[] = [];
		let sleepers: readonly ProcessRecord[] = [];
		while (
			sleepers.length < ORPHANS ||
			sleepers.some(({parent}) => parent !== sleepers[0]?.parent)
		) {
			const before = sleepers;
			sleepers = (await read(pid, 1000)).filter(({argv}) => argv[1] === '305');
			const seen = new Set(sleepers.map((one) => one.pid));
			missed.push(...before.map((one) => one.pid).filter((one) => !seen.has(one)));
			await new Promise(setImmediate);
		}
		expect(missed).toEqual([]);
	} finally {
		child.kill('SIGKILL');
		await exit;
	}
}, 20_000);

test('a process may run wherever one of its threads may', async (context) => {
	needTool(context, 'taskset');
	context.skip(availableParallelism() < 2, 'this machine has a single processor');
	const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log(1)']);
	const exit = once(child, 'exit');
	try {
		await once(child.stdout, 'data');
		const pid = String(child.pid);
		const look = async (): Promise<ProcessRecord | undefined> =>
			(await createProcessReader()(Number(pid), 1000))[0];
		const before = await look();
		const one = /^\d+/.exec(before?.cpuList ?? '')?.[0] ?? '';
		execFileSync('taskset', ['--cpu-list', '--pid', one, pid], {stdio: 'ignore'});
		expect(await look()).toMatchObject({cpus: before?.cpus});
		execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', one, pid], {stdio: 'ignore'});
		expect(await look()).toMatchObject({cpus: 1, cpuList: one});
	} finally {
		child.kill('SIGKILL');
		await exit;
	}
});

import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {expect, test} from 'vitest';
import type {ProcessRecord} from '../../src/evidence/process-record.js';
import {createProcessReader} from '../../src/evidence/read-processes.door.js';
import {needNamespaces} from '../needs.js';

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

import {spawn} from 'node:child_process';
import {readFileSync, readlinkSync} from 'node:fs';
import process from 'node:process';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {needNamespaces} from '../needs.js';
import {type DrivenBox, driveBox, eventually, livingIn} from './drive-sandbox.js';
import {tutorsAs} from './tutors.js';

let opened: DrivenBox | undefined;
afterEach(async () => {
	await opened?.close();
	opened = undefined;
});

/** How long the host takes to start and reap a process, the median of twenty, in milliseconds. */
async function timeToSpawn(): Promise<number> {
	const times: number[] = [];
	for (let index = 0; index < 20; index += 1) {
		const started = performance.now();
		await new Promise<void>((resolve, reject) => {
			spawn('true').once('exit', resolve).once('error', reject);
		});
		times.push(performance.now() - started);
	}
	return times.sort((a, b) => a - b)[10] ?? Number.POSITIVE_INFINITY;
}

const availableMegabytes = (): number =>
	Number(/MemAvailable:\s+(\d+)/.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1]) / 1024;

/** What an exercise makes a learner start on purpose, all of it at once and without end. */
const DANGERS: readonly string[] = [
	// CPUs that spin, memory that is taken, a disk that fills, a flood of output.
	'for i in 1 2 3 4; do sh -c "while :; do :; done" & done',
	'for i in 1 2 3; do head -c 100M /dev/zero | tail -c 100M >/dev/null & done',
	'(while :; do cat /dev/zero >~/full; done) 2>/dev/null &',
	'yes &',
	// The last, because nothing can be started after it: forks without end. bash goes on when one is refused.
	"bash -c 'while :; do sleep 60 & done' 2>/dev/null &",
];

describe.each(tutorsAs(24_245))('while $tutor runs the dangerous steps', ({uid}) => {
	beforeEach(needNamespaces);
	test('the host goes on starting processes and keeps its memory', async () => {
		const quiet = await timeToSpawn();
		const memoryBefore = availableMegabytes();
		const sandbox = await driveBox(uid);
		opened = sandbox;
		const shell = await sandbox.shell(0, 'learner');
		for (const danger of DANGERS) shell.send(`${danger}\r`);
		const namespace = readlinkSync(`/proc/${sandbox.initPid}/ns/pid`);
		const most = await eventually(
			() => livingIn(namespace).length,
			(living) => living > 200,
		);
		expect(most).toBeLessThanOrEqual(520);
		const busy = await timeToSpawn();
		const taken = memoryBefore - availableMegabytes();
		process.stdout.write(
			`a process of the host starts in ${quiet.toFixed(1)} ms, then ${busy.toFixed(1)} ms; ${taken.toFixed(0)} MB are taken\n`,
		);
		// Twenty of them one after the other: a host that is not responsive does not come near this.
		expect(busy).toBeLessThan(Math.max(250, quiet * 50));
		expect(taken).toBeLessThan(3000);
		const started = performance.now();
		await sandbox.close();
		opened = undefined;
		expect(performance.now() - started).toBeLessThan(10_000);
	});
});

// Joins many simulated learners to a room and lets them go through the course; says when what passed, and what it cost.
//
//   node learners-program.mjs COURSE CODES-FILE SPEED
//
// Lines in: `idle SECONDS`, `walk SECONDS`, `end`. Lines out are JSON.
import diagnostics from 'node:diagnostics_channel';
import {setMaxListeners} from 'node:events';
import {readFileSync} from 'node:fs';
import process from 'node:process';
import {createInterface} from 'node:readline';
import {setTimeout as pause} from 'node:timers/promises';
import {pathToFileURL} from 'node:url';
import {readBuiltCourse} from '../../src/content/read-course.door.ts';
import {parseAddress} from '../../src/room/address.ts';
import {joinSimulated} from './simulated-learner.mjs';

const [, , courseFile, codesFile, speed] = process.argv;
/** Joins a second: a class does not come in one instant. */
const JOINS_A_SECOND = 100;

const sockets = new Set();
diagnostics.subscribe('net.client.socket', ({socket}) => sockets.add(socket));
const bytesSoFar = () => {
	let bytes = 0;
	for (const {bytesRead, bytesWritten} of sockets) bytes += bytesRead + bytesWritten;
	return bytes;
};
const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
const clock = () => performance.timeOrigin + performance.now();

const course = readBuiltCourse(pathToFileURL(courseFile));
const addresses = [...readFileSync(codesFile, 'utf8').matchAll(/--room (\S+)/g)].map(
	([, address]) => parseAddress(address),
);
const learners = [];
for (const address of addresses) {
	const {seat} = address.code;
	learners.push(
		joinSimulated({
			course,
			address,
			name: `Learner ${seat}`,
			onPassed: (count) => say({kind: 'passed', seat, count, at: clock()}),
		}),
	);
	await pause(1000 / JOINS_A_SECOND);
}
await Promise.all(learners.map(({joined}) => joined));
say({kind: 'joined'});

for await (const line of createInterface({input: process.stdin})) {
	const [word, seconds] = line.split(' ');
	if (word === 'end') break;
	const before = bytesSoFar();
	const began = clock();
	const signal = AbortSignal.timeout(Number(seconds) * 1000);
	setMaxListeners(0, signal);
	const passed =
		word === 'walk'
			? await Promise.all(learners.map((learner) => learner.walk(Number(speed), signal)))
			: await pause(Number(seconds) * 1000);
	say({kind: word, bytes: bytesSoFar() - before, milliseconds: clock() - began, passed});
}
await Promise.all(learners.map((learner) => learner.close()));
process.exit();

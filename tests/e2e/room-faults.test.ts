import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {addressText} from '../../src/room/address.js';
import {placesOf} from '../../src/room/subjects.js';
import {needNamespaces, needTool} from '../needs.js';
import {makeNetworks, ROOM_HOST} from '../room/networks.js';
import {until} from '../room/people.js';
import {type RoomServer, startRoom} from '../room/room-server.js';
import {builtCourse} from './built-course.js';
import {goToExercise, openProgram, PROGRAM, typeLine} from './program.js';
import type {Tui} from './tui.js';

let closers: (() => unknown)[] = [];

beforeEach((context) => {
	needTool(context, 'nats-server');
	needNamespaces(context);
});

afterEach(async () => {
	for (const close of closers.reverse()) await close();
	closers = [];
});

function open(args: readonly string[], home?: string): Tui {
	const tui = openProgram(home === undefined ? {} : {home}, args);
	closers.push(tui.close);
	return tui;
}

/** The room as a machine is told of it, in the network of whoever asks. */
function roomNow(server: RoomServer, before: readonly string[] = []) {
	const watch = [PROGRAM, 'room', 'watch', addressText(server.addressOf('board'))];
	const [command = '', ...args] = [...before, process.execPath, ...watch, '--once', '--json'];
	const {stdout, stderr} = spawnSync(command, args, {encoding: 'utf8', timeout: 20_000});
	if (stdout === '') throw new Error(stderr);
	return JSON.parse(stdout).learners;
}

async function startServer(options: Parameters<typeof startRoom>[2] = {}): Promise<RoomServer> {
	const server = await startRoom(2, placesOf(builtCourse()), options);
	closers.push(server.close);
	return server;
}

test('a learner and a board that were killed while the room was out of reach come back, and what was passed is there, once', {
	timeout: 90_000,
}, async () => {
	const server = await startServer();
	const home = mkdtempSync(join(tmpdir(), 'container-lessons-faults-'));
	closers.push(() => rmSync(home, {recursive: true, force: true}));
	const watch = ['room', 'watch', addressText(server.addressOf('board'))];
	const learn = ['--room', addressText(server.addressOf(1))];
	const board = open(watch);
	await board.until('Nobody is here');
	const ada = open(learn, home);
	await ada.until('Your name in the room');
	ada.send('Ada\r');
	await ada.until('You are in the room test.');
	await goToExercise(ada);
	await board.until(/1 Ada +010\/boot-id /);
	await server.kill();
	await ada.until('The room is out of reach');
	await board.until('THE ROOM IS OUT OF REACH');
	typeLine(ada, 'cat /proc/sys/kernel/random/boot_id');
	await ada.until('go on');
	process.kill(ada.pid, 'SIGKILL');
	process.kill(board.pid, 'SIGKILL');
	await server.start();
	const again = open(learn, home);
	await again.until('Your name in the room');
	again.send('Ada\r');
	const later = open(watch);
	await later.until(/1 Ada +010.* 1$/m);
	expect(roomNow(server)).toMatchObject([
		{seat: 1, passed: 1, steps: {'010/boot-id': {verdict: 'passed'}}},
	]);
});

test('what is done while the cable is out arrives when it is in again', async (context) => {
	needTool(context, 'ip', 'nsenter');
	const networks = await makeNetworks();
	closers.push(networks.close);
	const server = await startServer({host: ROOM_HOST, before: networks.onRoomHost});
	const work = mkdtempSync(join(tmpdir(), 'container-lessons-cable-'));
	closers.push(() => rmSync(work, {recursive: true, force: true}));
	const outfile = join(work, 'learner-program.mjs');
	await build({
		entryPoints: [fileURLToPath(new URL('../room/learner-program.ts', import.meta.url))],
		outfile,
		bundle: true,
		format: 'esm',
		platform: 'node',
		banner: {
			js: "import {createRequire as c} from 'node:module';const require=c(import.meta.url);",
		},
	});
	// The first board opens the room.
	expect(roomNow(server, networks.onRoomHost)).toEqual([]);
	const [command = '', ...args] = [...networks.onLearnerHost, process.execPath, outfile];
	const ada = spawn(command, [...args, addressText(server.addressOf(1)), 'Ada'], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	closers.push(() => ada.kill('SIGKILL'));
	let news = '';
	ada.stdout.on('data', (bytes) => {
		news += bytes;
	});
	const go = (where: object): void => void ada.stdin.write(`${JSON.stringify(where)}\n`);
	const now = () => roomNow(server, networks.onRoomHost)[0];
	go({at: 'release'});
	await until(
		() => now()?.place === '010/release',
		() => news,
	);
	networks.cable('down');
	go({passed: ['boot-id'], at: 'boot-id'});
	// Bytes that nobody has acknowledged: the rows are on their way, and do not arrive (proc_net(5), tx_queue).
	const onItsWay = (): boolean => {
		const [cat = '', ...rest] = [...networks.onLearnerHost, 'cat', '/proc/net/tcp'];
		const table = execFileSync(cat, rest, {encoding: 'utf8'});
		return table.split('\n').some((line) => /^ *\d+:.* 01 (?!0{8}:)[0-9A-F]{8}:/.test(line));
	};
	await until(onItsWay, () => 'nothing was sent');
	expect(now()).toMatchObject({passed: 0, place: '010/release'});
	networks.cable('up');
	await until(
		() => now()?.passed === 1 && now()?.place === '010/boot-id',
		() => [news, now()],
	);
	expect(roomNow(server, networks.onRoomHost)).toHaveLength(1);
	expect(news).toMatch(/^joined\n/);
});

import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {addressText} from '../../src/room/address.js';
import {placesOf} from '../../src/room/subjects.js';
import {needNamespaces, needTool} from '../needs.js';
import {type RoomServer, startRoom} from '../room/room-server.js';
import {builtCourse} from './built-course.js';
import {GUIDE, goToExercise, openProgram, PROGRAM, typeLine} from './program.js';
import type {Tui, TuiOptions} from './tui.js';

let server: RoomServer;
let opened: Tui[] = [];

beforeEach(async (context) => {
	needTool(context, 'nats-server');
	needNamespaces(context);
	server = await startRoom(2, placesOf(builtCourse()));
});

afterEach(async () => {
	for (const tui of opened) await tui.close();
	opened = [];
	await server?.close();
});

function open(args: readonly string[], env: TuiOptions['env'] = {}): Tui {
	const tui = openProgram({env}, args);
	opened.push(tui);
	return tui;
}

/** What a machine is told of the room. */
function roomNow(): {learners: {name: string; presence: string; passed: number}[]} {
	const {stdout} = spawnSync(
		process.execPath,
		[PROGRAM, 'room', 'watch', addressText(server.addressOf('board')), '--once', '--json'],
		{encoding: 'utf8', timeout: 20_000},
	);
	return JSON.parse(stdout);
}

async function joinAs(name: string, seat: number): Promise<Tui> {
	const tui = open(['--room', addressText(server.addressOf(seat))]);
	await tui.until('Your name in the room');
	tui.send(`${name}\r`);
	await tui.until('You are in the room test.');
	return tui;
}

test('an instructor sees two learners on real terminals, speaks to them, and sees one killed', {
	timeout: 120_000,
}, async () => {
	const board = open(['room', 'watch', addressText(server.addressOf('board'))]);
	await board.until('Nobody is here');
	const ada = await joinAs('Ada', 1);
	await board.until(/1 Ada +010 /);
	await goToExercise(ada);
	await board.until(/1 Ada +010\/boot-id /);
	typeLine(ada, 'cat /proc/sys/kernel/random/boot_id');
	await board.until(/1 Ada +010\/boot-id +✓.* 1$/m);
	ada.send('\r');
	await board.until(/1 Ada +010\/processes /);
	ada.send(`${GUIDE}!`);
	await board.until(/1 Ada .* HAND UP/);
	ada.send(`${GUIDE}!`);
	await board.until((screen) => !screen.includes('HAND UP'));
	ada.send(`${GUIDE}h`);
	await board.until(/1 Ada +010\/processes .* 1 h /);

	const bob = await joinAs('Bob', 2);
	await board.until(/2 Bob +010 /);
	board.send('t');
	await board.until('To all:');
	board.send('Back at eleven.\r');
	await bob.until('Instructor: Back at eleven.');
	await ada.until('Instructor: Back at eleven.');
	board.send('g');
	await ada.until('Instructor: meet at 010/processes? Ctrl-G g goes there, Ctrl-G d stays.');
	ada.send(`${GUIDE}d`);
	await ada.until('You stay where you are.');
	ada.send(`${GUIDE}v`);
	await ada.until('Instructor: Back at eleven.');
	await bob.until('Instructor: meet at 010/processes? g goes there, d stays.');
	bob.send('g');
	await bob.until('You meet at step 2 of 2: List all processes');
	await board.until(/2 Bob +010\/boot-id /);

	process.kill(bob.pid, 'SIGKILL');
	ada.send(`${GUIDE}q`);
	await ada.exit;
	await board.until(/1 Ada .* left/);
	expect(roomNow().learners).toMatchObject([
		{name: 'Ada', presence: 'left', passed: 1},
		{name: 'Bob', presence: 'here', passed: 0},
	]);
	board.send('q');
	expect(await board.exit).toMatchObject({code: 0});
});

test('a board on a terminal is drawn as it changes, and speaks, where CI is set', async () => {
	const board = open(['room', 'watch', addressText(server.addressOf('board'))], {CI: 'true'});
	await board.until('Nobody is here');
	const ada = await joinAs('Ada', 1);
	await board.until(/1 Ada +010 /);
	board.send('tHello.\r');
	await ada.until('Instructor: Hello.');
	expect(board.isAlternate()).toBe(true);
});

test('a learner leaves the room in the middle of a lesson, and nothing more is sent', async () => {
	const board = open(['room', 'watch', addressText(server.addressOf('board'))]);
	await board.until('Nobody is here');
	const ada = await joinAs('Ada', 1);
	await goToExercise(ada);
	await board.until(/1 Ada +010\/boot-id /);
	ada.send(`${GUIDE}e`);
	await ada.until('once more leaves the room');
	ada.send(`${GUIDE}e`);
	await ada.until('You have left the room. Nothing more is sent.');
	await board.until(/1 Ada .* left/);
	typeLine(ada, 'cat /proc/sys/kernel/random/boot_id');
	await ada.until(/✓ .*passed|Passed/i);
	expect(roomNow().learners).toMatchObject([{name: 'Ada', presence: 'left', passed: 0}]);
	ada.send(`${GUIDE}!`);
	await ada.until('You are in no room.');
});

test('nothing is sent to a room before the learner has agreed, nor when they would rather not', async () => {
	const tui = open(['--room', addressText(server.addressOf(1))]);
	await tui.until('Your name in the room');
	expect(tui.screen()).toContain('Never a command, its output, a path, your answers');
	tui.send('\r');
	await tui.until('Not a tiny machine');
	expect(tui.rawBytes()).toContain('You joined no room, and nothing is sent.');
	expect(roomNow().learners).toEqual([]);
});

test('the words of consent name the key that the learner has chosen', async () => {
	const first = open(['config', 'guide-key', 'f8']);
	await first.until('guide-key is f8 from now on.');
	const tui = openProgram({home: first.home}, ['--room', addressText(server.addressOf(1))]);
	opened.unshift(tui);
	await tui.until('by F8 e, twice.');
});

test.each([
	{how: 'on a full screen', args: [], menu: 'm', shown: 'Consuming: cgroups', key: 'J'},
	{how: 'in plain lines', args: ['--plain'], menu: 'm\r', shown: ' chooses, ', key: 'j\r'},
])(
	'a room is joined from the menu $how: a code is asked for, and nothing is sent before they agree',
	async ({args, menu, shown, key}) => {
		const tui = open(args);
		/** In plain lines a menu that comes in the same piece takes the sentence off the screen. */
		const untilSaid = (text: string): Promise<void> =>
			tui.until((screen) => screen.includes(text) || tui.rawBytes().includes(text));
		await tui.until('tiny machine');
		tui.send(menu);
		await tui.until(shown);
		tui.send(key);
		await tui.until('The code on your slip');
		tui.send('nonsense\r');
		await tui.until('That is not the address of a room.');
		tui.send(`${addressText(server.addressOf(1))}\r`);
		await tui.until('Your name in the room');
		expect(tui.screen()).toContain('Never a command, its output, a path, your answers');
		expect(roomNow().learners).toEqual([]);
		tui.send('\r');
		await untilSaid('You joined no room, and nothing is sent.');
		await tui.until(shown);
		tui.send(key);
		await tui.until(/The code on your slip[^\n]*\s*$/);
		tui.send(`${addressText(server.addressOf(1))}\r`);
		await tui.until(/Your name in the room[^\n]*\s*$/);
		tui.send('Ada\r');
		await untilSaid('You are in the room test.');
		tui.send(menu === 'm' ? 'e' : 'e\r');
		await tui.until('learner@lesson');
		expect(roomNow().learners).toMatchObject([{name: 'Ada', presence: 'here'}]);
	},
);

test('a dry run needs no room, and prints each message when the screen is given back', async () => {
	const tui = open(['--room-dry-run']);
	await tui.until('Not a tiny machine');
	tui.send('q');
	await tui.exit;
	expect(tui.rawBytes()).toMatch(/room: who \{"name":"your name"/);
	expect(tui.rawBytes()).toMatch(/room: at \{"lesson":"010","open":\d+,"left":true\}/);
});

test('a wrong code and an address that is none are refused in a sentence', async () => {
	const wrong = open(['--room', '1-0000@localhost']);
	await wrong.until('The code before the @ is not one of a room.');
	expect(await wrong.exit).toMatchObject({code: 64});
	const stranger = {...server.addressOf(1), code: {seat: 1, secret: '000000000000'}} as const;
	const tui = open(['--room', addressText(stranger)]);
	await tui.until('Your name in the room');
	tui.send('Eve\r');
	await tui.until('does not know this code');
});

test('a certificate that nobody vouches for is refused, and one that is trusted lets the board in', async (context) => {
	needTool(context, 'openssl');
	await server.close();
	const folder = mkdtempSync(join(tmpdir(), 'container-lessons-tls-'));
	const tls = {cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem')};
	execFileSync(
		'openssl',
		`req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=room -addext subjectAltName=IP:127.0.0.1 -keyout ${tls.key} -out ${tls.cert}`.split(
			' ',
		),
		{stdio: 'ignore'},
	);
	server = await startRoom(1, ['who'], {tls});
	const watch = (env: NodeJS.ProcessEnv) =>
		spawnSync(
			process.execPath,
			[PROGRAM, 'room', 'watch', addressText(server.addressOf('board')), '--once'],
			{encoding: 'utf8', timeout: 20_000, env: {...process.env, ...env}},
		);
	const refused = watch({});
	expect(refused.stderr).toContain('gives no encrypted connection that can be trusted');
	expect(refused.status).toBe(1);
	expect(watch({NODE_EXTRA_CA_CERTS: tls.cert}), folder).toMatchObject({
		stderr: '',
		stdout: expect.stringContaining('Room test: 0 learners.'),
	});
	rmSync(folder, {recursive: true});
});

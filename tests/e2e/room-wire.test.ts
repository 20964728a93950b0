import {hostname, userInfo} from 'node:os';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {addressText} from '../../src/room/address.js';
import {parseRow} from '../../src/room/rows.js';
import {placesOf} from '../../src/room/subjects.js';
import {needNamespaces, needTool} from '../needs.js';
import {type RoomServer, startRoom} from '../room/room-server.js';
import {openWireTap, parseSent, type WireTap} from '../room/wire-tap.js';
import {builtCourse} from './built-course.js';
import {GUIDE, goToExercise, openProgram, typeLine} from './program.js';
import type {Tui} from './tui.js';

let server: RoomServer;
let tap: WireTap;
let tui: Tui | undefined;

beforeEach(async (context) => {
	needTool(context, 'nats-server');
	needNamespaces(context);
	server = await startRoom(1, placesOf(builtCourse()));
	tap = await openWireTap(server.addressOf(1).port);
});

afterEach(async () => {
	await tui?.close();
	await tap?.close();
	await server?.close();
});

const throughTap = (): string => addressText({...server.addressOf(1), port: tap.port});

test('before the learner has agreed not a byte goes to the room, and none where they would rather not', async () => {
	tui = openProgram({}, ['--room', throughTap()]);
	await tui.until('Your name in the room');
	expect(tap.sent()).toEqual([]);
	tui.send('\r');
	await tui.until('Not a tiny machine');
	tui.send('q');
	await tui.exit;
	expect(tap.sent()).toEqual([]);
});

test('what goes over the wire is the rows that were listed and the protocol, and nothing that was typed or seen', {
	timeout: 60_000,
}, async () => {
	tui = openProgram({}, ['--room', throughTap()]);
	await tui.until('Your name in the room');
	tui.send('Ada\r');
	await tui.until('You are in the room test.');
	await goToExercise(tui);
	typeLine(tui, 'echo typed-$((6 * 7)) > secret-file; cat secret-file');
	await tui.until('typed-42');
	tui.send(`${GUIDE}h`);
	await tui.until('Hint 1');
	typeLine(tui, 'cat /proc/sys/kernel/random/boot_id');
	await tui.until('go on');
	tui.send(`${GUIDE}q`);
	await tui.exit;

	const [text = '', ...more] = tap.sent();
	expect(more).toEqual([]);
	const said = parseSent(text);
	const rows: string[] = [];
	for (const {verb, words, payload} of said) {
		if (verb === 'CONNECT') {
			// Who they are is their key alone, and what the client is, its language and version.
			const fields = Object.keys(JSON.parse(words.join(' '))).toSorted();
			expect(fields).toEqual(CONNECT_FIELDS);
		}
		if (verb !== 'PUB') continue;
		const [subject = ''] = words;
		const [, place] = /^\$KV\.room\.1\.(.+)$/.exec(subject) ?? [];
		if (place === undefined) {
			expect(subject).toMatch(
				/^(?:room\.here\.1|\$JS\.API\.DIRECT\.GET\.KV_room\.\$KV\.room\.all\.\w+)$/,
			);
			expect(payload).toBe('');
		} else {
			expect(parseRow(place, payload), `${place} ${payload}`).toBeDefined();
			rows.push(`${place} ${payload}`);
		}
	}
	expect(rows).toContain('010.boot-id {"verdict":"passed","hints":1}');
	expect(rows).toContainEqual(expect.stringMatching(/^at \{.*"left":true\}$/));
	for (const secret of ['typed-', 'secret-file', 'boot_id', tui.home, userInfo().homedir])
		expect(text).not.toContain(secret);
	expect(text.split(/[^\w.-]/)).not.toContain(hostname());
});

const CONNECT_FIELDS = [
	'headers',
	'lang',
	'nkey',
	'no_responders',
	'pedantic',
	'protocol',
	'sig',
	'verbose',
	'version',
];

import {spawnSync} from 'node:child_process';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {addressText} from '../../src/room/address.js';
import {placesOf} from '../../src/room/subjects.js';
import {needNamespaces, needTool} from '../needs.js';
import {type RoomServer, startRoom} from '../room/room-server.js';
import {builtCourse} from './built-course.js';
import {atPrompt, goToShell, open} from './open-plain.js';
import {GUIDE, PROGRAM, typeLine} from './program.js';
import type {Tui} from './tui.js';

let server: RoomServer;

beforeEach(async (context) => {
	needTool(context, 'nats-server');
	needNamespaces(context);
	server = await startRoom(1, placesOf(builtCourse()));
});

afterEach(() => server?.close());

/** What the instructor does, from the board's command line. */
function instruct(...words: readonly string[]): void {
	const [verb = '', ...rest] = words;
	const args = [PROGRAM, 'room', verb, addressText(server.addressOf('board')), ...rest];
	const {status, stderr} = spawnSync(process.execPath, args, {encoding: 'utf8', timeout: 20_000});
	expect(stderr).toBe('');
	expect(status).toBe(0);
}

async function join(): Promise<Tui> {
	const tui = open({}, ['--plain', '--room', addressText(server.addressOf(1))]);
	await tui.until('Your name in the room');
	tui.send('Ada\r');
	await tui.until('You are in the room test.');
	return tui;
}

/** It was said, and the last row asks for what is to be typed. */
const saidAbove = (text: string, ready: (screen: string) => boolean) => (screen: string) =>
	screen.includes(text) && ready(screen);

test('what an instructor says stands above the prompt, the question, and the line that is typed', async () => {
	const tui = await join();
	const asks = (screen: string): boolean => /\[Enter: [^\n]*\]\s*$/.test(screen);
	await tui.until(asks);
	instruct('say', 'Coffee at ten.');
	await tui.until(saidAbove('Instructor: Coffee at ten.', asks));
	await goToShell(tui);
	instruct('say', 'Ten minutes more.');
	await tui.until(saidAbove('Instructor: Ten minutes more.', atPrompt));
	tui.send('echo one');
	await tui.until(/\$ echo one\s*$/);
	instruct('say', 'Five.');
	tui.send('two\r');
	await tui.until(saidAbove('Instructor: Five.', atPrompt));
	expect(tui.screen()).toContain('onetwo');
});

test('a learner raises a hand, goes where the instructor asks to meet, and leaves the room', async () => {
	const tui = await join();
	await goToShell(tui);
	tui.send(`${GUIDE}!`);
	await tui.until(saidAbove('Your hand is up', atPrompt));
	tui.send(`${GUIDE}v`);
	await tui.until(saidAbove('Your instructor has said nothing yet.', atPrompt));
	instruct('meet', '020');
	await tui.until(saidAbove('meet at lesson 020?', atPrompt));
	tui.send(`${GUIDE}d`);
	await tui.until(saidAbove('You stay where you are.', atPrompt));
	tui.send(`${GUIDE}e`);
	await tui.until(saidAbove('once more leaves the room', atPrompt));
	tui.send(`${GUIDE}e`);
	await tui.until(saidAbove('Nothing more is sent.', atPrompt));
	typeLine(tui, 'echo still-"$((40 + 2))"');
	await tui.until('still-42');
});

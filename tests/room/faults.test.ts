import {afterEach, beforeEach, expect, type TestContext, test} from 'vitest';
import type {Board} from '../../src/room/board.js';
import {openBoardLink} from '../../src/room/board-link.door.js';
import {needTool} from '../needs.js';
import {createPeople, type People, stepOf, until} from './people.js';
import {type RoomCluster, type RoomServer, startCluster, startRoom} from './room-server.js';
import {stateWith} from './states.js';

const STEPS = ['release', 'boot-id'];
const PLACES = ['who', 'at', 'hand', 'met.010', ...STEPS.map((step) => `010.${step}`)];
const SEATS = [1, 2, 3];

let server: RoomServer | undefined;
let cluster: RoomCluster | undefined;
let people: People | undefined;

beforeEach((context) => needTool(context as unknown as TestContext, 'nats-server'));

afterEach(async () => {
	await people?.close();
	await server?.close();
	await cluster?.close();
	people = undefined;
	server = undefined;
	cluster = undefined;
});

/** Who passed what, as the board counts it and as its rows say. */
const passedOn = (board: Board) => ({
	learners: [...board.learners.values()].map(({seat, passed}) => [seat, passed]),
	steps: Object.fromEntries(board.counts),
	strange: board.strange,
});

const hasAll = (board: Board): boolean =>
	SEATS.every((seat) =>
		STEPS.every((step) => stepOf(board, seat, `010/${step}`)?.verdict === 'passed'),
	);

const ALL_ONCE = {
	learners: SEATS.map((seat) => [seat, STEPS.length]),
	steps: Object.fromEntries(STEPS.map((step) => [`010/${step}`, {passed: 3, tried: 0}])),
	strange: 0,
};

test('a server killed twice in mid-workshop keeps what was done before, and gets what was done meanwhile, once', async () => {
	const room = await startRoom(3, PLACES);
	server = room;
	const scene = createPeople(room.addressOf);
	people = scene;
	const {board} = await scene.openBoard();
	// The third has gone home before the first crash: only the server's file still has their rows.
	const {member: gone} = scene.join(3, 'Cleo', stateWith({passed: STEPS}));
	await until(
		() => board.learners.get(3)?.passed === 2,
		() => [...board.learners],
	);
	await gone.close();
	const members = [1, 2].map((seat) => scene.join(seat, `${seat}`, stateWith({at: 'release'})));
	await until(
		() => [1, 2].every((seat) => board.learners.get(seat)?.where?.step === 'release'),
		() => [...board.learners],
	);
	for (const [index, step] of STEPS.entries()) {
		await room.kill();
		const passed = STEPS.slice(0, index + 1);
		for (const {member} of members) member.follow(stateWith({passed, at: step}));
		await room.start();
		await until(
			() => [1, 2].every((seat) => stepOf(board, seat, `010/${step}`) !== undefined),
			() => [...board.learners],
		);
	}
	const {board: later} = await scene.openBoard();
	const sorted = (each: Board) => {
		const {learners, ...rest} = passedOn(each);
		return {...rest, learners: learners.toSorted()};
	};
	expect(sorted(later)).toEqual(ALL_ONCE);
	expect(sorted(board)).toEqual(ALL_ONCE);
});

/** Three servers on two busy processors take their time to choose who leads. */
const ELECTION = 75_000;

test('of three servers one is killed: its learners and its board go on with the others, and nothing is lost', {
	timeout: 180_000,
}, async () => {
	const three = await startCluster(3, PLACES);
	cluster = three;
	const scene = createPeople((seat) => three.addressOf(seat, 0));
	people = scene;
	// The three choose who leads first; until then no room can be opened.
	const opened = async (): Promise<void> => {
		for (;;) {
			const link = await openBoardLink(three.addressOf('board', 0)).catch(() => undefined);
			if (link !== undefined) return link.close();
			await new Promise((resolve) => setTimeout(resolve, 200));
		}
	};
	await opened();
	const {board} = await scene.openBoard();
	const members = SEATS.map((seat) =>
		scene.join(seat, `${seat}`, stateWith({at: 'release'}), three.addressOf(seat, seat - 1)),
	);
	await until(
		() => SEATS.every((seat) => board.learners.get(seat)?.where?.step === 'release'),
		() => [...board.learners],
		ELECTION,
	);
	for (const {member} of members) member.follow(stateWith({passed: ['release'], at: 'boot-id'}));
	await three.kill(0);
	for (const {member} of members) member.follow(stateWith({passed: STEPS}));
	await until(
		() => hasAll(board),
		() => [...board.learners],
		ELECTION,
	);
	const {board: later} = await scene.openBoard(three.addressOf('board', 1));
	await until(
		() => hasAll(later),
		() => [...later.learners],
		ELECTION,
	);
	expect(passedOn(later).steps).toEqual(ALL_ONCE.steps);
	expect(members.map(({news}) => news.at(-1)?.kind)).toEqual(['back', 'joined', 'joined']);
});

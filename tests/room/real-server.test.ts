import {connect, type NatsConnection, nkeyAuthenticator} from '@nats-io/transport-node';
import {afterEach, beforeEach, expect, onTestFinished, type TestContext, test, vi} from 'vitest';
import type {RoomAddress} from '../../src/room/address.js';
import {openBoardLink} from '../../src/room/board-link.door.js';
import {codeOf, seedOf} from '../../src/room/code.js';
import type {MemberNews} from '../../src/room/create-member.js';
import {openMail} from '../../src/room/mail.door.js';
import {rowSubject} from '../../src/room/subjects.js';
import {learnerLines} from '../../src/room/survey.js';
import {needTool} from '../needs.js';
import {createPeople, type People, stepOf, until} from './people.js';
import {type RoomServer, startRoom} from './room-server.js';
import {stateWith} from './states.js';

const PLACES = ['who', 'at', 'hand', 'met.010', '010.release', '010.boot-id'];

let server: RoomServer;
let people: People;

beforeEach(async (context) => {
	needTool(context as unknown as TestContext, 'nats-server');
	server = await startRoom(2, PLACES);
	people = createPeople(server.addressOf);
});

afterEach(async () => {
	await people?.close();
	await server?.close();
});

const rawLink = async (address: RoomAddress): Promise<NatsConnection> => {
	const nats = await connect({
		servers: `127.0.0.1:${address.port}`,
		authenticator: nkeyAuthenticator(new TextEncoder().encode(seedOf(address.code))),
		inboxPrefix: `_INBOX.${address.code.seat}`,
	});
	people.alsoClose(() => nats.close());
	return nats;
};

test('a board shows who is where, what passed, and who left', async () => {
	const {board} = await people.openBoard();
	const {member} = people.join(1, 'Ada', stateWith({passed: ['release'], at: 'boot-id'}));
	await until(
		() =>
			stepOf(board, 1, '010/release') !== undefined &&
			board.learners.get(1)?.where?.step === 'boot-id',
		() => [...board.learners],
	);
	expect(learnerLines(board, Date.now())).toMatchObject([
		{seat: 1, name: 'Ada', place: '010/boot-id', passed: 1, presence: 'here'},
	]);
	await member.close();
	await until(
		() => learnerLines(board, Date.now())[0]?.presence === 'left',
		() => 'left',
	);
});

test('a sentence of the instructor reaches everybody once, and those who come later', async () => {
	const {link} = await people.openBoard();
	const {news} = people.join(1, 'Ada', stateWith({}));
	await until(
		() => news.some(({kind}) => kind === 'joined'),
		() => news,
	);
	await link.tell({kind: 'say', text: 'Back at eleven.'});
	const said = () => news.filter(({kind}) => kind === 'notice');
	await until(
		() => said().length > 0,
		() => news,
	);
	const {news: later} = people.join(2, 'Bob', stateWith({}));
	await until(
		() => later.some(({kind}) => kind === 'notice'),
		() => later,
	);
	expect(said()).toMatchObject([{notice: {kind: 'say', text: 'Back at eleven.'}}]);
});

test('a server that dies and comes back costs nothing: what was done meanwhile arrives', async () => {
	const {board} = await people.openBoard();
	const {member, news} = people.join(1, 'Ada', stateWith({at: 'release'}));
	await until(
		() => board.learners.get(1)?.where?.step === 'release',
		() => [...board.learners],
	);
	await server.kill();
	await until(
		() => news.some(({kind}) => kind === 'lost') && !board.isUp,
		() => news,
	);
	member.follow(stateWith({passed: ['release'], at: 'boot-id'}));
	await server.start();
	await until(
		() =>
			stepOf(board, 1, '010/release') !== undefined &&
			board.learners.get(1)?.where?.step === 'boot-id',
		() => [...board.learners],
	);
	expect(news.map(({kind}) => kind)).toEqual(['joined', 'lost', 'back']);
	expect(board.learners.size).toBe(1);
});

test('a learner who comes before the server is told so, and sent when it is there', async () => {
	await server.kill();
	const {news} = people.join(1, 'Ada', stateWith({passed: ['release']}));
	await until(
		() => news.some(({kind}) => kind === 'away'),
		() => news,
	);
	await server.start();
	const {board} = await people.openBoard();
	await until(
		() => stepOf(board, 1, '010/release') !== undefined,
		() => news,
	);
});

test('a board that is opened again, or twice, shows the same', async () => {
	const first = await people.openBoard();
	people.join(1, 'Ada', stateWith({passed: ['release', 'boot-id']}));
	await until(
		() => stepOf(first.board, 1, '010/boot-id') !== undefined,
		() => [...first.board.learners],
	);
	const second = await people.openBoard();
	expect(second.board.learners.get(1)?.steps).toEqual(first.board.learners.get(1)?.steps);
});

test.each([5, -5])(
	'a board whose clock is %i hours off shows how long each has been in a step all the same',
	async (hours) => {
		vi.useFakeTimers({toFake: ['Date'], now: Date.now() + hours * 3_600_000});
		onTestFinished(() => void vi.useRealTimers());
		const {board} = await people.openBoard();
		people.join(1, 'Ada', stateWith({passed: ['release'], at: 'boot-id'}));
		await until(
			() => board.learners.get(1)?.where?.step === 'boot-id',
			() => [...board.learners],
		);
		const [line] = learnerLines(board, Date.now());
		expect(line).toMatchObject({presence: 'here', isLong: false});
		expect(line?.open).toBeLessThan(60);
		expect(Math.abs((board.learners.get(1)?.since ?? 0) - Date.now())).toBeLessThan(60_000);
	},
);

test('a learner who comes before any board is sent once it is opened', async () => {
	people.join(1, 'Ada', stateWith({passed: ['release']}));
	const {board} = await people.openBoard();
	await until(
		() => stepOf(board, 1, '010/release') !== undefined,
		() => [...board.learners],
	);
});

test('a learner can write neither into the rows of another, nor to all, nor read anybody', async () => {
	const {board} = await people.openBoard();
	const nats = await rawLink(server.addressOf(1));
	const put = (subject: string, text = '{"name":"Eve"}'): Promise<string> =>
		nats.request(subject, text, {timeout: 2000}).then(
			() => 'taken',
			(error: unknown) => String(error),
		);
	expect(await put(rowSubject(1, 'who'))).toBe('taken');
	expect(await put(rowSubject(2, 'who'))).toMatch(/permission/i);
	expect(await put('$KV.room.all.say')).toMatch(/permission/i);
	expect(await put(rowSubject(1, '010.release.more'))).toMatch(/permission/i);
	expect(await put('$JS.API.STREAM.DELETE.KV_room')).toMatch(/permission/i);
	expect(await put('$JS.API.DIRECT.GET.KV_room.$KV.room.2.who')).toMatch(/permission/i);
	const heard = await new Promise((resolve) =>
		nats.subscribe('$KV.room.2.>', {callback: (error) => resolve(String(error))}),
	);
	expect(heard).toMatch(/permission/i);
	await until(
		() => board.learners.get(1)?.who?.name === 'Eve',
		() => [...board.learners],
	);
	expect([...board.learners.keys()]).toEqual([1]);
});

test('a row without measure is refused by the server, and the learner with it', async () => {
	await people.openBoard();
	const nats = await rawLink(server.addressOf(1));
	const big = JSON.stringify({name: 'x'.repeat(2000)});
	const reply = await nats.request(rowSubject(1, 'who'), big, {timeout: 2000});
	expect(reply.string()).toMatch(/message size exceeds/);
	await expect(
		nats.request(rowSubject(1, 'who'), 'x'.repeat(1_000_000), {timeout: 2000}),
	).rejects.toThrow(/max_payload/);
});

test('a code that this room does not know is refused in a sentence', async () => {
	const news: MemberNews[] = [];
	const stranger = {...server.addressOf(1), code: codeOf(1, new Uint8Array(16))};
	const mail = openMail(stranger, (event) => {
		if (event.kind === 'refused') news.push(event);
	});
	people.alsoClose(mail.close);
	await until(
		() => news.length > 0,
		() => news,
	);
	expect(news).toMatchObject([{why: expect.stringMatching(/does not know this code/)}]);
	await expect(openBoardLink(server.addressOf(1))).rejects.toThrow(/code of a learner/);
});

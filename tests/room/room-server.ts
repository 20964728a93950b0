import {type ChildProcess, spawn} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {RoomAddress} from '../../src/room/address.js';
import {type Code, codeOf, type Seat} from '../../src/room/code.js';
import {serverConfiguration} from '../../src/room/plan-server.js';
import {publicKeyOf} from '../../src/room/public-key.js';

/** A real nats-server with a room. Whoever starts it closes it. */
export interface RoomServer {
	addressOf(seat: Seat): RoomAddress;
	/** kill -9. */
	kill(): Promise<void>;
	start(): Promise<void>;
	close(): Promise<void>;
}

const freePort = (): Promise<number> =>
	new Promise((resolve) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});

/** One process of nats-server. */
function serverOn(file: string, before: readonly string[] = []) {
	const [command = '', ...args] = [...before, 'nats-server', '-c', file];
	let server: ChildProcess | undefined;
	return {
		start: (): Promise<void> =>
			new Promise((resolve, reject) => {
				const child = spawn(command, args, {stdio: ['ignore', 'ignore', 'pipe']});
				server = child;
				let said = '';
				child.stderr.on('data', (bytes: Buffer) => {
					said += bytes;
					if (said.includes('Server is ready')) resolve();
				});
				child.on('exit', () => reject(new Error(said)));
			}),
		kill: (): Promise<void> =>
			new Promise((resolve) => {
				if (server === undefined || server.exitCode !== null || server.signalCode !== null) {
					resolve();
					return;
				}
				server.once('exit', () => resolve());
				server.kill('SIGKILL');
			}),
	};
}

const codesFor = (seats: number): readonly Code[] =>
	(['board', ...Array.from({length: seats}, (_, index) => index + 1)] as const).map((seat) =>
		codeOf(seat, randomBytes(16)),
	);

const usersOf = (codes: readonly Code[]) =>
	codes.map((code) => ({seat: code.seat, key: publicKeyOf(code)}));

function codeAt(codes: readonly Code[], seat: Seat): Code {
	const code = codes.find((each) => each.seat === seat);
	if (code === undefined) throw new Error(`no seat ${seat}`);
	return code;
}

interface RoomOptions {
	readonly tls?: {readonly cert: string; readonly key: string};
	/** The address to listen on. */
	readonly host?: string;
	/** What stands before its command, such as nsenter. */
	readonly before?: readonly string[];
}

export async function startRoom(
	seats: number,
	places: readonly string[],
	{tls, host = '127.0.0.1', before = []}: RoomOptions = {},
): Promise<RoomServer> {
	const folder = mkdtempSync(join(tmpdir(), 'container-lessons-room-'));
	const port = await freePort();
	const codes = codesFor(seats);
	const file = join(folder, 'server.conf');
	writeFileSync(
		file,
		serverConfiguration({
			room: {name: 'test', hours: 1},
			listen: host,
			port,
			store: join(folder, 'rows'),
			tls,
			users: usersOf(codes),
			places,
		}),
	);
	const {start, kill} = serverOn(file, before);
	await start();
	return {
		addressOf: (seat) => ({
			code: codeAt(codes, seat),
			host,
			port,
			isEncrypted: tls !== undefined,
		}),
		kill,
		start,
		async close() {
			await kill();
			rmSync(folder, {recursive: true, force: true});
		},
	};
}

/** Three servers that hold one room together. Whoever starts them closes them. */
export interface RoomCluster {
	addressOf(seat: Seat, server: number): RoomAddress;
	/** kill -9 of one of them. */
	kill(server: number): Promise<void>;
	close(): Promise<void>;
}

/** On this host three addresses are three hosts: all of 127.0.0.0/8 is its loopback. */
const HOSTS = ['127.0.0.1', '127.0.0.2', '127.0.0.3'];

/** As `room open --host A,B,C` writes it. */
export async function startCluster(seats: number, places: readonly string[]): Promise<RoomCluster> {
	const folder = mkdtempSync(join(tmpdir(), 'container-lessons-cluster-'));
	const codes = codesFor(seats);
	const port = await freePort();
	const servers = HOSTS.map((host, index) => {
		const file = join(folder, `server-${index + 1}.conf`);
		writeFileSync(
			file,
			serverConfiguration({
				room: {name: 'test', hours: 1},
				listen: host,
				port,
				store: join(folder, `rows-${index + 1}`),
				tls: undefined,
				users: usersOf(codes),
				places,
				cluster: {number: index + 1, hosts: HOSTS, secret: 'abc123'},
			}),
		);
		return serverOn(file);
	});
	await Promise.all(servers.map(({start}) => start()));
	return {
		addressOf: (seat, server) => ({
			code: codeAt(codes, seat),
			host: HOSTS[server] ?? '',
			port,
			isEncrypted: false,
		}),
		kill: async (server) => servers[server]?.kill(),
		async close() {
			await Promise.all(servers.map(({kill}) => kill()));
			rmSync(folder, {recursive: true, force: true});
		},
	};
}

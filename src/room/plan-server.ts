// Writes the configuration of a NATS server that holds one room, for 2.9 and later.
import {hostAndPort} from './address.js';
import type {Seat} from './code.js';
import {type RoomName, serverNameOf} from './room-name.js';
import {MOST_ROW_BYTES} from './rows.js';
import {boardPermissions, learnerPermissions, type Permissions} from './subjects.js';

export interface ServerPlan {
	readonly room: RoomName;
	/** The address to listen on. */
	readonly listen: string;
	readonly port: number;
	/** The folder of the rows; a relative one is below where the server is started. */
	readonly store: string;
	/** Files of a certificate and its key. */
	readonly tls: {readonly cert: string; readonly key: string} | undefined;
	/** The public key of every seat, the board's among them. */
	readonly users: readonly {readonly seat: Seat; readonly key: string}[];
	/** Where a learner may write, below their seat. */
	readonly places: readonly string[];
	/** Where the room is held by several servers together. */
	readonly cluster?: ClusterSeat;
}

/** A server's place among those that hold one room. */
interface ClusterSeat {
	/** Of this server, from 1 on. */
	readonly number: number;
	/** Where all of them are reached, this one among them. */
	readonly hosts: readonly string[];
	/** What a server has to know to be one of them: letters and digits. */
	readonly secret: string;
}

/** The port by which the servers of a cluster reach one another; NATS's usual one beside 4222. */
export const routePortOf = (port: number): number => (port > 63_535 ? port - 2000 : port + 2000);

/** What the server keeps beside a row: subject, header, checksum; with room to spare. */
const ROW_OVERHEAD = 256;

/** Learners are told of the other servers, and go to one of them when theirs is gone. */
function clusterLines(
	{number, hosts, secret}: ClusterSeat,
	room: RoomName,
	listen: string,
	port: number,
) {
	const routes = hosts
		.filter((_, index) => index !== number - 1)
		.map((host) => `nats-route://room:${secret}@${hostAndPort(host, routePortOf(port))}`);
	return [
		`client_advertise: ${quoted(hostAndPort(hosts[number - 1] ?? '', port))}`,
		'cluster {',
		`  name: ${quoted(room.name)}`,
		`  listen: ${quoted(hostAndPort(listen, routePortOf(port)))}`,
		`  authorization { user: room, password: ${quoted(secret)}, timeout: 10 }`,
		`  routes: [${listOf(routes)}]`,
		'}',
	];
}

/** Bytes that the rows of a whole room can take, every one as large as it may be. */
const mostBytes = (seats: number, places: number): number =>
	(seats * places + 8) * (MOST_ROW_BYTES + ROW_OVERHEAD);

const quoted = (text: string): string => JSON.stringify(text);

const listOf = (subjects: readonly string[]): string => subjects.map(quoted).join(', ');

const userBlock = (key: string, {publish, subscribe}: Permissions): string =>
	`    { nkey: ${key}, permissions: { publish: [${listOf(publish)}], subscribe: [${listOf(subscribe)}] } }`;

/**
 * The text of the configuration. Limits keep one learner from taking what others need: rows have a size, a
 * seat has so many of them, a connection has so many subscriptions and so much that it may leave unread.
 */
export function serverConfiguration({
	room,
	listen,
	port,
	store,
	tls,
	users,
	places,
	cluster,
}: ServerPlan): string {
	const learners = users.filter(({seat}) => seat !== 'board').length;
	const blocks = users.map(({seat, key}) =>
		userBlock(key, seat === 'board' ? boardPermissions() : learnerPermissions(seat, places)),
	);
	return [
		`# The room ${quoted(room.name)} of container-lessons. Start it with: nats-server -c THIS-FILE`,
		`server_name: ${quoted(serverNameOf(room) + (cluster === undefined ? '' : `.${cluster.number}`))}`,
		`listen: ${quoted(hostAndPort(listen, port))}`,
		...(cluster === undefined ? [] : clusterLines(cluster, room, listen, port)),
		// Two for each seat, as a laptop that slept comes back before its old connection is given up.
		`max_connections: ${2 * learners + 16}`,
		`max_payload: ${4 * MOST_ROW_BYTES}`,
		'max_control_line: 1024',
		'max_subscriptions: 64',
		'max_pending: 4MB',
		'ping_interval: "20s"',
		'ping_max: 2',
		...(tls === undefined
			? []
			: [`tls { cert_file: ${quoted(tls.cert)}, key_file: ${quoted(tls.key)} }`]),
		`jetstream { store_dir: ${quoted(store)}, max_memory_store: 0, max_file_store: ${2 * mostBytes(learners, places.length)} }`,
		'authorization {',
		// A slow host takes longer than the usual second to sign.
		'  timeout: 10',
		'  users = [',
		blocks.join('\n'),
		'  ]',
		'}',
		'',
	].join('\n');
}

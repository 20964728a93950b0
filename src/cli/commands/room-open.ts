// Writes what a room needs: the configuration of its server, and a sheet with a code for every seat.
import {randomBytes} from 'node:crypto';
import {isIP} from 'node:net';
import {join, resolve} from 'node:path';
import {UserError} from '../../domain/user-error.js';
import {addressText, isLoopback, type RoomAddress, USUAL_PORT} from '../../room/address.js';
import {codeOf, MOST_SEATS, type Seat} from '../../room/code.js';
import {sheetText} from '../../room/consent.js';
import {routePortOf, serverConfiguration} from '../../room/plan-server.js';
import {publicKeyOf} from '../../room/public-key.js';
import {MOST_HOURS, ROOM_NAME} from '../../room/room-name.js';
import {placesOf} from '../../room/subjects.js';
import {type CommandArguments, number, text} from '../define-command.js';
import {EXIT} from '../report-error.js';
import type {World} from '../world.js';

const USUAL_SEATS = 30;
const USUAL_HOURS = 24;
/** Whoever reads a code can sit on its seat. */
const PRIVATE = 0o600;

export async function runRoomOpen(
	[name = '', ...more]: readonly string[],
	args: CommandArguments,
	world: World,
): Promise<number> {
	if (!ROOM_NAME.test(name) || more.length > 0) {
		throw new UserError(
			'A room has a name of letters, digits and dashes.',
			'Try "container-lessons room open kernel-days".',
			EXIT.usage,
		);
	}
	const seats = whole(args, 'seats', USUAL_SEATS, MOST_SEATS);
	const hours = whole(args, 'hours', USUAL_HOURS, MOST_HOURS);
	const port = whole(args, 'port', USUAL_PORT, 65_535);
	const hosts = hostsOf(args);
	const tls = certificate(args);
	const addressOf = (seat: Seat): RoomAddress => ({
		code: codeOf(seat, randomBytes(16)),
		// The servers of a cluster share its learners.
		host: hosts[seat === 'board' ? 0 : (seat - 1) % hosts.length] ?? '',
		port,
		isEncrypted: tls !== undefined,
	});
	const board = addressOf('board');
	const learners = Array.from({length: seats}, (_, index) => addressOf(index + 1));
	const folder = resolve(text(args, 'folder') ?? name);
	const places = placesOf(await world.course());
	const users = [board, ...learners].map(({code}) => ({seat: code.seat, key: publicKeyOf(code)}));
	const secret = randomBytes(16).toString('hex');
	const isCluster = hosts.length > 1;
	const configurations = hosts.map((host, index) => [
		isCluster ? `server-${index + 1}.conf` : 'server.conf',
		serverConfiguration({
			room: {name, hours},
			listen: isIP(host) === 0 && !isLoopback(host) ? '0.0.0.0' : host,
			port,
			store: isCluster ? `${name}-rows-${index + 1}` : join(folder, 'rows'),
			tls,
			users,
			places,
			...(isCluster ? {cluster: {number: index + 1, hosts, secret}} : {}),
		}),
	]);
	await world.writeNewFiles(
		folder,
		{
			...Object.fromEntries(configurations),
			'codes.txt': sheetText(name, learners.map(addressText)),
		},
		PRIVATE,
	);
	world.print(
		[
			`The room "${name}" is written, with ${seats} seats. Nothing runs yet:`,
			...(isCluster
				? hosts.map(
						(host, index) =>
							`  1. start it on ${host}, in a folder that stays: nats-server -c server-${index + 1}.conf`,
					)
				: [`  1. start its server:    nats-server -c ${join(folder, 'server.conf')}`]),
			`  2. open the board:      container-lessons room watch ${addressText(board)}`,
			`  3. hand out the codes:  ${join(folder, 'codes.txt')}`,
			'The first of them joins with:',
			`  container-lessons --room ${learners[0] === undefined ? '' : addressText(learners[0])}`,
			...(isCluster
				? [
						`The servers reach one another by port ${routePortOf(port)}, NOT encrypted: let nobody else on that wire.`,
					]
				: []),
			...(hosts.every(isLoopback)
				? ['It can be reached on this host only; --host NAME-OR-ADDRESS lets others in.']
				: []),
			...(tls === undefined && !hosts.every(isLoopback)
				? [
						'There is NO encryption: whoever shares the network can read what learners send. --cert and --key give it.',
					]
				: []),
			'Keep the code of the board to yourself: it is written nowhere else.',
		].join('\n'),
	);
	return EXIT.ok;
}

function whole(args: CommandArguments, name: string, usual: number, most: number): number {
	const given = number(args, name) ?? usual;
	if (Number.isInteger(given) && given >= 1 && given <= most) return given;
	throw new UserError(
		`--${name} takes a whole number from 1 to ${most}.`,
		`Leave it out for ${usual}.`,
		EXIT.usage,
	);
}

const isHost = (host: string): boolean =>
	isIP(host) !== 0 || /^[a-zA-Z0-9]([a-zA-Z0-9.-]{0,251}[a-zA-Z0-9])?$/.test(host);

/** One, or the three of a cluster: with two, the loss of either would stop the room. */
function hostsOf(args: CommandArguments): readonly string[] {
	const hosts = (text(args, 'host') ?? '127.0.0.1').split(',');
	const isFew = hosts.length === 1 || (hosts.length === 3 && new Set(hosts).size === 3);
	if (isFew && hosts.every(isHost)) return hosts;
	throw new UserError(
		'--host takes the name or the address by which learners reach the server.',
		'Try --host 192.0.2.10, or three of them for a cluster: --host A,B,C.',
		EXIT.usage,
	);
}

/** The files of a certificate and its key, or neither. */
function certificate(args: CommandArguments) {
	const [cert, key] = [text(args, 'cert'), text(args, 'key')];
	if (cert === undefined && key === undefined) return undefined;
	if (cert !== undefined && key !== undefined) return {cert: resolve(cert), key: resolve(key)};
	throw new UserError(
		'A certificate and its key belong together.',
		'Give both, --cert FILE and --key FILE, or neither.',
		EXIT.usage,
	);
}

// The connection to a room's server, by NATS's own client; nothing else knows of it.
import {checkServerIdentity, type PeerCertificate} from 'node:tls';
import {connect, type NatsConnection, nkeyAuthenticator} from '@nats-io/transport-node';
import {UserError} from '../domain/user-error.js';
import {hostAndPort, placeText, type RoomAddress} from './address.js';
import {seedOf} from './code.js';
import {inboxOf} from './subjects.js';

/** The server can't be reached now, and may be later. */
export class RoomAway extends UserError {}

/**
 * The client gives an address in numbers no name to check, and Node then compares the certificate with
 * `localhost` (tls.connect): it is compared with what the learner typed.
 */
function trustOnly(host: string) {
	return {
		rejectUnauthorized: true,
		checkServerIdentity: (_name: string, certificate: PeerCertificate) =>
			checkServerIdentity(host, certificate),
	};
}

/**
 * Connects, and from then on comes back by itself whenever the connection is lost. Throws a UserError where the
 * room refuses the code or can't be trusted, a RoomAway where it is not there. Whoever opens it closes it.
 */
export async function openLink(address: RoomAddress): Promise<NatsConnection> {
	const {host, port, code, isEncrypted} = address;
	try {
		return await connect({
			servers: hostAndPort(host, port),
			authenticator: nkeyAuthenticator(new TextEncoder().encode(seedOf(code))),
			inboxPrefix: inboxOf(code.seat),
			...(isEncrypted ? {tls: trustOnly(host)} : {}),
			maxReconnectAttempts: -1,
			timeout: 10_000,
			// A room that comes back is not asked by all at once.
			reconnectTimeWait: 1000,
			reconnectJitter: 1000,
			reconnectJitterTLS: 2000,
			// A laptop that slept is known by it within a minute.
			pingInterval: 20_000,
			maxPingOut: 2,
		});
	} catch (error) {
		throw connectionError(address, error);
	}
}

/** In words for people, what the client said of a connection that is not to be had. */
function connectionError(address: RoomAddress, error: unknown): UserError {
	const said =
		error instanceof Error ? `${error.name} ${error.message} ${String(error.cause)}` : '';
	const place = placeText(address);
	if (/authoriz|authent/i.test(said) && !/timeout/i.test(said)) {
		return new UserError(
			`The room at ${place} does not know this code.`,
			'Compare it with the sheet, or ask for another one: a new room has new codes.',
		);
	}
	if (/tls|certificate|ssl|self.signed/i.test(said)) {
		return new UserError(
			`The room at ${place} gives no encrypted connection that can be trusted.`,
			`Ask the instructor for the certificate and name its file in NODE_EXTRA_CA_CERTS; "CODE@plain://${place}" goes without encryption.`,
		);
	}
	return new RoomAway(
		`There is no room at ${place}.`,
		'Is the server started, and can this host reach it? "nats-server -c FILE" with the file of "room open" starts it.',
	);
}

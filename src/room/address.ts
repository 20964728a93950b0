// Where a room is and who comes in: what `--room` takes, `CODE@HOST`.
import {UserError} from '../domain/user-error.js';
import {type Code, codeText, parseCode} from './code.js';

export interface RoomAddress {
	readonly code: Code;
	readonly host: string;
	readonly port: number;
	/** Nothing is sent unless the server shows a certificate for `host`. */
	readonly isEncrypted: boolean;
}

/** The port of NATS (IANA). */
export const USUAL_PORT = 4222;
const EX_USAGE = 64;

/** Nobody else can read what is sent to them. */
export const isLoopback = (host: string): boolean =>
	host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

const WRITTEN =
	/^(?<code>[^@]*)@(?:(?<scheme>tls|plain):\/\/)?(?:\[(?<v6>[0-9a-fA-F:.]+)\]|(?<host>[a-zA-Z0-9._-]+))(?::(?<port>\d{1,5}))?$/;

const bad = (what: string): UserError =>
	new UserError(
		what,
		'It looks like 7-k3v9-q2hm-x8tw@192.0.2.10, as "container-lessons room open" printed it.',
		EX_USAGE,
	);

/** Throws a UserError where the text is no address of a room. */
export function parseAddress(text: string): RoomAddress {
	const {
		code: written = '',
		scheme,
		v6,
		host = v6 ?? '',
		port = String(USUAL_PORT),
	} = WRITTEN.exec(text.trim())?.groups ?? {};
	if (host === '') throw bad('That is not the address of a room.');
	const code = parseCode(written);
	if (code === undefined) throw bad('The code before the @ is not one of a room.');
	if (Number(port) < 1 || Number(port) > 65_535) throw bad('There is no such port.');
	const isEncrypted = scheme === undefined ? !isLoopback(host) : scheme === 'tls';
	return {code, host, port: Number(port), isEncrypted};
}

/** A host before the colon of a port: an IPv6 address stands in brackets. */
const hostText = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** As servers and URLs take it, with the port in any case. */
export const hostAndPort = (host: string, port: number): string => `${hostText(host)}:${port}`;

/** Where the room is, as it is said to people. */
export const placeText = ({host, port}: Pick<RoomAddress, 'host' | 'port'>): string =>
	port === USUAL_PORT ? hostText(host) : hostAndPort(host, port);

/** What to type after `--room`. */
export function addressText({code, host, port, isEncrypted}: RoomAddress): string {
	const scheme = isEncrypted === !isLoopback(host) ? '' : isEncrypted ? 'tls://' : 'plain://';
	return `${codeText(code)}@${scheme}${placeText({host, port})}`;
}

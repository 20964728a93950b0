// The short code that lets somebody into a room: it carries their seat and the key they prove it with.
import {createHash} from 'node:crypto';

/** A learner's number, from 1, or the instructor's place before the board. */
export type Seat = number | 'board';

export interface Code {
	readonly seat: Seat;
	/** Twelve letters and digits: 60 bits. */
	readonly secret: string;
}

/** The most seats of a room: what one configuration of the server and one board were tried with. */
export const MOST_SEATS = 1000;

/** Without i, l, o and u, which are misread (Crockford's base 32). */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const SECRET_LENGTH = 12;

const WRITTEN = /^(board|[1-9][0-9]{0,3})-?((?:[0-9a-z]-?){12})$/;

/** Makes a code of random bytes, of which it takes twelve. */
export const codeOf = (seat: Seat, random: Uint8Array): Code => ({
	seat,
	secret: [...random.subarray(0, SECRET_LENGTH)].map((byte) => ALPHABET[byte % 32]).join(''),
});

/** As it is printed and typed: `7-k3v9-q2hm-x8tw`. */
export const codeText = ({seat, secret}: Code): string =>
	[seat, ...(secret.match(/.{4}/g) ?? [])].join('-');

/** Reads a code however it was typed: in capitals, with an O for a zero. Undefined where it can't be one. */
export function parseCode(text: string): Code | undefined {
	const [, seat = '', rest = ''] = WRITTEN.exec(text.trim().toLowerCase()) ?? [];
	if (seat === '') return undefined;
	const secret = rest.replaceAll('-', '').replaceAll('o', '0').replaceAll(/[il]/g, '1');
	if (secret.includes('u')) return undefined;
	if (seat === 'board') return {seat, secret};
	return Number(seat) <= MOST_SEATS ? {seat: Number(seat), secret} : undefined;
}

const BASE_32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function base32(bytes: Uint8Array): string {
	let text = '';
	let bits = 0;
	let value = 0;
	for (const byte of bytes) {
		value = (value << 8) | byte;
		bits += 8;
		for (; bits >= 5; bits -= 5) text += BASE_32[(value >>> (bits - 5)) & 31];
	}
	return bits > 0 ? text + BASE_32[(value << (5 - bits)) & 31] : text;
}

/** CRC-16/XMODEM, which ends every key of NATS. */
function crc16(bytes: Uint8Array): number {
	let crc = 0;
	for (const byte of bytes) {
		crc ^= byte << 8;
		for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
	}
	return crc;
}

/** Prefix bytes of a user's seed: S (18 << 3) and U (20 << 3), packed into ten bits. */
const USER_SEED = [(18 << 3) | ((20 << 3) >> 5), ((20 << 3) & 31) << 3] as const;

/**
 * The seed of the key that a code stands for, as NATS writes it (docs.nats.io, NKeys): the server knows the
 * public half only, and what is sent is a signature, so that nobody who reads it can come in.
 */
export function seedOf(code: Code): string {
	const raw = createHash('sha256')
		.update(`container-lessons room ${codeText(code)}`)
		.digest();
	const bytes = Uint8Array.from([...USER_SEED, ...raw]);
	const crc = crc16(bytes);
	return base32(Uint8Array.from([...bytes, crc & 0xff, crc >> 8]));
}

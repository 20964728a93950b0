import {expect, test} from 'vitest';
import {addressText, parseAddress} from '../../src/room/address.js';
import {codeOf, codeText, parseCode, seedOf} from '../../src/room/code.js';
import {publicKeyOf} from '../../src/room/public-key.js';

const code = codeOf(
	7,
	Uint8Array.from({length: 16}, (_, index) => index),
);

test('a code is read however it was typed', () => {
	expect(codeText(code)).toBe('7-0123-4567-89ab');
	expect(parseCode('7-0123-4567-89ab')).toEqual(code);
	expect(parseCode(' 7-O1234567-89AB ')).toEqual(code);
	expect(parseCode('7-oi23-4567-89ab')).toEqual(code);
});

test.each(['', '0-0123-4567-89ab', '1001-0123-4567-89ab', '7-0123-4567', '7-0123-4567-89au'])(
	'"%s" is no code',
	(text) => expect(parseCode(text)).toBeUndefined(),
);

test('every code has a key of its own, which NATS takes', () => {
	expect(publicKeyOf(code)).toMatch(/^U[A-Z2-7]{55}$/);
	expect(publicKeyOf({...code, seat: 8})).not.toBe(publicKeyOf(code));
	expect(seedOf(code)).toMatch(/^SU[A-Z2-7]{56}$/);
});

test.each([
	['7-0123-4567-89ab@localhost', 'localhost', 4222, false],
	['7-0123-4567-89ab@room.example.org', 'room.example.org', 4222, true],
	['7-0123-4567-89ab@plain://192.0.2.10:5000', '192.0.2.10', 5000, false],
	['7-0123-4567-89ab@tls://[::1]:5000', '::1', 5000, true],
])('%s leads somewhere, with or without encryption', (text, host, port, isEncrypted) => {
	expect(parseAddress(text)).toEqual({code, host, port, isEncrypted});
	expect(addressText(parseAddress(text))).toBe(text);
});

test.each([
	'',
	'nonsense',
	'7-0123-4567-89ab@',
	'7-0123@localhost',
	'7-0123-4567-89ab@h:0',
	'x@y z',
])('"%s" is refused in a sentence', (text) =>
	expect(() => parseAddress(text)).toThrow(/room|port/),
);

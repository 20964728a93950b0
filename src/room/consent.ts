// What a learner reads before anything is sent, and the page of codes that an instructor hands out.
import {GUIDE_KEY} from '../domain/fact.js';
import {isLoopback, placeText, type RoomAddress} from './address.js';

/** What will be sent, word for word. The rows of `rows.ts` hold nothing else. */
const SENT = [
	'the name that you choose now;',
	'the lesson and step you are at, and how long you have been there;',
	'of each step, those done before too: passed, not yet, failed or cannot tell,',
	'  how many hints you took, and whether the solution was typed for you;',
	'the name of a known mistake, such as "typed-it";',
	'doctor\'s word for what this host can do, such as "full";',
	'whether you raise your hand, and that you are still there.',
] as const;

function connectionText({host, isEncrypted}: RoomAddress): string {
	if (isEncrypted) return 'The connection is encrypted (TLS).';
	return isLoopback(host)
		? 'The connection does not leave this host.'
		: 'The connection is NOT encrypted: others on the network can read this.';
}

/** Lines that fit into 80 columns; a template of the guide key stands in them. */
export const consentLines = (address: RoomAddress): readonly string[] => [
	`You are about to join the room at ${placeText(address)}, on seat ${address.code.seat}.`,
	'Its instructor will see, until the room ends:',
	...SENT.map((each) => (each.startsWith(' ') ? `  ${each}` : `  - ${each}`)),
	'Never a command, its output, a path, your answers, the name of this host',
	'or of your account.',
	connectionText(address),
	`You leave when you end the program or, in an exercise, by ${GUIDE_KEY} e, twice.`,
	'Until you give a name, nothing is sent.',
];

/** A sheet to cut up: a line a seat, and what to type. */
export function sheetText(name: string, joins: readonly string[]): string {
	const cut = '- '.repeat(38).trimEnd();
	return [
		`Codes of the room "${name}". Each is for one learner: whoever has it writes that seat's rows.`,
		'',
		...joins.flatMap((join, index) => [
			cut,
			`${name}, seat ${index + 1}. Type this, and read what will be sent before you agree:`,
			'',
			`  npx container-lessons --room ${join}`,
			'',
		]),
		cut,
		'',
	].join('\n');
}

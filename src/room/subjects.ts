// How places in a room are called on the wire, in the one spelling that permissions and programs share.
import {type Course, keyOf} from '../domain/course.js';
import type {Seat} from './code.js';

/** A server has one room: the key-value bucket of this name (ADR-8 of NATS: `$KV.BUCKET.KEY`). */
export const BUCKET = 'room';
export const STREAM = `KV_${BUCKET}`;

/** The seat under which the instructor writes to everybody. */
const ALL = 'all';

export const rowSubject = (seat: Seat, place: string): string => `$KV.${BUCKET}.${seat}.${place}`;
export const allSubject = (kind: string): string => `$KV.${BUCKET}.${ALL}.${kind}`;
export const allKey = (kind: string): string => `${ALL}.${kind}`;
/** What is kept under a subject, asked for directly (ADR-31). */
export const lastSubject = (subject: string): string => `$JS.API.DIRECT.GET.${STREAM}.${subject}`;
/** A sign of life; it is not kept. */
export const hereSubject = (seat: Seat | '*'): string => `room.here.${seat}`;
export const inboxOf = (seat: Seat): string => `_INBOX.${seat}`;

export interface Permissions {
	readonly publish: readonly string[];
	readonly subscribe: readonly string[];
}

/** All places below a seat: nobody can fill the room with keys that no lesson has. */
export const placesOf = ({lessons}: Course): readonly string[] => [
	'who',
	'at',
	'hand',
	...lessons.map(({id}) => `met.${id}`),
	...lessons.flatMap(({id, exercise}) =>
		exercise.steps.map((step) => keyOf(id, step.id).replace('/', '.')),
	),
];

/** A learner writes their own rows, and hears what is said to all; nothing else. */
export const learnerPermissions = (seat: number, places: readonly string[]): Permissions => ({
	publish: [
		hereSubject(seat),
		lastSubject(allSubject('*')),
		...places.map((place) => rowSubject(seat, place)),
	],
	subscribe: [`${inboxOf(seat)}.>`, allSubject('*')],
});

/** The instructor's board reads every row and writes to all, but never a learner's row. */
export const boardPermissions = (): Permissions => ({
	publish: ['$JS.API.>', '$JS.ACK.>', '$JS.FC.>', allSubject('*')],
	subscribe: [`${inboxOf('board')}.>`, hereSubject('*'), allSubject('*')],
});

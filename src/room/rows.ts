// What is sent in a room, field by field, and the one gate through which a row from there comes in.
import * as z from 'zod';
import {printableLine} from '../domain/printable.js';

/** As long as a name may be, in characters. */
export const LONGEST_NAME = 40;
/** As long as a sentence of the instructor's may be: a line of the learner's screen. */
export const LONGEST_SENTENCE = 160;
/** No row takes more bytes; the server refuses one that does. */
export const MOST_ROW_BYTES = 1024;

/** Untrusted text becomes one line that can be shown. */
const shown = (most: number) =>
	z
		.string()
		.max(most)
		.transform((text) => printableLine(text).trim());

const lesson = z.string().regex(/^[0-9]{3}$/);
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,47}$/);
const seconds = z.int().min(0).max(604_800);

const who = z.strictObject({
	/** Chosen by the learner. */
	name: shown(LONGEST_NAME),
	/** What doctor calls this host; undefined while it is being tried. */
	host: z.enum(['full', 'no-tools', 'no-proc', 'outer-only', 'observe', 'read']).optional(),
});

const at = z.strictObject({
	lesson: lesson.optional(),
	step: id.optional(),
	/** For how long they have been there, when it is sent. No clock of theirs is needed, and none is believed. */
	open: seconds,
	/** They have left the room. */
	left: z.literal(true).optional(),
});

const step = z.strictObject({
	verdict: z.enum(['passed', 'not-yet', 'failed', 'cannot-tell']),
	/** It was looked at, where this host allows no more. */
	seen: z.literal(true).optional(),
	hints: z.int().min(0).max(3),
	/** The solution was typed for them. */
	helped: z.literal(true).optional(),
});

/** By step, the known mistakes that were met, by their ids. */
const met = z.record(id, z.array(id).max(8)).refine((steps) => Object.keys(steps).length <= 24);

const hand = z.strictObject({up: z.boolean()});

export type WhoRow = z.infer<typeof who>;
export type AtRow = z.infer<typeof at>;
export type StepRow = z.infer<typeof step>;
export type MetRow = z.infer<typeof met>;

/** A learner's row without its key. */
export type Row =
	| {readonly kind: 'who'; readonly row: WhoRow}
	| {readonly kind: 'at'; readonly row: AtRow}
	| {readonly kind: 'hand'; readonly row: z.infer<typeof hand>}
	| {readonly kind: 'met'; readonly lesson: string; readonly row: MetRow}
	| {readonly kind: 'step'; readonly lesson: string; readonly step: string; readonly row: StepRow};

/**
 * Where a row is kept, below its seat: the same row always in the same place, so that sending it again
 * changes nothing.
 */
export function placeOf(row: Row): string {
	switch (row.kind) {
		case 'who':
		case 'at':
		case 'hand':
			return row.kind;
		case 'met':
			return `met.${row.lesson}`;
		case 'step':
			return `${row.lesson}.${row.step}`;
	}
}

export const rowText = ({row}: Row): string => JSON.stringify(row);

const PLACE = /^(?:(who|at|hand)|met\.([0-9]{3})|([0-9]{3})\.([a-z0-9][a-z0-9-]{0,47}))$/;

/** Parses what stands at a place; undefined for whatever no learner's program wrote. */
export function parseRow(place: string, text: string): Row | undefined {
	const [, simple, metLesson, stepLesson, stepId] = PLACE.exec(place) ?? [];
	const value = parseJson(text);
	if (simple === 'who') return parsed(who, value, (row) => ({kind: 'who', row}));
	if (simple === 'at') return parsed(at, value, (row) => ({kind: 'at', row}));
	if (simple === 'hand') return parsed(hand, value, (row) => ({kind: 'hand', row}));
	if (metLesson !== undefined)
		return parsed(met, value, (row) => ({kind: 'met', lesson: metLesson, row}));
	if (stepLesson === undefined || stepId === undefined) return undefined;
	return parsed(step, value, (row) => ({kind: 'step', lesson: stepLesson, step: stepId, row}));
}

function parsed<T>(schema: z.ZodType<T>, value: unknown, make: (row: T) => Row): Row | undefined {
	const {data, success} = schema.safeParse(value);
	return success ? make(data) : undefined;
}

function parseJson(text: string): unknown {
	if (Buffer.byteLength(text) > MOST_ROW_BYTES) return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

const notice = z.discriminatedUnion('kind', [
	z.strictObject({kind: z.literal('say'), id: z.string().max(40), text: shown(LONGEST_SENTENCE)}),
	z.strictObject({
		kind: z.literal('meet'),
		id: z.string().max(40),
		lesson,
		step: id.optional(),
	}),
]);

/** What the instructor tells everybody. Each has an id of its own, so that it is shown once. */
export type RoomNotice = z.infer<typeof notice>;

export const NOTICE_KINDS = ['say', 'meet'] as const;

/** Parses what the instructor's side wrote; undefined for anything else. */
export const parseNotice = (text: string): RoomNotice | undefined =>
	notice.safeParse(parseJson(text)).data;

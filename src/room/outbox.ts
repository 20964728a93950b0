// What of a learner's rows the room does not have yet. The newest row of a place is all that counts.
import {placeOf, type Row, rowText} from './rows.js';

/** Rows on their way. Nothing of it is kept when the program ends: progress on the disk is what is sent anew. */
export interface Outbox {
	/** Puts in a row, unless the room has it already. */
	put(row: Row): void;
	/** What is to be sent, oldest first. */
	waiting(): readonly {readonly place: string; readonly text: string}[];
	/** The room has taken this text, or never will; a newer one of that place still waits. */
	settle(place: string, text: string): void;
}

export function createOutbox(): Outbox {
	/** By place; what the room has, or has refused. */
	const settled = new Map<string, string>();
	const waiting = new Map<string, string>();
	return {
		put(row) {
			const place = placeOf(row);
			const text = rowText(row);
			if (settled.get(place) === text) waiting.delete(place);
			else if (waiting.get(place) !== text) waiting.set(place, text);
		},
		waiting: () => [...waiting].map(([place, text]) => ({place, text})),
		settle(place, text) {
			settled.set(place, text);
			if (waiting.get(place) === text) waiting.delete(place);
		},
	};
}

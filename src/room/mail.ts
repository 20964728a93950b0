// What a learner's side asks of the wire, or of whatever stands in for it.
import type {RoomNotice} from './rows.js';

/** What became of a row: `later` is to be tried again, `refused` never. */
export type Delivery = 'taken' | 'later' | 'refused';

export type MailEvent =
	/** The server is reached. */
	| {readonly kind: 'up'; readonly room: string}
	| {readonly kind: 'down'}
	/** There is no server at the first try; it is tried again. */
	| {readonly kind: 'away'}
	/** This room lets nobody in with that code, or can't be trusted. */
	| {readonly kind: 'refused'; readonly why: string}
	| {readonly kind: 'notice'; readonly notice: RoomNotice};

export interface Mail {
	readonly isUp: boolean;
	put(place: string, text: string): Promise<Delivery>;
	/** Gives a sign of life. */
	here(): void;
	close(): Promise<void>;
}

// What this program and its reader's process say to each other.

import type {HostIds} from '../domain/sandbox.js';

/** To the reader. */
export interface ReaderRequest {
	readonly id: number;
	/** Whose ids it has to have before it reads; undefined: those it has. */
	readonly owner: HostIds | undefined;
	readonly name: string;
	readonly of: readonly unknown[];
}

/** From the reader: what was read, or why it could not be. */
export type ReaderReply = {readonly id: number} & (
	| {readonly value: unknown}
	| {readonly error: string}
);

// What is known of a command where no mark tells it: the line as typed, and what came since.

import {stripVTControlCharacters} from 'node:util';
import type {CommandRun} from '../domain/evidence.js';
import type {TypedLine} from './follow-typing.js';
import {type KeptOutput, readable} from './keep-output.js';

/** A line that was entered and that no mark has answered yet. */
export interface Unanswered {
	readonly id: number;
	readonly line: TypedLine;
	readonly output: KeptOutput;
	/** A line has ended on the screen since, so whoever reads the keyboard has taken the Enter. */
	isRead: boolean;
}

/** `$ ` or `# ` at the very end, perhaps with a colour reset behind it. */
export const endsLikePrompt = (bytes: Uint8Array): boolean =>
	/[$#] $/.test(stripVTControlCharacters(Buffer.from(bytes.subarray(-64)).toString('latin1')));

export const unmarked = (tab: string, {id, line, output}: Unanswered): CommandRun => ({
	id,
	executed: undefined,
	tab,
	// A recalled or completed line is not known, and no check may trust it.
	line: line.known ? line.text : '',
	status: undefined,
	// The prompt that follows is not output, and may contain the host name.
	output: output.text().replace(/\n[^\n]*[$#] $/, '\n'),
	typed: '',
	shellPid: undefined,
	marked: false,
});

/**
 * The line that was entered: as typed or, where typing does not tell, as echoed after the prompt.
 */
export function lineOf(typed: TypedLine, echo: string): string {
	if (typed.known) return typed.text.trim();
	const last = readable(echo).trimEnd().split('\n').at(-1) ?? '';
	return last.replace(/^.*?[$#] /, '').trim();
}

// Keeps a command's output as readable text, in bounded memory however much it prints.

import {stripVTControlCharacters} from 'node:util';

const HALF = 128 * 1024;
const LEFT_OUT = '\n[…]\n';

/** The first and last 128 kB of one command's output. */
export interface KeptOutput {
	add(bytes: Uint8Array): void;
	/** As text without escape sequences; lines end in `\n`. */
	text(): string;
}

export function createKeptOutput(): KeptOutput {
	const head: Buffer[] = [];
	let headLength = 0;
	let tail: Buffer[] = [];
	let tailLength = 0;
	let lost = false;
	let rendered: string | undefined;

	const compact = (): void => {
		const whole = Buffer.concat(tail);
		lost ||= whole.length > HALF;
		tail = [Buffer.from(whole.subarray(-HALF))];
		tailLength = Math.min(whole.length, HALF);
	};
	return {
		add(bytes) {
			rendered = undefined;
			const room = HALF - headLength;
			if (room > 0) {
				head.push(Buffer.from(bytes.subarray(0, room)));
				headLength += Math.min(bytes.length, room);
			}
			if (bytes.length <= room) return;
			const rest = bytes.subarray(room);
			lost ||= rest.length > HALF;
			tail.push(Buffer.from(rest.subarray(-HALF)));
			tailLength += Math.min(rest.length, HALF);
			if (tailLength > 8 * HALF) compact();
		},
		text() {
			if (rendered === undefined) {
				compact();
				const parts = [...head, ...(lost ? [Buffer.from(LEFT_OUT)] : []), ...tail];
				rendered = readable(Buffer.concat(parts).toString('utf8'));
			}
			return rendered;
		},
	};
}

/** Text roughly as a screen shows it: no escape sequences, overstrikes applied. */
export function readable(text: string): string {
	return applyBackspaces(
		stripVTControlCharacters(withMoves(text)).replaceAll(/\r+\n?/g, '\n'),
	).replaceAll(
		// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
		/[\u0000-\u0008\u000b-\u001f]/g,
		'',
	);
}

/**
 * A cursor that moves leaves room between what it prints before and after (ECMA-48: CUP and HVP go
 * elsewhere, VPA, CUU, CUD, CNL and CPL to another row, CUF and CHA along the row). Programs that
 * fill a screen print no blanks or newlines there.
 */
const withMoves = (text: string): string =>
	text.replaceAll(MOVES, (_whole, final: string) => (/[CGa]/.test(final) ? ' ' : '\n'));

// biome-ignore lint/suspicious/noControlCharactersInRegex: it begins every control sequence
const MOVES = /\u001b\[[\d;]*([HfdABEFCGa])/g;

/**
 * A backspace deletes the character before it: man(1) overstrikes and line editors erase with it.
 */
function applyBackspaces(text: string): string {
	if (!text.includes('\b')) return text;
	const kept: string[] = [];
	for (const character of text) {
		if (character !== '\b') kept.push(character);
		else if (kept.at(-1) !== '\n') kept.pop();
	}
	return kept.join('');
}

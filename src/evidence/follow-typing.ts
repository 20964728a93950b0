// Works out the line a learner enters from their keys, where no mark tells it.

import {endsLine} from './typed-input.js';

/** The line being typed, as a terminal's line discipline or readline edits it. */
export interface TypedLine {
	readonly text: string;
	/** False once a key may have put text there that was not typed: history, completion. */
	readonly known: boolean;
}

export interface TypingFollower {
	/** The lines these bytes completed, oldest first. */
	type(bytes: Uint8Array): readonly TypedLine[];
	/** Forgets the line being typed. */
	clear(): void;
}

/** How many keys are kept before they are gone through. */
const MOST_KEPT = 1000;

const EMPTY: TypedLine = {text: '', known: true};

/** Follows typing, including Backspace, Ctrl-U, Ctrl-W and Ctrl-C. */
export function createTypingFollower(): TypingFollower {
	const decoder = new TextDecoder();
	let line = EMPTY;
	let sequence = '';
	const key = (character: string): TypedLine | undefined => {
		if (sequence !== '' || character === '\u001b') {
			sequence = continueEscape(sequence + character);
			// Pasted text comes between ESC [200~ and ESC [201~, and counts as typed.
			if (sequence === '' && character !== '~') line = {...line, known: false};
			return undefined;
		}
		if (character === '\r' || character === '\n') {
			const finished = line;
			line = EMPTY;
			return finished;
		}
		line = edited(line, character);
		return undefined;
	};
	/** What has not been gone through: no line ends in it, so nobody waits for it. */
	let kept: Uint8Array[] = [];
	const goThrough = (): readonly TypedLine[] => {
		const text = decoder.decode(Buffer.concat(kept), {stream: true});
		kept = [];
		return [...text].flatMap((character) => key(character) ?? []);
	};
	return {
		type(bytes) {
			kept.push(bytes);
			return kept.length >= MOST_KEPT || bytes.some(endsLine) ? goThrough() : [];
		},
		clear() {
			goThrough();
			line = EMPTY;
			sequence = '';
		},
	};
}

/** The escape sequence so far, or '' once complete (ECMA-48: a final byte ends it). */
function continueEscape(sequence: string): string {
	if (sequence.length === 1) return sequence;
	const [, introducer = ''] = sequence;
	if (introducer === '[') return sequence.length > 2 && /[@-~]$/.test(sequence) ? '' : sequence;
	return introducer === 'O' && sequence.length === 2 ? sequence : '';
}

function edited(line: TypedLine, character: string): TypedLine {
	switch (character) {
		case '\u007f':
		case '\b':
			return {...line, text: [...line.text].slice(0, -1).join('')};
		case '\u0015':
		case '\u0003':
			return EMPTY;
		case '\u0017':
			return {...line, text: line.text.replace(/\S*\s*$/, '')};
		default:
			// Any other control key may move, recall or complete.
			return character < ' ' ? {...line, known: false} : {...line, text: line.text + character};
	}
}

import {MARK_OSC} from '../../domain/shell-mark.js';

/** A piece of a shell's output: text for the terminal, or the place where a prompt begins. */
export type OutputPart =
	| {readonly part: 'bytes'; readonly bytes: Buffer}
	| {readonly part: 'prompt'};

const OPENING = `\u001b]${MARK_OSC};`;
const PROMPT = /^[^;]*;prompt;/;
/** No mark is longer than a command line of 64 kB in base64; what looks longer is output. */
const LONGEST_MARK = 100_000;

/**
 * Takes the shell's marks out of its output, however it is cut into chunks, and says where prompts begin.
 * A screen reader's terminal need not swallow what it does not know.
 */
export function createMarkSplitter(): (chunk: Uint8Array) => readonly OutputPart[] {
	let held = '';
	return (chunk) => {
		let rest = held + Buffer.from(chunk).toString('latin1');
		held = '';
		const parts: OutputPart[] = [];
		const pass = (text: string): void => {
			if (text !== '') parts.push({part: 'bytes', bytes: Buffer.from(text, 'latin1')});
		};
		for (;;) {
			const start = rest.indexOf(OPENING);
			if (start === -1) break;
			const end = rest.indexOf('\u0007', start);
			if (end === -1 && rest.length - start > LONGEST_MARK) break;
			pass(rest.slice(0, start));
			rest = rest.slice(start);
			if (end === -1) {
				held = rest;
				return parts;
			}
			if (PROMPT.test(rest.slice(OPENING.length))) parts.push({part: 'prompt'});
			rest = rest.slice(end - start + 1);
		}
		const cut = rest.length - lengthOfOpeningAtEnd(rest);
		held = rest.slice(cut);
		pass(rest.slice(0, cut));
		return parts;
	};
}

/** How many characters at the end may be the beginning of a mark. */
function lengthOfOpeningAtEnd(text: string): number {
	for (let length = Math.min(OPENING.length - 1, text.length); length > 0; length -= 1) {
		if (text.endsWith(OPENING.slice(0, length))) return length;
	}
	return 0;
}

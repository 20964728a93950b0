import {guideKeyOf} from '../../terminal/guide-keys.js';
import {type MouseEvent, parseMouse} from '../../terminal/mouse.js';

/** A key by its name: `enter`, `ctrl-g`, `up`; a character stands for itself. */
export type KeyName = string;

/** A key, or text that was pasted, and how many bytes of the input it took. */
export type KeyPress =
	| {readonly kind: 'key'; readonly key: KeyName; readonly length: number}
	| {readonly kind: 'paste'; readonly text: string; readonly length: number}
	| {readonly kind: 'mouse'; readonly event: MouseEvent; readonly length: number}
	/** More bytes are needed to tell. */
	| {readonly kind: 'incomplete'};

const PASTE_BEGIN = Buffer.from('\u001b[200~');
const PASTE_END = Buffer.from('\u001b[201~');

/** Sequences as xterm and the Linux console send them (console_codes(4), xterm's ctlseqs). */
const SEQUENCES: ReadonlyMap<string, KeyName> = new Map([
	['[A', 'up'],
	['[B', 'down'],
	['[C', 'right'],
	['[D', 'left'],
	['[H', 'home'],
	['[F', 'end'],
	['OA', 'up'],
	['OB', 'down'],
	['OC', 'right'],
	['OD', 'left'],
	['OH', 'home'],
	['OF', 'end'],
	['[1~', 'home'],
	['[4~', 'end'],
	['[7~', 'home'],
	['[8~', 'end'],
	['[3~', 'delete'],
	['[5~', 'page-up'],
	['[6~', 'page-down'],
	['[Z', 'shift-tab'],
	['OP', 'f1'],
	['[11~', 'f1'],
	['[[A', 'f1'],
]);

const NAMED: ReadonlyMap<number, KeyName> = new Map([
	[0x08, 'backspace'],
	[0x09, 'tab'],
	[0x0a, 'enter'],
	[0x0d, 'enter'],
	[0x1b, 'escape'],
	[0x20, 'space'],
	[0x7f, 'backspace'],
]);

const key = (name: KeyName, length: number): KeyPress => ({kind: 'key', key: name, length});

/** What a key that has no name here is called: it means nothing to anybody. */
const UNKNOWN: KeyName = 'unknown';

function parseEscape(bytes: Buffer): KeyPress {
	if (bytes.subarray(0, PASTE_BEGIN.length).equals(PASTE_BEGIN)) {
		const end = bytes.indexOf(PASTE_END);
		if (end < 0) return {kind: 'incomplete'};
		const text = bytes.subarray(PASTE_BEGIN.length, end).toString();
		return {kind: 'paste', text, length: end + PASTE_END.length};
	}
	// A terminal sends a sequence in one piece, so Escape with nothing behind it is the key itself.
	if (bytes.length === 1) return key('escape', 1);
	const text = bytes.toString('latin1', 1);
	const sequence = /^(?:\[\[[A-E]|\[[0-?]*[ -/]*[@-~]|O.)/.exec(text)?.[0];
	if (sequence !== undefined) {
		const event = parseMouse(`\u001b${sequence}`);
		if (event) return {kind: 'mouse', event, length: 1 + sequence.length};
		const name = guideKeyOf(`\u001b${sequence}`) ?? SEQUENCES.get(sequence) ?? UNKNOWN;
		return key(name, 1 + sequence.length);
	}
	return /^(?:\[[0-?]*[ -/]*|O)$/.test(text) ? {kind: 'incomplete'} : key('escape', 1);
}

function characterLength(first: number): number {
	if (first < 0xc0) return 1;
	if (first < 0xe0) return 2;
	return first < 0xf0 ? 3 : 4;
}

/** The first key of what the terminal sent; `bytes` holds at least one. */
export function parseKey(bytes: Buffer): KeyPress {
	const first = bytes[0] ?? 0;
	if (first === 0x1b) return parseEscape(bytes);
	const named = NAMED.get(first);
	if (named !== undefined) return key(named, 1);
	// Ctrl and a letter is the letter less 0x40 (ascii(7)).
	if (first < 0x20) return key(`ctrl-${String.fromCharCode(first + 0x60)}`, 1);
	const length = characterLength(first);
	if (bytes.length < length) return {kind: 'incomplete'};
	return key(bytes.toString('utf8', 0, length), length);
}

// Tells the shell's marks from a terminal's other bytes, even where a chunk ends inside a mark.
import {parsePipeline} from './execution.js';
import {MARK_OSC, markPrefix, type ShellMark} from './shell-mark.js';

/** What a terminal printed: marks, and everything else untouched. */
export type TerminalPiece =
	| {readonly kind: 'mark'; readonly mark: ShellMark}
	| {readonly kind: 'output'; readonly bytes: Uint8Array};

/** Shell output for a display without an emulator: bytes to show, or the start of a prompt. */
export type OutputPart =
	| {readonly kind: 'bytes'; readonly bytes: Uint8Array}
	| {readonly kind: 'prompt'};

/** Bytes untouched, or a whole sequence from its opening to its BEL, with the text in between. */
type Split =
	| {readonly kind: 'bytes'; readonly bytes: Buffer}
	| {readonly kind: 'sequence'; readonly text: string; readonly bytes: Buffer};

const BEL = 7;
/** No mark is longer: a command line is a few kB at most, a pasted script perhaps 100 kB. */
const LONGEST_MARK = 512 * 1024;
const NOTHING = Buffer.alloc(0);

/**
 * Takes one sandbox's marks out of a terminal's bytes, which may be cut into chunks anywhere. All
 * other bytes come out in order and unchanged; those that may begin a mark are held back for the
 * next chunk.
 */
export function createMarkParser(key: string): (chunk: Uint8Array) => readonly TerminalPiece[] {
	const split = createSplitter(markPrefix(key));
	return (chunk) =>
		split(chunk).map((one): TerminalPiece => {
			const mark = one.kind === 'sequence' ? parseMark(one.text) : undefined;
			return mark ? {kind: 'mark', mark} : {kind: 'output', bytes: one.bytes};
		});
}

/**
 * Takes every mark out of a shell's output, whatever its key, and tells where prompts begin: a
 * screen reader's terminal may not swallow sequences it does not know.
 */
export function createPromptFinder(): (chunk: Uint8Array) => readonly OutputPart[] {
	const split = createSplitter(`\u001b]${MARK_OSC};`);
	return (chunk) =>
		split(chunk).flatMap((one): readonly OutputPart[] => {
			if (one.kind === 'bytes') return [{kind: 'bytes', bytes: one.bytes}];
			return /^[^;]*;prompt;/.test(one.text) ? [{kind: 'prompt'}] : [];
		});
}

/** Finds sequences from `opening` to a BEL, across chunks; one that outgrows any mark is output. */
function createSplitter(opening: string): (chunk: Uint8Array) => readonly Split[] {
	const prefix = Buffer.from(opening, 'latin1');
	let held: Buffer = NOTHING;
	return (chunk) => {
		const fresh = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
		const bytes = held.length === 0 ? fresh : Buffer.concat([held, fresh]);
		const pieces: Split[] = [];
		const pass = (part: Buffer): void => {
			if (part.length > 0) pieces.push({kind: 'bytes', bytes: part});
		};
		let done = 0;
		for (let start = bytes.indexOf(prefix); start >= 0; start = bytes.indexOf(prefix, done)) {
			const end = bytes.indexOf(BEL, start + prefix.length);
			if (end < 0) break;
			pass(bytes.subarray(done, start));
			pieces.push({
				kind: 'sequence',
				text: bytes.toString('latin1', start + prefix.length, end),
				bytes: bytes.subarray(start, end + 1),
			});
			done = end + 1;
		}
		const rest = bytes.subarray(done);
		const kept = unfinishedAt(rest, prefix);
		pass(rest.subarray(0, kept));
		held = Buffer.from(rest.subarray(kept));
		return pieces;
	};
}

/** Where an unfinished mark begins, be it with part of its prefix; the length where none does. */
function unfinishedAt(bytes: Buffer, prefix: Buffer): number {
	const start = bytes.indexOf(prefix);
	if (start < 0) return bytes.length - beginningAtEnd(bytes, prefix);
	return bytes.length - start > LONGEST_MARK ? bytes.length : start;
}

/** How many bytes at the end may be the beginning of the prefix. */
function beginningAtEnd(bytes: Buffer, prefix: Buffer): number {
	for (let length = Math.min(prefix.length - 1, bytes.length); length > 0; length -= 1) {
		if (bytes.subarray(bytes.length - length).equals(prefix.subarray(0, length))) return length;
	}
	return 0;
}

/** Parses what follows a mark's key; undefined for anything our shells don't say. */
function parseMark(text: string): ShellMark | undefined {
	const [word, ...fields] = text.split(';');
	const numbers = fields
		.slice(0, 2)
		.map((field) => (/^\d+$/.test(field) ? Number(field) : Number.NaN));
	const [first = Number.NaN, second = Number.NaN] = numbers;
	if (word === 'run' && fields.length === 1 && first >= 0) return {kind: 'run', shellPid: first};
	if (word === 'ended' && fields.length === 1 && first >= 0) return {kind: 'ended', status: first};
	if (word === 'typing' && fields.length === 0) return {kind: 'typing'};
	const [, , line, pipeline = '', shell = '', told, job] = fields;
	if (word !== 'prompt' || line === undefined || fields.length > 7) return undefined;
	if (!(first >= 0 && second >= 0)) return undefined;
	return {
		kind: 'prompt',
		status: first,
		shellPid: second,
		line: Buffer.from(line, 'base64').toString('utf8').trim(),
		pipeline: parsePipeline(pipeline),
		shell,
		isTold: told === '1',
		job: /^\d+$/.test(job ?? '') ? Number(job) : 0,
	};
}

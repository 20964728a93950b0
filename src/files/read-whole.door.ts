// Reads a file that anybody may have put there: never without end, and waits only for a pipe that was asked for.
import {closeSync, constants, fstatSync, openSync, readSync, type Stats} from 'node:fs';

/** A hundred times what a learner who did the whole course has to keep. */
const MOST_BYTES = 8 * 1024 * 1024;
const TOO_LONG = 'longer than 8 MB';

const CHUNK_BYTES = 64 * 1024;

/** How long a pipe may say nothing: whoever writes to it may have to type a password first. */
const SILENCE_MS = 30_000;
const LOOK_MS = 20;

/** Windows has no names for the last three: nothing is opened there that waits. */
const {O_RDONLY, O_NONBLOCK = 0, O_NOCTTY = 0, O_NOFOLLOW = 0} = constants;

/** A text, and whose file it is; or, in words that follow "it is", why it is none. */
export type WholeText = {readonly text: string; readonly uid: number} | {readonly unfit: string};

type Text = {readonly text: string} | {readonly unfit: string};

/**
 * The text of a file. What is no file, or is longer than 8 MB, is told at once. Throws where there
 * is none, or it may not be read.
 */
export function readWhole(path: string, links: 'follow' | 'refuse' = 'follow'): WholeText {
	return readOpened(path, links, (file, stats) =>
		stats.isFIFO() ? {unfit: 'a named pipe'} : toText(readToEnd(file)),
	);
}

/**
 * The text of a file that a person named, which may also be a pipe, as `<(…)` of their shell is: what
 * comes from it up to its end. One that says nothing for `silence` milliseconds is told so.
 */
export function readNamed(path: string, silence = SILENCE_MS): Text {
	return readOpened(path, 'follow', (file, stats) =>
		stats.isFIFO() ? readPipe(file, IS_OPEN.test(path), silence) : toText(readToEnd(file)),
	);
}

/** Standard input, which may be a pipe or a terminal, up to its end. Throws where it can't be read. */
export const readStandardInput = (): Text => toText(readToEnd(0));

/** A pipe that was opened for us: it has had its writer, if it has none now. */
const IS_OPEN = /^\/(?:dev|proc\/(?:self|\d+))\/(?:fd\/\d+|stdin)$/;

function readOpened(
	path: string,
	links: 'follow' | 'refuse',
	read: (file: number, stats: Stats) => Text,
): WholeText {
	let file: number;
	try {
		// open(2): without O_NONBLOCK a FIFO is opened only when somebody writes to it.
		const refuse = links === 'refuse' ? O_NOFOLLOW : 0;
		file = openSync(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | refuse);
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : undefined;
		if (code === 'ELOOP' && links === 'refuse') return {unfit: 'a link'};
		// open(2): the errno for a socket.
		if (code === 'ENXIO') return {unfit: 'a socket'};
		throw error;
	}
	try {
		const stats = fstatSync(file);
		const unfit = unfitOf(stats);
		if (unfit !== undefined) return {unfit};
		const found = read(file, stats);
		return 'unfit' in found ? found : {...found, uid: stats.uid};
	} finally {
		closeSync(file);
	}
}

const toText = (text: string | undefined): Text =>
	text === undefined ? {unfit: TOO_LONG} : {text};

function unfitOf(stats: Stats): string | undefined {
	if (stats.isDirectory()) return 'a folder';
	if (stats.isFIFO()) return undefined;
	if (!stats.isFile()) return 'a device';
	return stats.size > MOST_BYTES ? TOO_LONG : undefined;
}

/** What a read of a descriptor gives next: nothing at its end. */
type Read = (chunk: Buffer) => number;

/** Undefined where it does not end after so many bytes. */
function readToEnd(
	file: number,
	read: Read = (chunk) => readSync(file, chunk, 0, CHUNK_BYTES, null),
): string | undefined {
	const chunks: Buffer[] = [];
	let length = 0;
	while (length <= MOST_BYTES) {
		const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
		const count = read(chunk);
		if (count === 0) return Buffer.concat(chunks).toString('utf8');
		chunks.push(chunk.subarray(0, count));
		length += count;
	}
	return undefined;
}

/** As readToEnd, of a descriptor that does not wait: what waits is this, and not for ever. */
function readPipe(file: number, hasWriter: boolean, silence: number): Text {
	let isSilent = false;
	let hasSpoken = hasWriter;
	const read: Read = (chunk) => {
		const until = performance.now() + silence;
		for (;;) {
			const count = readNow(file, chunk);
			// pipe(7): the end is also what is read before anybody has opened it to write.
			if (count !== undefined && (count > 0 || hasSpoken)) {
				hasSpoken = true;
				return count;
			}
			if (performance.now() > until) {
				isSilent = true;
				return 0;
			}
			pause(LOOK_MS);
		}
	};
	const text = readToEnd(file, read);
	return isSilent ? {unfit: `a pipe that says nothing for ${silence / 1000} s`} : toText(text);
}

/** Undefined where nothing is there yet. */
function readNow(file: number, chunk: Buffer): number | undefined {
	try {
		return readSync(file, chunk, 0, CHUNK_BYTES, null);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return undefined;
		throw error;
	}
}

const pause = (ms: number): void =>
	void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

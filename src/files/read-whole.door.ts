// Reads a file that anybody may have put there: never waits for it, never without end.
import {closeSync, constants, fstatSync, openSync, readSync, type Stats} from 'node:fs';

/** A hundred times what a learner who did the whole course has to keep. */
const MOST_BYTES = 8 * 1024 * 1024;
const TOO_LONG = 'longer than 8 MB';

const CHUNK_BYTES = 64 * 1024;

/** Windows has no names for the last three: nothing is opened there that waits. */
const {O_RDONLY, O_NONBLOCK = 0, O_NOCTTY = 0, O_NOFOLLOW = 0} = constants;

/** A text, and whose file it is; or, in words that follow "it is", why it is none. */
export type WholeText = {readonly text: string; readonly uid: number} | {readonly unfit: string};

/**
 * The text of a file. What is no file, or is longer than 8 MB, is told at once. Throws where there
 * is none, or it may not be read.
 */
export function readWhole(path: string, links: 'follow' | 'refuse' = 'follow'): WholeText {
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
		const text = readToEnd(file);
		return text === undefined ? {unfit: TOO_LONG} : {text, uid: stats.uid};
	} finally {
		closeSync(file);
	}
}

/** Standard input, which may be a pipe or a terminal, up to its end. Throws where it can't be read. */
export function readStandardInput(): {readonly text: string} | {readonly unfit: string} {
	const text = readToEnd(0);
	return text === undefined ? {unfit: TOO_LONG} : {text};
}

function unfitOf(stats: Stats): string | undefined {
	if (stats.isDirectory()) return 'a folder';
	if (stats.isFIFO()) return 'a named pipe';
	if (!stats.isFile()) return 'a device';
	return stats.size > MOST_BYTES ? TOO_LONG : undefined;
}

/** Undefined where it does not end after so many bytes. */
function readToEnd(file: number): string | undefined {
	const chunks: Buffer[] = [];
	let length = 0;
	while (length <= MOST_BYTES) {
		const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
		const count = readSync(file, chunk, 0, CHUNK_BYTES, null);
		if (count === 0) return Buffer.concat(chunks).toString('utf8');
		chunks.push(chunk.subarray(0, count));
		length += count;
	}
	return undefined;
}

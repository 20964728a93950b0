import {PassThrough} from 'node:stream';

/**
 * A stand-in for stdin that never gets anything of the learner's.
 * Ink decodes the input it is given as UTF-8, which would spoil bytes on their way to the shell, so
 * the program reads the real one and Ink gets this.
 */
export function createFakeStdin(): NodeJS.ReadStream {
	const stream = Object.assign(new PassThrough(), {
		isTTY: true,
		isRaw: false,
		setRawMode: () => stream,
		// Ink keeps the program running through its input; here the real input does that.
		ref: () => stream,
		unref: () => stream,
	});
	return stream as unknown as NodeJS.ReadStream;
}

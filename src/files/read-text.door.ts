// Reads files of processes and control groups, any of which may vanish while it is read.
import {closeSync, openSync, readdirSync, readFileSync, readlinkSync, readSync} from 'node:fs';

/** The text of a file in /proc or a control group; undefined when it is gone or unreadable. */
export const readText = (path: string): string | undefined =>
	ifThere(() => readFileSync(path, 'utf8'));

/** The first so many bytes of such a file, whose length is told only by reading it to its end. */
export const readBeginning = (path: string, most: number): Buffer | undefined =>
	ifThere(() => {
		const fd = openSync(path, 'r');
		try {
			const buffer = Buffer.allocUnsafe(most);
			let length = 0;
			// The kernel gives such a file in pieces, a page or so at a time (seq_file).
			for (let count = -1; count !== 0 && length < most; length += count) {
				count = readSync(fd, buffer, length, most - length, null);
			}
			return buffer.subarray(0, length);
		} finally {
			closeSync(fd);
		}
	});

export const readLink = (path: string): string | undefined => ifThere(() => readlinkSync(path));

/** The names in a directory; none when it is gone. */
export const readNames = (path: string): readonly string[] =>
	ifThere(() => readdirSync(path)) ?? [];

/** The names of the directories in a directory; none when it is gone. */
export const readDirectories = (path: string): readonly string[] =>
	ifThere(() =>
		readdirSync(path, {withFileTypes: true})
			.filter((entry) => entry.isDirectory())
			.map(({name}) => name),
	) ?? [];

/**
 * Processes end and groups are removed while we look (ENOENT, ESRCH, ENODEV), and another user's
 * may be unreadable to us (EACCES, EPERM): all of that means "not there" and is no error.
 */
export function ifThere<Value>(read: () => Value): Value | undefined {
	try {
		return read();
	} catch (error) {
		if (error instanceof Error && 'code' in error) return undefined;
		throw error;
	}
}

import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {UserError} from '../domain/user-error.js';
import {readNamed, readStandardInput} from '../files/read-whole.door.js';

const reasonOf = (error: unknown): string =>
	error instanceof Error && 'code' in error ? String(error.code) : String(error);

/** The text of a file or a pipe; `-` is standard input. Throws a UserError when it can't be read. */
export function readText(file: string): string {
	const nextStep = 'Give the path of a file you may read, or - for standard input.';
	let read: ReturnType<typeof readStandardInput>;
	try {
		read = file === '-' ? readStandardInput() : readNamed(file);
	} catch (error) {
		throw new UserError(`"${file}" can't be read (${reasonOf(error)}).`, nextStep);
	}
	if ('unfit' in read)
		throw new UserError(`"${file}" can't be read: it is ${read.unfit}.`, nextStep);
	return read.text;
}

/**
 * Writes a new file, never over an old one; `-` is standard output. Throws a UserError when it
 * can't.
 */
export function writeText(file: string, content: string): void {
	if (file === '-') {
		process.stdout.write(content);
		return;
	}
	try {
		writeFileSync(file, content, {flag: 'wx', mode: 0o600});
	} catch (error) {
		throw new UserError(
			`"${file}" can't be written (${reasonOf(error)}).`,
			'Give a path that is not there yet, in a folder you may write to.',
		);
	}
}

/**
 * Writes files that are not there yet, by their paths in a folder, and the folders they stand in. Throws a
 * UserError before the first of them where one is there. `mode` is that of open(2), less the umask.
 */
export function writeNewFiles(
	folder: string,
	files: Readonly<Record<string, string>>,
	mode = 0o666,
): void {
	const taken = Object.keys(files).find((path) => existsSync(join(folder, path)));
	if (taken !== undefined) {
		throw new UserError(
			`${join(folder, taken)} is there already, and nothing was written.`,
			'Take another name, or move it away.',
		);
	}
	for (const [path, content] of Object.entries(files)) {
		const file = join(folder, path);
		try {
			mkdirSync(dirname(file), {recursive: true});
			writeFileSync(file, content, {flag: 'wx', mode});
		} catch (error) {
			throw new UserError(
				`"${file}" can't be written (${reasonOf(error)}).`,
				'Give a folder you may write to, or go to one.',
			);
		}
	}
}

import {readFileSync, writeFileSync} from 'node:fs';
import {UserError} from '../domain/user-error.js';

const reasonOf = (error: unknown): string =>
	error instanceof Error && 'code' in error ? String(error.code) : String(error);

/** The text of a file; `-` is standard input. Throws a UserError when it can't be read. */
export function readText(file: string): string {
	try {
		return readFileSync(file === '-' ? 0 : file, 'utf8');
	} catch (error) {
		throw new UserError(
			`"${file}" can't be read (${reasonOf(error)}).`,
			'Give the path of a file you may read, or - for standard input.',
		);
	}
}

/** Writes a file that is not there yet; `-` is standard output. Throws a UserError when it can't. */
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

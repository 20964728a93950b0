import {UserError} from '../domain/user-error.js';

/** What the program's exit status means, beside those that a command names for itself (sysexits(3)). */
export const EXIT = {
	ok: 0,
	notSo: 1,
	cannotTell: 3,
	/** EX_USAGE */
	usage: 64,
	/** EX_SOFTWARE: a bug of ours. */
	bug: 70,
} as const;

const REPORT_AT = 'https://github.com/container-lessons/container-lessons/issues';

/** What to say on standard error, and the exit status to end with. */
export interface ErrorReport {
	readonly text: string;
	readonly exitCode: number;
}

/** A user error is a sentence and a next step; anything else is a bug of ours and says where to report it. */
export function reportError(error: unknown): ErrorReport {
	if (error instanceof UserError) {
		return {text: `${error.message}\n${error.nextStep}`, exitCode: error.exitCode};
	}
	const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
	return {
		text: `This is a bug in container-lessons. Your progress is kept.\nPlease report it with the lines below: ${REPORT_AT}\n\n${trace}`,
		exitCode: EXIT.bug,
	};
}

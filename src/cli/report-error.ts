// Turns whatever was thrown into words and an exit status: a user's error, or a bug of ours.

import {UserError} from '../domain/user-error.js';

/** What the exit statuses mean, besides those a command defines for itself (sysexits(3)). */
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

/**
 * A user error is a sentence and a next step; anything else is our bug, and says where to report
 * it.
 */
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

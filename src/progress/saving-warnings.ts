// Tells a learner, in one sentence, that progress can't be saved or had to be set aside.

/** A reason why progress can't be saved that no system error expresses, and what may be done about it. */
export class NotSaved extends Error {
	override readonly name = 'NotSaved';
	readonly nextStep: string | undefined;

	constructor(reason: string, nextStep?: string) {
		super(reason);
		this.nextStep = nextStep;
	}
}

/** What to do where root would have to trust what another user has put in its way. */
export const WITHOUT_SUDO = 'Start the program without sudo.';

/** In words, the errno(3) codes of a file that can't be written. */
const REASONS: Readonly<Record<string, string>> = {
	ENOSPC: 'the disk is full',
	EDQUOT: 'your quota is used up',
	EROFS: 'that file system is read-only',
	EACCES: 'permission is denied',
	EPERM: 'permission is denied',
	ENOTDIR: 'a file stands where a folder should be',
	EISDIR: 'a folder stands where the file should be',
	ENOENT: "the folder is not there and can't be made",
	ELOOP: 'links lead round in a circle there',
	EIO: 'the disk reports an error',
};

function reasonOf(error: unknown): string {
	if (error instanceof NotSaved) return error.message;
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}

/** What matters comes first, because a narrow status line cuts off the end. */
export function sayUnsaved(directory: string, error: unknown): string {
	const sentence = `You can go on, but this won't be saved: ${reasonOf(error)} (${directory}).`;
	const nextStep = error instanceof NotSaved ? error.nextStep : undefined;
	return nextStep === undefined ? sentence : `${sentence} ${nextStep}`;
}

export const saySetAside = (path: string, fromBackup: boolean): string =>
	fromBackup
		? `Your progress was broken; the copy from before is used. The broken file was set aside: ${path}`
		: `Your progress was broken and was set aside; it starts anew. The broken file: ${path}`;

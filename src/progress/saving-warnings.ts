/** Why a store can't be written, where no error of the system says it. */
export class NotSaved extends Error {
	override readonly name = 'NotSaved';
}

/** What errno(3) calls the reasons for which a file can't be written. */
const REASONS: Readonly<Record<string, string>> = {
	ENOSPC: 'the disk is full',
	EDQUOT: 'your quota is used up',
	EROFS: 'that file system is read-only',
	EACCES: 'permission is denied',
	EPERM: 'permission is denied',
	ENOTDIR: 'a file stands where a folder should be',
	EISDIR: 'a folder stands where the file should be',
	ENOENT: "the folder is not there and can't be made",
};

function reasonOf(error: unknown): string {
	if (error instanceof NotSaved) return error.message;
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}

/** For whoever goes on although nothing can be saved in `directory`. */
export const sayUnsaved = (directory: string, error: unknown): string =>
	`Progress can't be kept in ${directory}: ${reasonOf(error)}. You can go on, but this won't be saved.`;

export const saySetAside = (path: string, fromBackup: boolean): string =>
	fromBackup
		? `Your progress could not be read. It was set aside as ${path}, and the copy from before is used.`
		: `Your progress could not be read and starts anew. What was there is in ${path}.`;

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

/** What matters comes first: a narrow status line cuts the end. For whoever goes on although nothing can be saved in `directory`. */
export const sayUnsaved = (directory: string, error: unknown): string =>
	`You can go on, but this won't be saved: ${reasonOf(error)} (${directory}).`;

export const saySetAside = (path: string, fromBackup: boolean): string =>
	fromBackup
		? `Your progress was broken; the copy from before is used. The broken file was set aside: ${path}`
		: `Your progress was broken and was set aside; it starts anew. The broken file: ${path}`;

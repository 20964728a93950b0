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

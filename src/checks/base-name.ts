/** The last part of a path; slashes at its end belong to it. */
export const baseName = (path: string): string =>
	path.slice(path.replace(/\/+$/, '').lastIndexOf('/') + 1);

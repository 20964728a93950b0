// What an install of the package weighs, unpacked.
import {readdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';

/**
 * Held by a test: a build that weighs too much still runs. A lesson with its exercise takes 10 kB of it, the client of the
 * room 250, Ink with React and Yoga 310, the terminal 180, the author's YAML and schemas 190.
 */
export const BUDGET_BYTES = 2_250_000;

async function bytesBelow(path) {
	const found = await stat(path).catch(() => undefined);
	if (found === undefined) return 0;
	if (!found.isDirectory()) return found.size;
	const names = await readdir(path);
	const sizes = await Promise.all(names.map((name) => bytesBelow(join(path, name))));
	return sizes.reduce((sum, size) => sum + size, 0);
}

/** Bytes of everything that package.json puts into the package. */
export async function installedBytes(root) {
	const {files} = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
	const sizes = await Promise.all(
		['package.json', ...files].map((name) => bytesBelow(join(root, name))),
	);
	return sizes.reduce((sum, size) => sum + size, 0);
}

// Decides where commands are looked for: where every Linux has them, and where this one has them besides.

import {isSeenInside} from './sandbox-host.js';

/** The system's own first: what an administrator put into /usr/local must not stand in for mount(8). */
const EVERYWHERE: readonly string[] = [
	'/usr/bin',
	'/usr/sbin',
	'/bin',
	'/sbin',
	'/usr/local/bin',
	'/usr/local/sbin',
];

/**
 * The directories of a PATH that a sandbox may rely on. NixOS and Guix have their tools in none of the
 * usual ones. `resolve` tells where a directory really is if only root can write to it; what is not
 * to be seen in the sandbox is left out.
 */
export function toolDirectories(
	path: string,
	resolve: (directory: string) => string | undefined,
): readonly string[] {
	const others = path
		.split(':')
		.filter((directory) => directory.startsWith('/') && !EVERYWHERE.includes(directory))
		.flatMap((directory) => resolve(directory) ?? [])
		.filter(isSeenInside);
	return [...new Set([...EVERYWHERE, ...others])];
}

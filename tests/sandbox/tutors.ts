import {spawnSync} from 'node:child_process';

export const isRoot = process.getuid?.() === 0;

/** Without user namespaces no claim about a sandbox can be tried. Asked of unshare(1), not of our own code. */
export const canUnshare = spawnSync('unshare', ['-Ur', '-pf', '--mount-proc', 'true']).status === 0;

/**
 * Who may start a sandbox here: this user and, where that is root, an ordinary one. No account of that number
 * is needed, the kernel asks for none; it counts processes by it, so each file of tests has its own.
 */
export const tutorsAs = (
	ordinaryUid: number,
): readonly {readonly tutor: string; readonly uid: number | undefined}[] => [
	{tutor: isRoot ? 'root' : 'this user', uid: undefined},
	...(isRoot ? [{tutor: 'an ordinary user', uid: ordinaryUid}] : []),
];

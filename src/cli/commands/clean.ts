// Sweeps up after a run that was killed: control groups are all the kernel does not remove itself.

import {readSandboxHost} from '../../host/read-sandbox-host.door.js';
import {type Swept, sweepCgroups} from '../../sandbox/cgroup-directories.door.js';
import type {CommandRunner} from '../define-command.js';
import {EXIT} from '../report-error.js';

export const runClean: CommandRunner = async (_args, world) => {
	const swept = await sweepCgroups(readSandboxHost().cgroup);
	world.print(saySwept(swept));
	return swept.left.length === 0 ? EXIT.ok : EXIT.notSo;
};

/** What was removed and what was not, path by path. */
export function saySwept({removed, left}: Swept): string {
	if (removed.length + left.length === 0) return 'Nothing was left behind.';
	return [
		...(removed.length > 0 ? ['Removed what a killed run had left behind:', ...removed] : []),
		...(left.length > 0
			? [
					'Could not remove these control groups:',
					...left,
					'None can be removed while a process is in it or below it: cgroup.procs there names them.',
				]
			: []),
	].join('\n');
}

// Sweeps up after a run that was killed: control groups are all the kernel does not remove itself.

import {readSandboxHost} from '../../host/read-sandbox-host.door.js';
import {sweepCgroups} from '../../sandbox/cgroup-directories.door.js';
import type {CommandRunner} from '../define-command.js';
import {EXIT} from '../report-error.js';

export const runClean: CommandRunner = async (_args, world) => {
	const removed = await sweepCgroups(readSandboxHost().cgroup);
	world.print(
		removed.length === 0
			? 'Nothing was left behind.'
			: ['Removed what a killed run had left behind:', ...removed].join('\n'),
	);
	return EXIT.ok;
};

import type {Box} from '../domain/sandbox.js';
import type {Xray} from '../domain/xray.js';
import {readCgroups} from './read-cgroups.door.js';
import {type ProcessRecord, readNamespaces} from './read-processes.door.js';
import {readText} from '../files/read-text.door.js';

/** A picture has no room for more, and each costs a dozen reads. */
const MOST_GROUPS = 16;

const NOTHING_OF_ITS_OWN: Xray['sandbox'] = {namespaces: {}, uidMap: [], uids: [], root: ''};

/** What an X-ray shows besides the learner's processes. `holder` holds the sandbox's terminals. */
export function readAroundProcesses(
	{initPid, cgroups}: Pick<Box, 'initPid' | 'cgroups'>,
	holder: ProcessRecord | undefined,
): Omit<Xray, 'processes'> {
	return {
		sandbox: holder ?? NOTHING_OF_ITS_OWN,
		host: readNamespaces('self'),
		groups: hasOwnGroup(initPid) ? readCgroups(cgroups, MOST_GROUPS) : undefined,
		kernel: readText('/proc/sys/kernel/osrelease')?.trim() ?? '',
	};
}

/** A sandbox that was given no group stays in the tutor's, below which stand groups of others. */
const hasOwnGroup = (initPid: number): boolean =>
	readText(`/proc/${initPid}/cgroup`) !== readText('/proc/self/cgroup');

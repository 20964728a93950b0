// Reads the facts that lessons fill in, so that a learner reads about this host's own values.

import type {Facts, ProcessView} from '../domain/evidence.js';
import {NAMESPACE_KINDS, type NamespaceLinks} from '../domain/namespace.js';
import {countCpuList, parseStatus} from '../domain/proc.js';
import type {Sandbox} from '../domain/sandbox.js';
import {readNames, readText} from '../files/read-text.door.js';
import {readCgroupVersion} from './read-cgroup-version.door.js';
import {readHostnames} from './read-hostnames.door.js';
import {readNamespaces} from './read-processes.door.js';

type Found = readonly (readonly [string, string | undefined])[];

/** Every fact of `FACT_NAMES` that this host has, with the shell's where there is one. */
export async function readFacts(
	sandbox: Pick<Sandbox, 'initPid' | 'cgroups'>,
	shell: ProcessView | undefined,
): Promise<Facts> {
	const found: Found = [
		...kernelFacts(),
		...hostFacts(sandbox.initPid),
		...cgroupFacts(sandbox),
		...(shell ? await shellFacts(sandbox.initPid, shell) : []),
	];
	return known(found);
}

/** The same without a sandbox: this program runs the commands, so it stands in for the shell. */
export function readOwnFacts(sandbox: Pick<Sandbox, 'cgroups'>): Facts {
	const {nsPids} = parseStatus(readText('/proc/self/status') ?? '');
	const found: Found = [
		...kernelFacts(),
		...hostFacts(process.pid),
		...cgroupFacts(sandbox),
		['shell.pid', String(process.pid)],
		['shell.pid-inside', nsPids.at(-1)?.toString()],
		['shell.name', line('/proc/sys/kernel/hostname')],
		...namespaceFacts('shell', readNamespaces('self')),
	];
	return known(found);
}

const known = (found: Found): Facts =>
	new Map(found.flatMap(([name, value]) => (value ? [[name, value]] : [])));

const line = (path: string): string | undefined => readText(path)?.trim();

const kernelFacts = (): Found => [
	['kernel.release', line('/proc/sys/kernel/osrelease')],
	['kernel.version', line('/proc/version')],
	['kernel.boot-id', line('/proc/sys/kernel/random/boot_id')],
];

function hostFacts(initPid: number): Found {
	const own = readText('/proc/self/status') ?? '';
	const cpus = /^Cpus_allowed_list:\s*(\S+)/m.exec(own)?.[1];
	const {uids} = parseStatus(readText(`/proc/${initPid}/status`) ?? '');
	return [
		['host.name', line('/proc/sys/kernel/hostname')],
		['host.os', prettyName(readText('/etc/os-release') ?? '')],
		['host.uid', uids[0]?.toString()],
		['host.processes', String(readNames('/proc').filter((name) => /^\d+$/.test(name)).length)],
		['host.cpus', cpus === undefined ? undefined : String(countCpuList(cpus))],
		...namespaceFacts('host', readNamespaces('self')),
	];
}

/** os-release(5): the value may be quoted. */
const prettyName = (text: string): string | undefined =>
	/^PRETTY_NAME=(["']?)(.*)\1$/m.exec(text)?.[2];

async function shellFacts(initPid: number, shell: ProcessView): Promise<Found> {
	const answer = await readHostnames(initPid, [shell]);
	return [
		['shell.pid', String(shell.pid)],
		['shell.pid-inside', shell.nsPids.at(-1)?.toString()],
		['shell.name', answer.kind === 'hostnames' ? answer.byPid.get(shell.pid) : undefined],
		['shell.cgroup', groupPath(readText(`/proc/${shell.pid}/cgroup`) ?? '')],
		...namespaceFacts('shell', shell.namespaces),
	];
}

/**
 * cgroups(7): `hierarchy:controllers:path`; v2 is `0::path`, which counts only where v1 has no
 * pids.
 */
const groupPath = (text: string): string | undefined =>
	/^\d+:(?:[^:]*,)?pids(?:,[^:]*)?:(.*)$/m.exec(text)?.[1] ?? /^0::(.*)$/m.exec(text)?.[1];

const namespaceFacts = (whose: string, links: NamespaceLinks): Found =>
	NAMESPACE_KINDS.map((kind) => [`${whose}.ns.${kind}`, links[kind]] as const);

function cgroupFacts({cgroups}: Pick<Sandbox, 'cgroups'>): Found {
	const unified = cgroups.find(({controller}) => controller === '');
	const mountedAt = (name: string): string | undefined =>
		(unified ?? cgroups.find(({controller}) => controller === name))?.mountPoint;
	const memory = unified ?? cgroups.find(({controller}) => controller === 'memory');
	const isV2 = cgroups.length > 0 ? unified !== undefined : readCgroupVersion() === '2';
	return [
		['cgroup.version', isV2 ? '2' : '1'],
		['cgroup.root', mountedAt('pids')],
		['cgroup.memory.root', mountedAt('memory')],
		['cgroup.pids.root', mountedAt('pids')],
		['cgroup.cpu.root', mountedAt('cpu')],
		[
			'cgroup.memory.max',
			// Of the group that this program is in, it says nothing of the sandbox.
			memory?.isOwn
				? line(`${memory.path}/${isV2 ? 'memory.max' : 'memory.limit_in_bytes'}`)
				: undefined,
		],
		['cgroup.memory.max-file', isV2 ? 'memory.max' : 'memory.limit_in_bytes'],
		['cgroup.memory.current-file', isV2 ? 'memory.current' : 'memory.usage_in_bytes'],
		['cgroup.memory.events-file', isV2 ? 'memory.events' : 'memory.oom_control'],
		['cgroup.cpu.max-file', isV2 ? 'cpu.max' : 'cpu.cfs_quota_us'],
	];
}

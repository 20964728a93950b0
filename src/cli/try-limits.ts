// Tries what of control groups a sandbox has: which controllers it shows, and whether their limits can be set.

import type {Sandbox} from '../domain/sandbox.js';
import {CONTROLLERS} from '../domain/shared-names.js';
import {shellQuote} from '../domain/shell-quote.js';
import type {Controller, SandboxTrial} from '../host/sandbox-trial.js';

type Limits = Extract<SandboxTrial, {kind: 'ran'}>['limits'];

/** The file of a limit in v1 and in v2, and a value that the kernel gives back as it was set. */
const LIMITS: Readonly<
	Record<Controller, readonly [v1: readonly [string, string], v2: readonly [string, string]]>
> = {
	memory: [
		['memory.limit_in_bytes', '67108864'],
		['memory.max', '67108864'],
	],
	pids: [
		['pids.max', '64'],
		['pids.max', '64'],
	],
	cpu: [
		['cpu.cfs_quota_us', '50000'],
		['cpu.max', '50000 100000'],
	],
};

/**
 * Milliseconds: a script that is late is no refusal. Whoever tries a sandbox ends it when the time is over.
 */
export const TRIAL_RUN_MS = 60_000;

/**
 * Whether the learner of a sandbox can limit a group of their own, by controller. Those that have no
 * hierarchy in it are absent.
 */
export async function tryLimits({cgroups, run}: Pick<Sandbox, 'cgroups' | 'run'>): Promise<Limits> {
	const tried = CONTROLLERS.flatMap((name) => {
		const at = cgroups.find(({controller}) => controller === name || controller === '');
		return at === undefined ? [] : [{name, at}];
	});
	const outcomes = await Promise.all(
		tried.map(async ({name, at}) => {
			const [file, value] = LIMITS[name][at.controller === '' ? 1 : 0];
			const group = shellQuote(`${at.mountPoint}/doctor-${name}`);
			const {status, stdout, stderr} = await run(
				`mkdir ${group} && cd ${group} && echo ${shellQuote(value)} >${file} && read -r got <${file} && echo "$got"
status=$?
cd / && rmdir ${group}
exit $status`,
				TRIAL_RUN_MS,
			);
			const got = stdout.trim();
			if (status === 0 && got === value) return [name, {ok: true, message: ''}] as const;
			const why = whyOf(stderr);
			return [
				name,
				{ok: false, message: why || `${file} was set to ${value} and is ${got}`},
			] as const;
		}),
	);
	return Object.fromEntries(outcomes);
}

/**
 * The controllers that a learner can see in the tree of a sandbox. v2 names those of the group that is
 * its root in a file, v1 has a directory for each (cgroups(7)).
 */
export async function tryShown({
	cgroups,
	run,
}: Pick<Sandbox, 'cgroups' | 'run'>): Promise<readonly Controller[]> {
	const roots = [...new Set(cgroups.map(({mountPoint}) => mountPoint))].map(shellQuote);
	if (roots.length === 0) return [];
	const {stdout} = await run(
		`for root in ${roots.join(' ')}; do
	if [ -e "$root/cgroup.procs" ]; then cat "$root/cgroup.controllers" || echo "\${root##*/}"; fi
done 2>/dev/null`,
		TRIAL_RUN_MS,
	);
	const words = new Set(stdout.split(/\s+/));
	return CONTROLLERS.filter((name) => words.has(name));
}

/** What a script's command said; where in the script it stood means nothing to anybody. */
export const whyOf = (stderr: string): string =>
	(stderr.trim().split('\n')[0] ?? '').replace(/^\/dev\/fd\/9: (line )?\d+: /, '');

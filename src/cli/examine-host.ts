// Finds out what this host can do: by a real sandbox, and beside it by probes that say why not.

import {setTimeout as pause} from 'node:timers/promises';
import type {HostReport} from '../domain/host.js';
import {probeHost} from '../host/probe-host.door.js';
import {reportHost} from '../host/report-host.js';
import {missingTools} from '../host/required-tools.js';
import type {SandboxHost} from '../host/sandbox-host.js';
import type {SandboxTrial} from '../host/sandbox-trial.js';
import {trySandbox} from './try-sandbox.js';
import type {World} from './world.js';

/** Who waits for an exercise waits rather than be told that it is not known; only a hang takes this long. */
const PATIENCE = 15;

/**
 * Takes `seconds` at most, and a little: what has not answered by then is not known.
 *
 * @param host undefined where this is no Linux
 */
export async function examineHost(
	world: Pick<World, 'sandboxes' | 'evidence'>,
	host: SandboxHost | undefined,
	seconds = PATIENCE,
): Promise<HostReport> {
	const trying = host === undefined ? UNTRIED : tryHere(world, host, seconds);
	// Half of the time is enough to see that the probes will be needed.
	const isProven = Promise.race([
		trying.then(({kind}) => kind === 'ran'),
		pause(seconds * 500, false, {ref: false}),
	]);
	const [probed, trial] = await Promise.all([probeHost(host, seconds, isProven), trying]);
	return reportHost({...probed, trial});
}

const UNTRIED = Promise.resolve<SandboxTrial>({kind: 'untried'});

async function tryHere(
	world: Pick<World, 'sandboxes' | 'evidence'>,
	{tools, cgroup}: SandboxHost,
	seconds: number,
): Promise<SandboxTrial> {
	if (missingTools(tools).length > 0) return UNTRIED;
	const [sandboxes, evidence] = await Promise.all([world.sandboxes(), world.evidence()]);
	return trySandbox({sandboxes, evidence}, {seconds, asksAgain: cgroup.kind === 'systemd'});
}

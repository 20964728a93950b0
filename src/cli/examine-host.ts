// Finds out what this host can do: by a real sandbox, and beside it by probes that say why not.

import process from 'node:process';
import type {HostReport} from '../domain/host.js';
import {probeHost} from '../host/probe-host.door.js';
import {readSandboxHost} from '../host/read-sandbox-host.door.js';
import {reportHost} from '../host/report-host.js';
import {missingTools} from '../host/required-tools.js';
import type {SandboxTrial} from '../host/sandbox-trial.js';
import {trySandbox} from './try-sandbox.js';
import type {World} from './world.js';

/** Who waits for an exercise waits rather than be told that it is not known; only a hang takes this long. */
const PATIENCE = 15;

/** Takes `seconds` at most, and a little: what has not answered by then is not known. */
export async function examineHost(
	world: Pick<World, 'sandboxes' | 'evidence'>,
	seconds = PATIENCE,
): Promise<HostReport> {
	const [probed, trial] = await Promise.all([probeHost(seconds), tryHere(world, seconds)]);
	return reportHost({...probed, trial});
}

async function tryHere(
	world: Pick<World, 'sandboxes' | 'evidence'>,
	seconds: number,
): Promise<SandboxTrial> {
	if (process.platform !== 'linux') return {kind: 'untried'};
	const {tools, cgroup} = readSandboxHost();
	if (missingTools(tools).length > 0) return {kind: 'untried'};
	const [sandboxes, evidence] = await Promise.all([world.sandboxes(), world.evidence()]);
	return trySandbox({sandboxes, evidence}, {seconds, asksAgain: cgroup.kind === 'systemd'});
}

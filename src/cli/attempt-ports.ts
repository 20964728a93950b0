import type {EvidencePort, SandboxPort} from '../domain/ports.js';
import type {World} from './world.js';

/** What attempts are conducted with on this box: sandboxes, or where none can be had the observation prompt. */
export async function openAttemptPorts(
	world: World,
): Promise<{readonly sandbox: SandboxPort; readonly evidence: EvidencePort}> {
	const {hostClass} = await world.host();
	if (hostClass !== 'full') return world.observation();
	const [sandbox, evidence] = await Promise.all([world.sandboxes(), world.evidence()]);
	return {sandbox, evidence};
}

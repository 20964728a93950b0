// Words what came of starting a real sandbox, and of running node in it.

import {type Finding, type Mend, SANDBOX_NEED} from '../domain/host.js';
import {containerMend} from './container-mend.js';
import {COURSE_TOOLS} from './course-tools.js';
import {toolMend, whyNoSandbox} from './doctor-sentences.js';
import {finding} from './finding.js';
import type {ProbeResults} from './probe-results.js';

/** What says more than all that follows it: a sandbox was started and used as a lesson does. */
export function sandboxFindings(results: ProbeResults): readonly Finding[] {
	const {trial} = results;
	const said = {id: 'sandbox', title: 'A real sandbox'};
	switch (trial.kind) {
		case 'untried':
			return [];
		case 'late':
			return [
				{
					...said,
					ok: false,
					found: `${trial.waitedFor} took more than ${trial.seconds} s: this host is slow or busy`,
					unlocks: [],
					mend: {
						command: `container-lessons doctor --wait ${LONG_WAIT}`,
						note: 'Nothing was refused, but nothing is known either. This waits longer.',
					},
				},
			];
		case 'failed':
			return [{...said, ok: false, found: whyNoSandbox(results), unlocks: [SANDBOX_NEED]}];
		case 'ran':
			return [
				{
					...said,
					ok: true,
					found:
						'it was started; a command ran in each kind of shell, and what the kernel holds of them could be read',
					unlocks: [],
				},
				finding(
					{
						id: 'node-inside',
						title: 'Node.js in the sandbox',
						ok: trial.node.ok,
						found: trial.node.ok
							? trial.node.message
							: `it can't run there (${trial.node.message})`,
						unlocks: ['tool:node'],
					},
					nodeMend(results),
				),
			];
	}
}

/** The system's own node is seen in a sandbox, wherever the one that runs this program stands. */
function nodeMend(results: ProbeResults): Mend | undefined {
	const node = COURSE_TOOLS.find(({tool}) => tool === 'node');
	const mend = node && toolMend(node, results);
	return (
		mend && {
			...mend,
			note: 'The node that runs this program is where a sandbox cannot reach it or its libraries. One of the system, beside it, is enough; any version does.',
		}
	);
}

/** Seconds; an emulated machine beside thirty busy processes took sixteen. */
const LONG_WAIT = 60;

export const changeUserFinding = (results: ProbeResults): Finding =>
	finding(
		{
			id: 'change-user',
			title: 'Another user to run sandboxes as',
			ok: false,
			found: 'root may not become another user here: CAP_SETUID or CAP_SETGID is missing',
			unlocks: [SANDBOX_NEED],
		},
		containerMend(results),
	);

// Finds what can run a real container here, for the steps that leave the sandbox's own tools
// behind.

import type {Finding} from '../domain/host.js';
import {OCI_RUNTIMES, PROPOSED_RUNTIME} from './course-tools.js';
import {toolMend} from './doctor-sentences.js';
import type {ProbeResults} from './probe-results.js';

/** A runtime needs neither daemon nor privilege, so it starts a container even in the sandbox. */
export function runtimeFinding(results: ProbeResults): Finding {
	const there = OCI_RUNTIMES.filter((name) => results.tools.has(name));
	const mend = toolMend(PROPOSED_RUNTIME, results);
	return {
		id: 'oci-runtime',
		title: 'An OCI runtime',
		ok: there.length > 0,
		found: there.length > 0 ? there.join(' ') : `neither ${OCI_RUNTIMES.join(' nor ')}`,
		unlocks: ['oci-runtime'],
		...(there.length > 0 || mend === undefined ? {} : {mend}),
	};
}

/** Nothing in the sandbox reaches an engine; one lesson says what to try with it outside. */
export function engineFinding({tools, dockerAnswers}: ProbeResults): Finding {
	const podman = tools.has('podman') ? ['podman'] : [];
	const docker = tools.has('docker') && dockerAnswers ? ['docker, whose daemon answers'] : [];
	const there = [...podman, ...docker];
	const missing = tools.has('docker')
		? 'the command docker, but no daemon that answers'
		: 'neither podman nor docker';
	return {
		id: 'engine',
		title: 'A container engine',
		ok: there.length > 0,
		found: there.length > 0 ? there.join('; ') : missing,
		unlocks: ['engine'],
	};
}

import {COURSE_TOOLS} from '../../src/host/course-tools.js';
import type {ProbeResults} from '../../src/host/probe-results.js';
import {PROBES, type ProbeId} from '../../src/host/probes.js';

/** What the probes see on a good laptop: Debian 12, an ordinary user with a systemd session. */
export const GOOD_HOST: ProbeResults = {
	platform: 'linux',
	nodeVersion: '20.19.0',
	kernel: '6.1.0-18-amd64',
	isRoot: false,
	probes: Object.fromEntries(PROBES.map(({id}) => [id, {ok: true, message: ''}])),
	seccomp: 0,
	maxUserNamespaces: '30555',
	usernsClone: '1',
	apparmorRestricts: undefined,
	apparmorProfile: undefined,
	container: undefined,
	cgroup: {
		offer: {kind: 'systemd', environment: {}},
		version: 2,
		controllers: ['cpu', 'memory', 'pids'],
		message: '',
	},
	pressure: true,
	dockerAnswers: false,
	tools: new Set([...COURSE_TOOLS.map(({tool}) => tool), 'crun']),
	packageTool: 'apt-get',
	utilLinux: '2.38.1',
	terminal: {isTerminal: true, columns: 80, rows: 24, locale: 'C.UTF-8'},
};

const REFUSED = 'unshare: unshare failed: Operation not permitted';

/** The same host where these probes fail. */
export const hostWithout = (
	failing: readonly ProbeId[],
	rest: Partial<ProbeResults> = {},
	message = REFUSED,
): ProbeResults => ({
	...GOOD_HOST,
	...rest,
	probes: {
		...GOOD_HOST.probes,
		...rest.probes,
		...Object.fromEntries(failing.map((id) => [id, {ok: false, message}])),
	},
});

/** All that a sandbox is made with. */
export const NAMESPACE_PROBES: readonly ProbeId[] = PROBES.map(({id}) => id);

import {COURSE_TOOLS} from '../../src/host/course-tools.js';
import type {ProbeResults} from '../../src/host/probe-results.js';
import {type Outcome, PROBES, type ProbeId} from '../../src/host/probes.js';

const WORKS: Outcome = {ok: true, message: ''};

/** What the probes see on a good laptop: Debian 12, an ordinary user with a systemd session. */
export const GOOD_HOST: ProbeResults = {
	platform: 'linux',
	nodeVersion: '20.19.0',
	kernel: '6.1.0-18-amd64',
	isRoot: false,
	canChangeUser: true,
	kind: 'plain',
	trial: {
		kind: 'ran',
		node: {ok: true, message: 'v20.19.0'},
		limits: {memory: WORKS, pids: WORKS, cpu: WORKS},
		shown: ['memory', 'pids', 'cpu'],
	},
	probes: Object.fromEntries(PROBES.map(({id}) => [id, WORKS])),
	seccomp: 0,
	maxUserNamespaces: '30555',
	usernsClone: '1',
	apparmorRestricts: undefined,
	apparmorProfile: undefined,
	obstacles: {proc: {kind: 'none'}, sys: {kind: 'none'}},
	isSystemdRunning: true,
	cgroup: {offer: {kind: 'systemd', environment: {}}, version: 2, isReadOnly: false},
	pressure: true,
	dockerAnswers: false,
	tools: new Set([...COURSE_TOOLS.map(({tool}) => tool), 'crun']),
	packageTool: 'apt-get',
	utilLinux: '2.38.1',
	terminal: {isTerminal: true, columns: 80, rows: 24, locale: 'C.UTF-8'},
};

const REFUSED = 'unshare: unshare failed: Operation not permitted';

/** A sandbox needs these; `proc` makes one without the others. */
const SANDBOX_PROBES: readonly ProbeId[] = ['user', 'user-map', 'mount', 'nested', 'proc', 'sysfs'];

/** The same host where these probes fail, and a sandbox too where it needs what they try. */
export const hostWithout = (
	failing: readonly ProbeId[],
	rest: Partial<ProbeResults> = {},
	message = REFUSED,
): ProbeResults => ({
	...GOOD_HOST,
	...(failing.some((id) => SANDBOX_PROBES.includes(id))
		? {trial: {kind: 'failed', why: `The sandbox could not start: ${message}`}}
		: {}),
	...rest,
	probes: {
		...GOOD_HOST.probes,
		...rest.probes,
		...Object.fromEntries(failing.map((id) => [id, {ok: false, message}])),
	},
});

/** All that a sandbox is made with. */
export const NAMESPACE_PROBES: readonly ProbeId[] = PROBES.map(({id}) => id);

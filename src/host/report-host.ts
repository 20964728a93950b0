// Turns what the probes saw into what the learner is told: findings, a class, the needs met.

import type {Need} from '../domain/exercise.js';
import type {Finding, HostReport} from '../domain/host.js';
import {classifyHost, isTried, userNamespaceFault} from './classify.js';
import {
	cgroupMend,
	containerMend,
	linuxMend,
	summarize,
	userNamespaceMend,
	userNamespaceSentence,
} from './doctor-sentences.js';
import {engineFinding, runtimeFinding} from './engine-findings.js';
import type {ProbeResults} from './probe-results.js';
import type {ProbeId} from './probes.js';
import {missingTools} from './required-tools.js';
import {requiredFindings, toolFindings} from './tool-findings.js';

/** The smallest terminal the interface fits in. */
const LEAST_COLUMNS = 60;
const LEAST_ROWS = 16;
const LEAST_NODE = [20, 19] as const;

/** Needs met only where a sandbox runs, whatever their own probe said. */
const IN_SANDBOX = /^(user|nested-user|pid|net|time)-namespaces$|^veth$|^overlay$|^cgroup-write/;

/** A host's class, a finding for everything looked at, and the needs that steps may count on. */
export function reportHost(results: ProbeResults): HostReport {
	const hostClass = classifyHost(results);
	const findings =
		hostClass === 'read'
			? [systemFinding(results), nodeFinding(results)]
			: [
					systemFinding(results),
					nodeFinding(results),
					...(isTried(results) ? triedFindings(results) : []),
					...requiredFindings(results),
					cgroupReadFinding(results),
					cgroupWriteFinding(results),
					pressureFinding(results),
					...toolFindings(results),
					runtimeFinding(results),
					engineFinding(results),
					terminalFinding(results),
				];
	const met = findings.flatMap(({ok, unlocks}) => (ok ? unlocks : []));
	const partly = hostClass === 'full' ? writableControllers(results) : [];
	return {
		hostClass,
		summary: summarize(hostClass, missingTools(results.tools)),
		findings,
		meets: [
			...new Set([
				...met.filter((need) => hostClass === 'full' || !IN_SANDBOX.test(need)),
				...partly,
			]),
		],
	};
}

const triedFindings = (results: ProbeResults): readonly Finding[] => [
	userNamespacesFinding(results),
	procFinding(results),
	...PROBED.map((probed) => probedFinding(results, probed)),
];

/** A finding, with its mend only where it needs one and there is one. */
const finding = (seen: Omit<Finding, 'mend'>, mend?: Finding['mend']): Finding =>
	seen.ok || mend === undefined ? seen : {...seen, mend};

function systemFinding({platform, kernel}: ProbeResults): Finding {
	const ok = platform === 'linux';
	return finding(
		{
			id: 'system',
			title: 'Linux',
			ok,
			found: ok ? `kernel ${kernel}` : `this is ${platform}`,
			unlocks: [],
		},
		linuxMend(platform),
	);
}

function nodeFinding({nodeVersion}: ProbeResults): Finding {
	const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
	const ok = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
	const least = LEAST_NODE.join('.');
	return finding({
		id: 'node',
		title: 'Node.js',
		ok,
		found: ok ? nodeVersion : `${nodeVersion} is older than ${least}`,
		unlocks: [],
	});
}

function userNamespacesFinding(results: ProbeResults): Finding {
	const fault = userNamespaceFault(results);
	return finding(
		{
			id: 'user-namespaces',
			title: 'User namespaces',
			ok: fault === undefined,
			found:
				fault === undefined
					? 'an ordinary user can make them'
					: userNamespaceSentence(fault, results),
			unlocks: ['user-namespaces', 'net-namespaces'],
		},
		fault && userNamespaceMend(fault, results),
	);
}

function procFinding(results: ProbeResults): Finding {
	const ok = results.probes.proc?.ok === true;
	const mount = results.probes.mount?.ok === true;
	return finding(
		{
			id: 'proc',
			title: 'A /proc of its own',
			ok,
			found: ok
				? 'a new PID namespace can mount one'
				: mount
					? 'mounting one is refused: the /proc of this container is masked'
					: 'mounting anything is refused',
			unlocks: ['pid-namespaces'],
		},
		mount ? containerMend(results) : undefined,
	);
}

interface Probed {
	readonly id: ProbeId;
	readonly title: string;
	readonly works: string;
	readonly unlocks: readonly Need[];
}

/** Findings that say only how one probe went. */
const PROBED: readonly Probed[] = [
	{
		id: 'nested',
		title: 'Nested user namespaces',
		works: 'one can be made inside another',
		unlocks: ['nested-user-namespaces'],
	},
	{id: 'veth', title: 'Virtual network pairs', works: 'a veth pair can be made', unlocks: ['veth']},
	{id: 'overlay', title: 'Overlay file systems', works: 'one can be mounted', unlocks: ['overlay']},
	{id: 'time', title: 'Time namespaces', works: 'one can be made', unlocks: ['time-namespaces']},
	{id: 'sysfs', title: 'A /sys of its own', works: 'one can be mounted', unlocks: []},
];

function probedFinding({probes}: ProbeResults, {id, title, works, unlocks}: Probed): Finding {
	const outcome = probes[id];
	const ok = outcome?.ok === true;
	return finding({
		id,
		title,
		ok,
		found: ok ? works : outcome?.message || 'not possible here',
		unlocks,
	});
}

function cgroupReadFinding({cgroup}: ProbeResults): Finding {
	const {offer, version} = cgroup;
	const ok = version !== undefined && (offer.kind !== 'none' || offer.readable.length > 0);
	return finding({
		id: 'cgroup-read',
		title: 'Control groups to look at',
		ok,
		found: ok ? `cgroup v${version}` : 'no cgroup file system is mounted at /sys/fs/cgroup',
		unlocks: ['cgroup-read'],
	});
}

const WRITE_NEEDS = ['memory', 'pids', 'cpu'] as const;

/** Some controllers may be there where others are missing. */
const writableControllers = ({cgroup}: ProbeResults): readonly Need[] => {
	const there = WRITE_NEEDS.filter((name) => cgroup.controllers.includes(name));
	return there.length === 0 ? [] : ['cgroup-write', ...there.map((name) => `cgroup-write:${name}`)];
};

function cgroupWriteFinding(results: ProbeResults): Finding {
	const {offer, version, controllers, message} = results.cgroup;
	const missing = WRITE_NEEDS.filter((name) => !controllers.includes(name));
	const how = {v1: 'as root', v2: 'as root', systemd: 'delegated by systemd', none: ''}[offer.kind];
	return finding(
		{
			id: 'cgroup-write',
			title: 'Control groups of its own',
			ok: missing.length === 0,
			found:
				missing.length === 0
					? `cgroup v${version}, ${how}: memory, pids, cpu`
					: offer.kind === 'none'
						? offer.why
						: `${missing.join(', ')} not given${message === '' ? '' : ` (${message})`}`,
			unlocks: ['cgroup-write', ...WRITE_NEEDS.map((name) => `cgroup-write:${name}`)],
		},
		cgroupMend(results),
	);
}

function pressureFinding({pressure}: ProbeResults): Finding {
	return finding({
		id: 'pressure',
		title: 'Pressure stall information',
		ok: pressure,
		found: pressure ? '/proc/pressure can be read' : 'this kernel has no /proc/pressure',
		unlocks: ['pressure'],
	});
}

function terminalFinding({terminal}: ProbeResults): Finding {
	const {isTerminal, columns, rows, locale} = terminal;
	const utf8 = /utf-?8/i.test(locale);
	const fits = columns >= LEAST_COLUMNS && rows >= LEAST_ROWS;
	const found = isTerminal
		? `${columns}x${rows}, ${utf8 ? 'UTF-8' : `locale ${locale || 'unset'} is not UTF-8`}`
		: 'the output is no terminal; the course runs as plain lines';
	return finding(
		{id: 'terminal', title: 'This terminal', ok: !isTerminal || (utf8 && fits), found, unlocks: []},
		utf8
			? {
					command: 'container-lessons --plain',
					undo: 'container-lessons',
					note: `The interface wants ${LEAST_COLUMNS}x${LEAST_ROWS}; make the window larger, or use plain lines.`,
				}
			: {
					command: 'export LANG=C.UTF-8',
					undo: `export LANG=${locale}`,
					note: 'Letters beyond ASCII and lines of boxes need a UTF-8 locale.',
				},
	);
}

// Turns what the probes saw into what the learner is told: findings, a class, the needs met.

import type {Need} from '../domain/exercise.js';
import type {Finding, HostReport} from '../domain/host.js';
import {
	cgroupReadFinding,
	cgroupVersionFindings,
	cgroupWriteFindings,
	writableControllers,
} from './cgroup-findings.js';
import {classifyHost, isTried, isUnsure, userNamespaceFault} from './classify.js';
import {linuxMend, summarize} from './doctor-sentences.js';
import {engineFinding, runtimeFinding} from './engine-findings.js';
import {finding} from './finding.js';
import {
	obstacleMend,
	obstacleSentence,
	userNamespaceMend,
	userNamespaceSentence,
} from './namespace-mends.js';
import type {ProbeResults} from './probe-results.js';
import {PROVEN_BY_SANDBOX, type ProbeId} from './probes.js';
import {changeUserFinding, sandboxFindings} from './sandbox-findings.js';
import {requiredFindings, toolFindings} from './tool-findings.js';

/** The smallest terminal the interface fits in. */
const LEAST_COLUMNS = 60;
const LEAST_ROWS = 16;
const LEAST_NODE = [20, 19] as const;

/** Needs met only where a sandbox runs, whatever their own probe said. */
const IN_SANDBOX =
	/^(user|nested-user|pid|net|time)-namespaces$|^veth$|^bridge$|^overlay$|^idmapped-mounts$|^cgroup-(write|read:)/;

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
					...cgroupVersionFindings(results),
					...cgroupWriteFindings(results),
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
		summary: summarize(results),
		findings,
		meets: [
			...new Set([
				...met.filter((need) => hostClass === 'full' || !IN_SANDBOX.test(need)),
				...partly,
			]),
		],
		kind: results.kind,
		...(isUnsure(results) ? {isUnsure: true} : {}),
	};
}

/** Where root may not become an ordinary user, what such a one may do is neither promised nor denied. */
const triedFindings = (results: ProbeResults): readonly Finding[] => [
	...sandboxFindings(results),
	...(results.canChangeUser
		? [
				userNamespacesFinding(results),
				procFinding(results),
				...PROBED.map((probed) => probedFinding(results, probed)),
			]
		: [changeUserFinding(results)]),
];

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
	const {user, 'user-map': map} = results.probes;
	const late = [user, map].find((outcome) => outcome?.late);
	const isOk = fault === undefined && (late === undefined || results.trial.kind === 'ran');
	return finding(
		{
			id: 'user-namespaces',
			title: 'User namespaces',
			ok: isOk,
			found: isOk
				? 'an ordinary user can make them'
				: fault === undefined
					? (late?.message ?? '')
					: userNamespaceSentence(fault, results),
			unlocks: ['user-namespaces', 'net-namespaces'],
		},
		fault && userNamespaceMend(fault, results),
	);
}

function procFinding(results: ProbeResults): Finding {
	const {proc, mount} = results.probes;
	const ok = proc?.ok === true || results.trial.kind === 'ran';
	return finding(
		{
			id: 'proc',
			title: 'A /proc of its own',
			ok,
			found: ok
				? 'a new PID namespace can mount one'
				: proc?.late
					? proc.message
					: mount?.ok
						? obstacleSentence('/proc', results.obstacles.proc)
						: 'mounting anything is refused',
			unlocks: ['pid-namespaces'],
		},
		mount?.ok && !proc?.late ? obstacleMend(results) : undefined,
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
	{id: 'bridge', title: 'Virtual switches', works: 'a bridge can be made', unlocks: ['bridge']},
	{id: 'overlay', title: 'Overlay file systems', works: 'one can be mounted', unlocks: ['overlay']},
	{
		id: 'idmap',
		title: 'Mounts with a map of ids',
		works: 'one can be made',
		unlocks: ['idmapped-mounts'],
	},
	{id: 'time', title: 'Time namespaces', works: 'one can be made', unlocks: ['time-namespaces']},
	{id: 'sysfs', title: 'A /sys of its own', works: 'one can be mounted', unlocks: []},
];

function probedFinding(results: ProbeResults, {id, title, works, unlocks}: Probed): Finding {
	const {probes, trial, obstacles} = results;
	const outcome = probes[id];
	const isUntried = (id === 'veth' || id === 'bridge') && !results.tools.has('ip');
	const ok = outcome?.ok === true || (trial.kind === 'ran' && PROVEN_BY_SANDBOX.includes(id));
	const isObstructed = id === 'sysfs' && probes.mount?.ok === true && obstacles.sys.kind !== 'none';
	return finding(
		{
			id,
			title,
			ok,
			found: ok
				? works
				: isObstructed
					? obstacleSentence('/sys', obstacles.sys)
					: isUntried
						? 'not tried: they are made with ip, which is not here'
						: outcome?.message || 'not possible here',
			unlocks,
		},
		isObstructed ? obstacleMend(results) : undefined,
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

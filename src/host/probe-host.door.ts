// Tries what this host can do, because neither versions nor settings tell reliably.

import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {request} from 'node:http';
import process from 'node:process';
import {complaintOf} from '../domain/complaint.js';
import {readText} from '../files/read-text.door.js';
import {COURSE_TOOLS, ENGINES, OCI_RUNTIMES, PACKAGE_TOOLS} from './course-tools.js';
import {type HostSigns, hostKind, MARKER_FILES} from './host-kind.js';
import {mountObstacle} from './mount-obstacles.js';
import type {CgroupSurvey, ProbeResults, TerminalFacts} from './probe-results.js';
import {type Outcome, PROBES, PROVEN_BY_SANDBOX, type Probe, ROOT_PROBE} from './probes.js';
import {readAppArmorProfile} from './read-apparmor.door.js';
import {hasTool, TOOL_DIRECTORIES} from './read-sandbox-host.door.js';
import type {CgroupOffer, SandboxHost} from './sandbox-host.js';

/**
 * Tries what a sandbox that came up has not proven, and all the rest where none did; reads the settings
 * around it. Takes some 30 ms, seconds on a slow host, and `seconds` at most: what has not answered
 * by then is `late`. Changes nothing that outlives it; never throws.
 */
export async function probeHost(
	host: SandboxHost | undefined,
	seconds: number,
	isProven: Promise<boolean>,
	terminal: TerminalFacts = ownTerminal(),
): Promise<Omit<ProbeResults, 'trial'>> {
	const isRoot = process.getuid?.() === 0;
	const status = readLine('/proc/self/status') ?? '';
	const run = runnerOf(seconds);
	const ids = host?.dropTo;
	const tryProbe = async (probe: Probe, as: SandboxHost['dropTo']): Promise<Outcome> => {
		if (PROVEN_BY_SANDBOX.includes(probe.id) && (await isProven)) return PROVEN;
		const {stdout: _, ...outcome} = await run(probe.command, probe.args, as);
		return outcome;
	};
	const [outcomes, [rootOutcome, confined], version, dockerAnswers] = await Promise.all([
		Promise.all(
			(host === undefined ? [] : PROBES).map(
				async (probe) => [probe.id, await tryProbe(probe, ids)] as const,
			),
		),
		isProven.then((isSo) =>
			Promise.all([
				host === undefined || isSo || !isRoot ? undefined : tryProbe(ROOT_PROBE, undefined),
				isSo ? '' : readConfinement(run, ids),
			]),
		),
		run('unshare', ['--version'], undefined),
		askDocker(seconds),
	]);
	return {
		platform: process.platform,
		nodeVersion: process.versions.node,
		kernel: readLine('/proc/sys/kernel/osrelease') ?? '',
		isRoot,
		canChangeUser: ids === undefined || hasCapabilities(status, CAP_SETGID | CAP_SETUID),
		kind: hostKind(readSigns()),
		probes: {
			...Object.fromEntries(outcomes),
			...(rootOutcome === undefined ? {} : {'root-namespaces': rootOutcome}),
		},
		seccomp: Number(/^Seccomp:\s+(\d)/m.exec(status)?.[1] ?? 0),
		maxUserNamespaces: readLine('/proc/sys/user/max_user_namespaces'),
		usernsClone: readLine('/proc/sys/kernel/unprivileged_userns_clone'),
		apparmorRestricts: readLine('/proc/sys/kernel/apparmor_restrict_unprivileged_userns'),
		apparmorProfile: readAppArmorProfile(confined),
		obstacles: {
			proc: mountObstacle(host?.mounts ?? [], '/proc'),
			sys: mountObstacle(host?.mounts ?? [], '/sys'),
		},
		isSystemdRunning: existsSync('/run/systemd/system'),
		cgroup: surveyCgroups(host),
		pressure: readLine('/proc/pressure/cpu') !== undefined,
		dockerAnswers,
		tools: new Set(
			[...COURSE_TOOLS.map(({tool}) => tool), ...OCI_RUNTIMES, ...ENGINES].filter(hasTool),
		),
		packageTool: PACKAGE_TOOLS.find(hasTool),
		utilLinux: /util-linux (\d[\d.]*)/.exec(version.stdout)?.[1],
		terminal,
	};
}

const PROVEN: Outcome = {ok: true, message: ''};

/** Under which AppArmor profile what unshare starts is, or else this program (apparmor(7)). */
async function readConfinement(run: Run, ids: SandboxHost['dropTo']): Promise<string> {
	const file = '/proc/self/attr/current';
	const {stdout} = await run('unshare', ['-U', 'cat', file], ids);
	return stdout || (readLine(file) ?? '');
}

/** Their bits in the sets of /proc/PID/status (linux/capability.h). */
const CAP_SETGID = 1n << 6n;
const CAP_SETUID = 1n << 7n;

const hasCapabilities = (status: string, wanted: bigint): boolean => {
	const effective = BigInt(`0x${/^CapEff:\s+([0-9a-f]+)/m.exec(status)?.[1] ?? '0'}`);
	return (effective & wanted) === wanted;
};

function readSigns(): HostSigns {
	const ofProcess1 = (readText('/proc/1/environ') ?? '')
		.split('\0')
		.find((variable) => variable.startsWith('container='));
	return {
		kernel: readLine('/proc/sys/kernel/osrelease') ?? '',
		distribution: /^ID="?([^"\n]*)/m.exec(readText('/etc/os-release') ?? '')?.[1],
		environment: process.env,
		container:
			readLine('/run/systemd/container') ??
			process.env['container'] ??
			ofProcess1?.slice('container='.length),
		files: MARKER_FILES.filter((file) => existsSync(file)),
	};
}

const ownTerminal = (): TerminalFacts => ({
	isTerminal: process.stdout.isTTY === true,
	columns: process.stdout.columns ?? 0,
	rows: process.stdout.rows ?? 0,
	locale: process.env['LC_ALL'] || process.env['LC_CTYPE'] || process.env['LANG'] || '',
});

const readLine = (path: string): string | undefined => readText(path)?.trim();

interface Ran extends Outcome {
	readonly stdout: string;
}

type Run = (command: string, args: readonly string[], ids: SandboxHost['dropTo']) => Promise<Ran>;

/** Runs commands with the PATH of a sandbox, so that what is tried is what the sandbox would run. */
function runnerOf(seconds: number): Run {
	const deadline = performance.now() + seconds * 1000;
	return (command, args, ids) =>
		new Promise<Ran>((resolve) => {
			execFile(
				command,
				args,
				{
					cwd: '/',
					timeout: Math.max(1, Math.ceil(deadline - performance.now())),
					killSignal: 'SIGKILL',
					env: {PATH: TOOL_DIRECTORIES.join(':'), LC_ALL: 'C', LIBMOUNT_FORCE_MOUNT2: 'always'},
					...ids,
				},
				(error, stdout, stderr) => {
					const late = error?.killed === true;
					const said = late ? `no answer in ${seconds} s` : complaintOf(stderr);
					resolve({
						ok: error === null,
						message: said || (error?.message ?? ''),
						...(late ? {late} : {}),
						stdout,
					});
				},
			);
		}).catch((error: NodeJS.ErrnoException) => {
			// What the kernel refuses to start at all is thrown, not told.
			if (error.syscall === undefined) throw error;
			return {ok: false, message: error.message, stdout: ''};
		});
}

/**
 * Whether a docker daemon answers on a socket of this host (Engine API, GET /_ping). If DOCKER_HOST
 * names another host, that daemon runs no container on this kernel and is not asked.
 */
async function askDocker(seconds: number): Promise<boolean> {
	const runtime = process.env['XDG_RUNTIME_DIR'];
	const named = /^unix:\/\/(.+)/.exec(process.env['DOCKER_HOST'] ?? '')?.[1];
	const sockets = [
		...(named === undefined ? [] : [named]),
		'/var/run/docker.sock',
		...(runtime === undefined ? [] : [`${runtime}/docker.sock`]),
	];
	const answers = await Promise.all(sockets.map((socket) => ping(socket, seconds)));
	return answers.includes(true);
}

const ping = (socketPath: string, seconds: number): Promise<boolean> =>
	new Promise((resolve) => {
		const call = request({socketPath, path: '/_ping', timeout: seconds * 1000}, (response) => {
			resolve(response.statusCode === 200);
			response.destroy();
		});
		call.on('timeout', () => call.destroy());
		call.on('error', () => resolve(false));
		call.end();
	});

function surveyCgroups(host: SandboxHost | undefined): CgroupSurvey {
	const none: CgroupOffer = {kind: 'none', why: 'this is not Linux', readable: []};
	const mounted = host?.mounts.findLast(({mountPoint}) => mountPoint === '/sys/fs/cgroup');
	const groups = host?.mounts.findLast(({type}) => type === 'cgroup' || type === 'cgroup2');
	return {
		offer: host?.cgroup ?? none,
		isReadOnly: groups?.options.includes('ro') === true,
		version: mounted === undefined ? undefined : mounted.type === 'cgroup2' ? 2 : 1,
	};
}

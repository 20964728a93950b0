// Tries what this host can do, because neither versions nor settings tell reliably.

import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {request} from 'node:http';
import process from 'node:process';
import {readText} from '../files/read-text.door.js';
import {COURSE_TOOLS, ENGINES, OCI_RUNTIMES, PACKAGE_TOOLS} from './course-tools.js';
import type {CgroupSurvey, ProbeResults, TerminalFacts} from './probe-results.js';
import {type Outcome, PROBES, type Probe, ROOT_PROBE} from './probes.js';
import {readAppArmorProfile} from './read-apparmor.door.js';
import {hasTool, readSandboxHost, TOOL_DIRECTORIES} from './read-sandbox-host.door.js';
import type {CgroupOffer, SandboxHost} from './sandbox-host.js';

/**
 * A slow, busy host takes seconds for what takes milliseconds elsewhere; only a hang takes this
 * long.
 */
const PROBE_MS = 15_000;

/**
 * Runs every probe and reads the settings around them. Takes some 50 ms, seconds on a slow host, at
 * most one probe's timeout. Changes nothing that outlives it; never throws.
 */
export async function probeHost(terminal: TerminalFacts = ownTerminal()): Promise<ProbeResults> {
	const host = process.platform === 'linux' ? readSandboxHost() : undefined;
	const isRoot = process.getuid?.() === 0;
	const probes = host === undefined ? [] : PROBES;
	const [outcomes, rootOutcome, cgroup, utilLinux, dockerAnswers, confined] = await Promise.all([
		Promise.all(
			probes.map(async (probe) => [probe.id, await tryProbe(probe, host?.dropTo)] as const),
		),
		host !== undefined && isRoot ? tryProbe(ROOT_PROBE, undefined) : undefined,
		surveyCgroups(host),
		readUtilLinuxVersion(),
		askDocker(),
		run('unshare', ['-U', 'cat', '/proc/self/attr/current'], host?.dropTo),
	]);
	const status = readLine('/proc/self/status') ?? '';
	return {
		platform: process.platform,
		nodeVersion: process.versions.node,
		kernel: readLine('/proc/sys/kernel/osrelease') ?? '',
		isRoot,
		probes: {
			...Object.fromEntries(outcomes),
			...(rootOutcome === undefined ? {} : {'root-namespaces': rootOutcome}),
		},
		seccomp: Number(/^Seccomp:\s+(\d)/m.exec(status)?.[1] ?? 0),
		maxUserNamespaces: readLine('/proc/sys/user/max_user_namespaces'),
		usernsClone: readLine('/proc/sys/kernel/unprivileged_userns_clone'),
		apparmorRestricts: readLine('/proc/sys/kernel/apparmor_restrict_unprivileged_userns'),
		apparmorProfile: readAppArmorProfile(confined.stdout),
		container: existsSync('/.dockerenv')
			? 'docker'
			: existsSync('/run/.containerenv')
				? 'podman'
				: undefined,
		cgroup,
		pressure: readLine('/proc/pressure/cpu') !== undefined,
		dockerAnswers,
		tools: new Set(
			[...COURSE_TOOLS.map(({tool}) => tool), ...OCI_RUNTIMES, ...ENGINES].filter(hasTool),
		),
		packageTool: PACKAGE_TOOLS.find(hasTool),
		utilLinux,
		terminal,
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

function run(
	command: string,
	args: readonly string[],
	ids: SandboxHost['dropTo'],
	env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
	return new Promise<Ran>((resolve) => {
		execFile(
			command,
			args,
			{
				cwd: '/',
				timeout: PROBE_MS,
				killSignal: 'SIGKILL',
				env: {PATH: TOOL_DIRECTORIES.join(':'), LC_ALL: 'C', ...env},
				...ids,
			},
			(error, stdout, stderr) => {
				const said = error?.killed
					? `no answer in ${PROBE_MS / 1000} s`
					: stderr.trim().split('\n').at(-1);
				resolve({ok: error === null, message: said || (error?.message ?? ''), stdout});
			},
		);
	}).catch((error: Error) => ({ok: false, message: error.message, stdout: ''}));
}

async function tryProbe(probe: Probe, ids: SandboxHost['dropTo']): Promise<Outcome> {
	const {ok, message} = await run(probe.command, probe.args, ids);
	return {ok, message};
}

async function readUtilLinuxVersion(): Promise<string | undefined> {
	const {stdout} = await run('unshare', ['--version'], undefined);
	return /util-linux (\d[\d.]*)/.exec(stdout)?.[1];
}

/**
 * Whether a docker daemon answers on a socket of this host (Engine API, GET /_ping). If DOCKER_HOST
 * names another host, that daemon runs no container on this kernel and is not asked.
 */
async function askDocker(): Promise<boolean> {
	const runtime = process.env['XDG_RUNTIME_DIR'];
	const named = /^unix:\/\/(.+)/.exec(process.env['DOCKER_HOST'] ?? '')?.[1];
	const sockets = [
		...(named === undefined ? [] : [named]),
		'/var/run/docker.sock',
		...(runtime === undefined ? [] : [`${runtime}/docker.sock`]),
	];
	const answers = await Promise.all(sockets.map(ping));
	return answers.includes(true);
}

const ping = (socketPath: string): Promise<boolean> =>
	new Promise((resolve) => {
		const call = request({socketPath, path: '/_ping', timeout: PROBE_MS}, (response) => {
			resolve(response.statusCode === 200);
			response.destroy();
		});
		call.on('timeout', () => call.destroy());
		call.on('error', () => resolve(false));
		call.end();
	});

async function surveyCgroups(host: SandboxHost | undefined): Promise<CgroupSurvey> {
	const none: CgroupOffer = {kind: 'none', why: 'this is not Linux', readable: []};
	const offer = host?.cgroup ?? none;
	const mounted = host?.mounts.findLast(({mountPoint}) => mountPoint === '/sys/fs/cgroup');
	const version = mounted === undefined ? undefined : mounted.type === 'cgroup2' ? 2 : 1;
	const survey = {offer, version, message: ''} as const;
	switch (offer.kind) {
		case 'none':
			return {...survey, controllers: []};
		case 'v1':
			return {...survey, controllers: offer.controllers.map(({controller}) => controller)};
		case 'v2':
			return {...survey, controllers: words(readLine(`${offer.parent}/cgroup.controllers`))};
		case 'systemd': {
			const scope = await run(
				'systemd-run',
				['--user', '--scope', '--quiet', '-p', 'Delegate=yes', 'sh', '-c', READ_SCOPE],
				undefined,
				offer.environment,
			);
			return {...survey, controllers: scope.ok ? words(scope.stdout) : [], message: scope.message};
		}
	}
}

const READ_SCOPE = `while IFS=: read -r _ controllers group; do
	[ -n "$controllers" ] || exec cat "/sys/fs/cgroup$group/cgroup.controllers"
done </proc/self/cgroup`;

const words = (text: string | undefined): readonly string[] =>
	(text ?? '').split(/\s+/).filter((word) => word !== '');

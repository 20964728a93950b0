// Starts the program in one host of the matrix, and gives what it printed there.
import {spawn} from 'node:child_process';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {hasTool, toolEnvironment} from '../made-machines.mjs';
import {ociConfig} from './oci-config.mjs';
import {makeGroups, ownHierarchies, removeGroups} from './own-groups.mjs';
import {WAYS} from './properties.mjs';

const LAY_OUT = fileURLToPath(new URL('enter-host.sh', import.meta.url));
const RELOCATED = '/nix/store/tools/bin:/nix/store/tools/sbin';
const USUAL = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const NODE_IN = {beside: '/home/conda/bin:', closed: '/root/.nvm/bin:', usual: ''};

/** The OCI runtime of this machine, if there is one. */
export const RUNTIME = ['runc', 'crun'].find(hasTool);

/** What whoever sits in this host has in the environment. */
export const environmentOf = ({tools, who, node}) => ({
	PATH: NODE_IN[node] + (tools === 'relocated' ? RELOCATED : USUAL),
	HOME: who === 'root' ? '/root' : '/home/learner',
	LANG: 'C.UTF-8',
	TERM: 'xterm',
});

/** After so many seconds no further step is begun. */
const PLAY_SECONDS = 100;
export const commandOf = (seed) => ['node', '/opt/program/inside.mjs', seed, String(PLAY_SECONDS)];
export const uidOf = ({who}) => (who === 'root' ? 0 : 1000);

/**
 * Runs the program in a host that is plain or an OCI container; when it returns, nothing of that host is left.
 *
 * @param {object} host its value of each property
 * @param {{roots: string, program: string, work: string, name: string, seed: string, seconds: number, signal: AbortSignal}} with_
 */
export async function enterHost(host, {roots, program, work, name, seed, seconds, signal}) {
	const way = WAYS[host.way];
	const folder = join(work, name);
	mkdirSync(folder);
	const env = Object.entries(environmentOf(host)).map(([key, value]) => `${key}=${value}`);
	const uid = uidOf(host);
	const variables = {
		ROOT: join(roots, host.tools),
		NODES: join(roots, 'nodes'),
		PROGRAM: program,
		WORK: folder,
		KIND: way.kind,
		DISK: host.disk,
		NODE: host.node,
		ATIME: way.noatime ? 'noatime' : 'relatime',
		GROUPS_:
			host.groups === 'own'
				? ownHierarchies()
						.map(({options}) => options)
						.join(' ')
				: '',
		NAME: name,
		RUNTIME: RUNTIME ?? '',
		CONFIG: join(work, `${name}.json`),
	};
	if (way.kind === 'oci') {
		const root = join(folder, 'root');
		const start = {
			root,
			isReadOnly: host.disk === 'read-only',
			uid,
			args: commandOf(seed),
			env,
			group: name,
		};
		writeFileSync(variables.CONFIG, JSON.stringify(ociConfig(way, start)));
	}
	const becomeUser =
		uid === 0 ? [] : ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'];
	const groups = host.groups === 'own' ? makeGroups(name) : [];
	try {
		return await runProgram(
			'sh',
			[
				...[
					'-c',
					'for group in $JOIN; do echo $$ >"$group/cgroup.procs" || exit; done; exec "$@"',
					'sh',
				],
				...APART,
				...['--ipc', '--uts', ...(groups.length > 0 ? ['--cgroup'] : [])],
				...['sh', LAY_OUT, 'env', '-i', ...env, ...becomeUser, ...commandOf(seed)],
			],
			{
				env: {
					...toolEnvironment,
					PATH: `${toolEnvironment.PATH}:${RELOCATED}`,
					...variables,
					JOIN: groups.join(' '),
				},
				seconds,
				signal,
			},
		);
	} finally {
		await removeGroups(name);
		rmSync(folder, {recursive: true, force: true});
	}
}

/** Starts a command in mount and PID namespaces of its own that end with whoever started it. */
export const APART = [
	...['setpriv', '--pdeathsig=KILL', 'unshare', '--mount', '--propagation=private'],
	...['--pid', '--fork', '--kill-child'],
];

/**
 * Resolves to what the program said in the host, or to `notRun`, why it could not be started there. Rejects where
 * `signal` ended it.
 */
export function runProgram(command, args, {env = process.env, seconds, signal}) {
	const child = spawn(command, args, {
		env,
		stdio: ['ignore', 'pipe', 'pipe'],
		timeout: seconds * 1000,
		// unshare(1) that waits for its child does not mind a gentler one.
		killSignal: 'SIGKILL',
		signal,
	});
	let stdout = '';
	let stderr = '';
	child.stdout.on('data', (chunk) => {
		stdout += chunk;
	});
	child.stderr.on('data', (chunk) => {
		stderr += chunk;
	});
	return new Promise((resolve, reject) => {
		child.once('error', (error) =>
			signal.aborted ? reject(error) : resolve({notRun: error.message}),
		);
		child.once('close', (code, killedBy) => {
			const [, json] = /^@@matrix (.*)$/m.exec(stdout) ?? [];
			if (json !== undefined) return resolve(JSON.parse(json));
			if (child.killed) return resolve({notRun: `it had not ended after ${seconds} s`});
			const said = stderr.trim().split('\n').slice(-2).join('; ').slice(-400);
			resolve({notRun: said || `ended with ${killedBy ?? code}`});
		});
	});
}

// A real Docker daemon that touches no network, in mount and PID namespaces of its own, gone with all it started.
import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, openSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {hasTool, toolEnvironment} from '../made-machines.mjs';
import {APART, commandOf, environmentOf, runProgram, uidOf} from './enter-host.mjs';
import {removeGroups} from './own-groups.mjs';
import {rootsFolder} from './prepare-roots.mjs';
import {WAYS} from './properties.mjs';

const START_SECONDS = 60;

/** Debian's packages, unpacked and not installed: an install would start the daemon, and that the network. */
const PACKAGES = ['docker.io', 'docker-cli', 'containerd', 'runc', 'tini'];

/** The PATH with the engine's programs; throws where they can't be had. */
function enginePath() {
	if (hasTool('dockerd') && hasTool('docker') && hasTool('containerd')) return toolEnvironment.PATH;
	const folder = join(rootsFolder(), 'docker');
	const path = `${folder}/usr/sbin:${folder}/usr/bin:${toolEnvironment.PATH}`;
	if (existsSync(join(folder, 'usr/sbin/dockerd'))) return path;
	mkdirSync(folder, {recursive: true});
	for (const name of PACKAGES) {
		// Some of them are part of docker.io in one release, and a package of their own in the next.
		const {status} = spawnSync('apt-get', ['download', '-qq', name], {
			cwd: folder,
			stdio: 'ignore',
		});
		if (status === 0)
			spawnSync('sh', ['-c', `dpkg-deb -x ${name}_*.deb . && rm ${name}_*.deb`], {cwd: folder});
	}
	if (existsSync(join(folder, 'usr/sbin/dockerd'))) return path;
	rmSync(folder, {recursive: true, force: true});
	throw new Error("there is no dockerd, and Debian's docker.io could not be fetched");
}

/**
 * Starts the daemon; rejects with why it does not run here.
 *
 * @param {{work: string, name: string, program: string, signal: AbortSignal}} options
 */
export async function startDocker({work, name, program, signal}) {
	const env = {...toolEnvironment, PATH: enginePath()};
	const folder = join(work, 'docker');
	mkdirSync(folder);
	const log = openSync(join(folder, 'log'), 'w');
	const [starter, ...apart] = APART;
	const daemon = spawn(
		starter,
		[
			...apart,
			...['--mount-proc', 'dockerd', '--iptables=false', '--ip6tables=false', '--bridge=none'],
			...['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec')],
			...[
				'--pidfile',
				join(folder, 'pid'),
				'-H',
				`unix://${folder}/socket`,
				'--cgroup-parent',
				name,
			],
		],
		{env, stdio: ['ignore', log, log]},
	);
	const ended = new Promise((resolve) => daemon.once('exit', resolve));
	const docker = (...args) => ['-H', `unix://${folder}/socket`, ...args];
	const close = async () => {
		daemon.kill('SIGKILL');
		await ended;
		await removeGroups(name);
		rmSync(folder, {recursive: true, force: true});
	};
	const isUp = () => spawnSync('docker', docker('info'), {env, stdio: 'ignore'}).status === 0;
	const deadline = Date.now() + START_SECONDS * 1000;
	while (!isUp()) {
		const isOver =
			daemon.exitCode !== null ||
			daemon.signalCode !== null ||
			signal.aborted ||
			Date.now() > deadline;
		if (isOver) {
			const said = execFileSync('tail', ['-n', '2', join(folder, 'log')], {
				encoding: 'utf8',
			}).trim();
			await close();
			throw new Error(`dockerd does not run here: ${said.slice(-300)}`);
		}
		await pause(250);
	}
	const images = new Set();
	return {
		close,
		/** Runs the program in a container of it. */
		async enter(host, {roots, seed, seconds}) {
			const image = `matrix:${host.suite}-${host.tools}`;
			if (!images.has(image)) {
				const archive = `tar -C ${join(roots, host.tools)} -c . | docker -H unix://${folder}/socket import - ${image}`;
				execFileSync('sh', ['-c', archive], {env, stdio: ['ignore', 'ignore', 'pipe']});
				images.add(image);
			}
			const environment = Object.entries(environmentOf(host)).flatMap((pair) => [
				'-e',
				pair.join('='),
			]);
			const uid = uidOf(host);
			const args = docker(
				...['run', '--rm', '--network', 'none', '-v', `${program}:/opt/program:ro`, ...environment],
				...(uid === 0 ? [] : ['--user', `${uid}:${uid}`]),
				...(host.disk === 'read-only' ? ['--read-only', '--tmpfs', '/tmp'] : []),
				...WAYS[host.way].flags,
				...[image, ...commandOf(seed)],
			);
			return runProgram('docker', args, {env, seconds, signal});
		},
	};
}

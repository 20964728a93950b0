import {spawnSync} from 'node:child_process';
import {chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer, type RequestListener} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {build} from 'esbuild';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {HostReport} from '../../src/domain/host.js';
import {probeHost} from '../../src/host/probe-host.door.js';
import {readSandboxHost} from '../../src/host/read-sandbox-host.door.js';
import {needNamespaces, needRoot} from '../needs.js';
import {dockerLikeFilter, needFilter, underFilter} from './docker-like-filter.js';

const directory = mkdtempSync(join(tmpdir(), 'container-lessons-test-'));
const program = join(directory, 'probe-program.mjs');
const isRoot = process.getuid?.() === 0;
/** Root's own rights would be tried beside the sandbox's; most people are not root. */
const ORDINARY = isRoot ? ['setpriv', '--reuid=24242', '--regid=24242', '--clear-groups'] : [];

beforeAll(async () => {
	chmodSync(directory, 0o755);
	await build({
		entryPoints: [join(import.meta.dirname, 'probe-program.ts')],
		bundle: true,
		platform: 'node',
		format: 'esm',
		outfile: program,
		logLevel: 'error',
	});
});
afterAll(() => rmSync(directory, {recursive: true}));

/** The report of a program that was started by `wrap`. */
function reportFrom(...wrap: readonly string[]): HostReport {
	const [command = '', ...args] = [...wrap, process.execPath, program];
	// A bash whose input is a socket takes itself for one of a remote login and reads ~/.bashrc (bash(1)).
	const {stdout, stderr} = spawnSync(command, args, {
		stdio: ['ignore', 'pipe', 'pipe'],
		encoding: 'utf8',
		cwd: '/',
	});
	expect(stderr).toBe('');
	return JSON.parse(stdout);
}

describe('boxes that lack something, made on purpose', () => {
	test('this host, as it is', (ctx) => {
		needNamespaces(ctx);
		const report = reportFrom(...ORDINARY);
		expect(report.hostClass).toBe('full');
		expect(report.meets).toContain('user-namespaces');
	});

	test('a filter like that of Docker: observe, and the flags that lift it', (ctx) => {
		needFilter(ctx);
		const filter = join(directory, 'filter');
		writeFileSync(filter, dockerLikeFilter(), {mode: 0o644});
		const report = reportFrom(...ORDINARY, ...underFilter(filter));
		expect(report.hostClass).toBe('observe');
		const finding = report.findings.find(({id}) => id === 'user-namespaces');
		expect(finding?.ok).toBe(false);
		expect(finding?.mend?.command).toContain('--security-opt seccomp=unconfined');
		expect(report.meets).not.toContain('user-namespaces');
		expect(report.meets).toContain('tool:bash');
	});

	test('no namespaces left to make: the limit is named, though its file still says many', (ctx) => {
		needNamespaces(ctx);
		// The limit of the outer namespace is set to zero once the inner one, which waits, has been made.
		const limited = `mkfifo "$0"
exec 3<>"$0"
unshare -U --map-user=1000 --map-group=1000 sh -c 'read -r go <&3; exec "$@"' sh "$@" &
until grep -q 1000 /proc/$!/uid_map 2>/dev/null; do :; done
echo 0 >/proc/sys/user/max_user_namespaces
echo go >&3
wait $!`;
		const fifo = join(tmpdir(), `container-lessons-go-${process.pid}`);
		const report = reportFrom(...ORDINARY, ...['unshare', '-Ur', 'sh', '-c', limited, fifo]);
		rmSync(fifo);
		expect(report.hostClass).toBe('observe');
		const finding = report.findings.find(({id}) => id === 'user-namespaces');
		expect(finding?.found).toMatch(/limit/);
	});

	test('a user namespace without rights, as under AppArmor: told apart from one that is refused', (ctx) => {
		needNamespaces(ctx);
		const withoutRight = ['unshare', '-Ur', 'setpriv', '--bounding-set', '-setfcap'];
		const report = reportFrom(...ORDINARY, ...withoutRight);
		expect(report.hostClass).not.toBe('full');
		const finding = report.findings.find(({id}) => id === 'user-namespaces');
		expect(finding?.found).toMatch(/uid_map|without any rights|refused/);
	});

	test('a /proc mounted noatime, as on WSL2: named, and mended by what is said', (ctx) => {
		needNamespaces(ctx);
		needRoot(ctx);
		const remount = 'mount -o remount,nosuid,nodev,noexec,noatime /proc && eval "$0" && exec "$@"';
		const told = (mend: string) =>
			reportFrom(
				...['unshare', '-m', '--propagation', 'private', 'sh', '-c', remount, mend],
				...ORDINARY,
			);
		const report = told(':');
		expect(report.hostClass).toBe('no-proc');
		const proc = report.findings.find(({id}) => id === 'proc');
		expect(proc?.found).toContain('/proc is mounted noatime');
		expect(told((proc?.mend?.command ?? 'false').replaceAll('sudo ', '')).hostClass).toBe('full');
	});

	test('root that may not become another user is told so, and nothing of what such a one may do', (ctx) => {
		needNamespaces(ctx);
		needRoot(ctx);
		const report = reportFrom('setpriv', '--bounding-set', '-setuid,-setgid');
		const failed = report.findings.filter(({ok}) => !ok).map(({id}) => id);
		expect(failed).toContain('change-user');
		expect(failed).not.toContain('user-namespaces');
		expect(report.summary).toContain('root may not become another user here');
	});

	test('a masked /proc, as in podman: no-proc', (ctx) => {
		needNamespaces(ctx);
		const mask = 'mount -t tmpfs tmpfs /proc/tty && exec "$@"';
		const report = reportFrom(...ORDINARY, 'unshare', '-Urm', 'sh', '-c', mask, 'sh');
		expect(report.hostClass).toBe('no-proc');
		expect(report.findings.find(({id}) => id === 'proc')?.mend?.command).toMatch(
			/systempaths|unmask/,
		);
	});
});

describe('a daemon of docker', () => {
	/** What the probe sees while a server with this answer listens where DOCKER_HOST says. */
	async function dockerAnswersWith(answer: RequestListener, name: string): Promise<boolean> {
		const socket = join(directory, name);
		const server = createServer(answer);
		await new Promise<void>((resolve) => server.listen(socket, resolve));
		const before = process.env['DOCKER_HOST'];
		process.env['DOCKER_HOST'] = `unix://${socket}`;
		try {
			return (await probeHost(readSandboxHost(), 15, Promise.resolve(false))).dockerAnswers;
		} finally {
			if (before === undefined) delete process.env['DOCKER_HOST'];
			else process.env['DOCKER_HOST'] = before;
			server.closeAllConnections();
			server.close();
		}
	}

	test('is there when it answers a ping', async () => {
		const asked: string[] = [];
		const answers = await dockerAnswersWith((request, response) => {
			asked.push(request.url ?? '');
			response.end('OK');
		}, 'docker.sock');
		expect({answers, asked}).toEqual({answers: true, asked: ['/_ping']});
	});

	test('is not there when what listens is something else', async (ctx) => {
		if (existsSync('/var/run/docker.sock')) return ctx.skip('a docker daemon is really here');
		const answers = await dockerAnswersWith((_request, response) => {
			response.statusCode = 404;
			response.end();
		}, 'other.sock');
		expect(answers).toBe(false);
	});
});

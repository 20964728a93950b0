import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import {createInspectReads} from '../../src/inspect/create-inspect-reads.js';
import {findSubject} from '../../src/inspect/find-subject.js';
import {ownStateOptions} from '../../src/inspect/read-state.door.js';
import {needNamespaces, needRoot, needTool} from '../needs.js';

const reads = createInspectReads(ownStateOptions());

/** Starts what prints a line when it is ready, and ends it after the test. */
async function start(command: string, ...args: readonly string[]): Promise<ChildProcess> {
	const child = spawn(command, args, {stdio: ['ignore', 'pipe', 'inherit']});
	onTestFinished(() => {
		child.kill('SIGKILL');
	});
	await once(child.stdout, 'data');
	return child;
}

async function ownKindsOf(pid: number): Promise<readonly string[]> {
	const portrait = await reads.portrait(pid);
	return (portrait?.namespaces ?? [])
		.filter(({isShared}) => isShared === false)
		.map(({kind}) => kind);
}

/** The box whose first process has this in its arguments. */
async function boxOf(word: string) {
	const {boxes} = await reads.boxes();
	return boxes.find(({argv}) => argv.some((one) => one.includes(word)));
}

test('a box made by hand is found, and what it maps and holds is told', async (context) => {
	needNamespaces(context);
	await start(
		'unshare',
		'-Urnpf',
		'--mount-proc',
		'--kill-child',
		'sh',
		'-c',
		'echo; exec sleep 3001.5',
	);
	const box = await boxOf('3001.5');
	expect(box).toMatchObject({innerPid: 1, innerUid: 0, kinds: ['mnt', 'net', 'pid', 'user']});
	const {processes} = await reads.tree(box?.pid ?? 0);
	expect(processes.map(({comm}) => comm)).toEqual(expect.arrayContaining(['unshare', 'sleep']));
	const network = await reads.network(box?.pid ?? 0);
	expect(network?.interfaces.map(({name}) => name)).toContain('lo');
});

test('of a process that has ended no namespace is said to be its own', async () => {
	// sleep does not wait for what the shell had started.
	const child = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 3000.5']);
	onTestFinished(() => {
		child.kill('SIGKILL');
	});
	const [pid] = await once(child.stdout, 'data');
	await vi.waitFor(async () => {
		expect((await reads.portrait(Number(pid)))?.subject.state).toBe('Z');
	});
	expect(await ownKindsOf(Number(pid))).toEqual([]);
});

test("bubblewrap's sandbox is found, with what it shows of the host", async (context) => {
	needNamespaces(context);
	needTool(context, 'bwrap');
	const folder = mkdtempSync(join(tmpdir(), 'container-lessons-box-'));
	onTestFinished(() => rmSync(folder, {recursive: true}));
	const args = [
		'--unshare-all',
		'--die-with-parent',
		'--ro-bind',
		'/',
		'/',
		'--bind',
		folder,
		'/mnt',
	];
	await start('bwrap', ...args, '--proc', '/proc', 'sh', '-c', 'echo; exec sleep 3002.5');
	const box = await boxOf('3002.5');
	expect(box?.kinds).toEqual(expect.arrayContaining(['ipc', 'mnt', 'net', 'pid', 'uts']));
	const mounts = await reads.mounts(box?.pid ?? 0);
	const bound = mounts?.notable.find(({mount}) => mount.mountPoint === '/mnt');
	expect(bound).toMatchObject({why: 'of-the-host'});
	expect(bound?.hostPath).toContain('container-lessons-box-');
});

for (const tool of ['runc', 'crun']) {
	test(`a container of ${tool} is found by its name`, async (context) => {
		needRoot(context);
		needTool(context, tool, 'busybox');
		const refuses = tool === 'crun' && isHybrid();
		context.skip(refuses, 'crun starts no container where cgroup v1 and v2 are both mounted');
		await findRun(tool);
	});
}

/** What a program is linked with, its loader too; none where it is linked statically. */
const librariesOf = (program: string): readonly string[] =>
	spawnSync('ldd', [program], {encoding: 'utf8'}).stdout.match(/\/\S+(?= \()/g) ?? [];

function isHybrid(): boolean {
	const mounts = readFileSync('/proc/self/mountinfo', 'utf8');
	return / - cgroup /.test(mounts) && / - cgroup2 /.test(mounts);
}

async function findRun(tool: string): Promise<void> {
	const name = `xray-${tool}-${process.pid}`;
	const bundle = mkdtempSync(join(tmpdir(), 'container-lessons-bundle-'));
	onTestFinished(() => {
		spawnSync(tool, ['delete', '--force', name]);
		rmSync(bundle, {recursive: true, force: true});
	});
	mkdirSync(join(bundle, 'rootfs/bin'), {recursive: true});
	const root = join(bundle, 'rootfs');
	for (const library of librariesOf('/bin/busybox')) {
		cpSync(library, join(root, library), {dereference: true});
	}
	cpSync('/bin/busybox', join(root, 'bin/sleep'));
	spawnSync(tool, ['spec'], {cwd: bundle});
	const spec = JSON.parse(readFileSync(join(bundle, 'config.json'), 'utf8'));
	// It may be run where nobody may raise a limit.
	const process_ = {...spec.process, terminal: false, args: ['/bin/sleep', '3003.5'], rlimits: []};
	writeFileSync(join(bundle, 'config.json'), JSON.stringify({...spec, process: process_}));
	// What it prints to is the container's as well, and a pipe would be waited for until that ends.
	const ran = spawnSync(tool, ['run', '--detach', '--bundle', bundle, name], {stdio: 'ignore'});
	expect(ran.status).toBe(0);
	const found = findSubject(name, (await reads.boxes()).boxes);
	expect(found.kind).toBe('pid');
	const pid = found.kind === 'pid' ? found.pid : 0;
	expect(await reads.name(pid)).toMatchObject({id: name, kind: 'container'});
	expect(await ownKindsOf(pid)).toEqual(
		expect.arrayContaining(['ipc', 'mnt', 'net', 'pid', 'uts']),
	);
	const portrait = await reads.portrait(pid);
	expect(portrait?.subject.rights.noNewPrivs).toBe(true);
	expect((await reads.mounts(pid))?.masked).toContain('/sys/firmware');
}

import {describe, expect, test} from 'vitest';
import {findSubject} from '../../src/inspect/find-subject.js';
import {HOST_MOUNTS, type MadeProcess, madeHost} from './made-host.js';

const ID = '32459977dfc56a9cdaa135c27586b62eb6a6167ca698d2e53d6385a805d8dad9';
const OWN = {pid: 901, mnt: 902, net: 903, uts: 904, ipc: 905};

const shim: MadeProcess = {
	parent: 1,
	comm: 'containerd-shim',
	args: ['/usr/bin/containerd-shim-runc-v2', '-namespace', 'moby', '-id', ID, '-address', '/run/x'],
};
const nginx: MadeProcess = {
	parent: 200,
	comm: 'nginx',
	args: ['nginx', '-g', 'daemon off;'],
	namespaces: OWN,
	nsPids: [201, 1],
	cgroup: `0::/system.slice/docker-${ID}.scope\n`,
	mounts: `100 90 0:50 / / rw - overlay overlay rw,lowerdir=/a,upperdir=/b
101 100 8:1 /var/lib/docker/containers/${ID}/hosts /etc/hosts rw - ext4 /dev/sda1 rw
`,
};
const worker: MadeProcess = {...nginx, parent: 201, nsPids: [202, 7], start: 200};
/** Not a child of the container's first process: docker exec. */
const exec: MadeProcess = {...nginx, comm: 'sh', args: ['sh'], nsPids: [203, 12], start: 300};
const DOCKER = {200: shim, 201: nginx, 202: worker, 203: exec};

describe('a container of Docker', () => {
	test('is one box with all its processes, told by its group and its shim', async () => {
		const {boxes, base} = await madeHost(DOCKER).boxes();
		expect(base.kind).toBe('host');
		expect(boxes).toHaveLength(1);
		expect(boxes[0]).toMatchObject({
			pid: 201,
			innerPid: 1,
			kinds: ['ipc', 'mnt', 'net', 'pid', 'uts'],
			processes: 3,
			depth: 0,
			container: {engine: 'docker', id: ID, name: undefined},
			parentComm: 'containerd-shim',
		});
		expect(boxes[0]?.container?.toldBy).toEqual([
			'its control group',
			'the arguments of containerd-shim-runc-v2 (pid 200)',
		]);
	});

	test('has the name that its engine wrote down', async () => {
		const file = `var/lib/docker/containers/${ID}/config.v2.json`;
		const reads = madeHost(DOCKER, {[file]: JSON.stringify({ID, Name: '/web'})});
		expect(await reads.name(202)).toMatchObject({engine: 'docker', id: ID, name: 'web'});
		expect(findSubject('web', (await reads.boxes()).boxes)).toEqual({kind: 'pid', pid: 201});
	});

	test('is shown with who keeps it, all that is in it, and not with the rest of the host', async () => {
		const reads = madeHost({...DOCKER, 300: {parent: 1, comm: 'cron'}});
		const {processes, leftOut} = await reads.tree(202);
		expect(processes.map(({pid}) => pid)).toEqual([200, 201, 202, 203]);
		expect(leftOut).toBe(0);
	});

	test('has mounts of the host, and what it shares with it is told of each kind', async () => {
		const reads = madeHost(DOCKER);
		const portrait = await reads.portrait(201);
		const shared = portrait?.namespaces.filter(({isShared}) => isShared).map(({kind}) => kind);
		expect(shared).toEqual(['cgroup', 'time', 'user']);
		expect(portrait?.unseen).toEqual([]);
		const mounts = await reads.mounts(201);
		expect(mounts?.notable.map(({hostPath}) => hostPath)).toEqual([
			undefined,
			`/var/lib/docker/containers/${ID}/hosts`,
		]);
	});
});

describe('who may not trace a process', () => {
	const closed = (made: MadeProcess): MadeProcess => ({...made, namespaces: undefined});
	const host = () => madeHost({200: closed(shim), 201: closed(nginx), 202: closed(worker)});

	test('is told what else says it, and by what, and what is not told', async () => {
		const portrait = await host().portrait(201);
		const told = portrait?.namespaces.map(({kind, isShared, toldBy}) => [kind, isShared, toldBy]);
		expect(told).toContainEqual(['pid', false, 'NSpid']);
		expect(told).toContainEqual(['mnt', false, 'the numbers of its mounts']);
		expect(told).toContainEqual(['uts', undefined, undefined]);
		expect(portrait?.unseen.map(({what}) => what)).toEqual(['namespaces', 'root', 'files']);
		expect(portrait?.unseen[0]?.why).toContain('ptrace(2)');
	});

	test('sees the container in the list all the same', async () => {
		const {boxes, closed: count} = await host().boxes();
		expect(boxes).toHaveLength(1);
		expect(boxes[0]).toMatchObject({pid: 201, kinds: undefined, container: {id: ID}});
		expect(count).toBe(3);
	});
});

describe('state files', () => {
	const box: MadeProcess = {parent: 1, namespaces: OWN, nsPids: [201, 1], start: 777};
	const state = {id: 'demo', init_process_pid: 201, init_process_start: 777};

	test.each([
		['runc', 'run/runc/demo/state.json', state],
		['crun', 'run/crun/demo/status', {pid: 201, 'process-start-time': 777}],
	])('of %s name the container', async (engine, file, content) => {
		const reads = madeHost({201: box}, {[file]: JSON.stringify(content)});
		expect(await reads.name(201)).toMatchObject({engine, id: 'demo', toldBy: [`/${file}`]});
	});

	test('that are left over name nobody: the number is another process now', async () => {
		const old = JSON.stringify({...state, init_process_start: 5});
		const reads = madeHost({201: box}, {'run/runc/demo/state.json': old});
		expect((await reads.name(201))?.engine).toBe('systemd');
	});

	test('of systemd name a machine by its leader', async () => {
		const text = 'NAME=web\nCLASS=container\nSERVICE=nspawn\nLEADER=201\n';
		const reads = madeHost({201: box}, {'run/systemd/machines/web': text});
		expect(await reads.name(201)).toMatchObject({
			kind: 'machine',
			engine: 'systemd-nspawn',
			name: 'web',
		});
	});

	test.each(['', '{', 'null', '[]', '{"init_process_pid":"201"}', '{"init_process_pid":-1}'])(
		'with %j in them say nothing',
		async (text) => {
			const reads = madeHost({201: box}, {'run/runc/demo/state.json': text});
			expect((await reads.name(201))?.kind).toBe('unit');
		},
	);

	test('of podman and of a pod give names', async () => {
		const podman = {...box, cgroup: `0::/machine.slice/libpod-${ID}.scope\n`};
		const list = JSON.stringify([{id: ID, names: ['web']}, {id: 7}, null]);
		const storage = 'var/lib/containers/storage/overlay-containers/containers.json';
		const reads = madeHost({201: podman}, {[storage]: list});
		expect(await reads.name(201)).toMatchObject({engine: 'podman', id: ID, name: 'web'});
		const pod = {...box, cgroup: `0::/kubepods.slice/cri-containerd-${ID}.scope\n`};
		const annotations = {
			'io.kubernetes.cri.container-name': 'app',
			'io.kubernetes.cri.sandbox-name': 'api-0',
			'io.kubernetes.cri.sandbox-namespace': 'prod',
		};
		const bundle = `run/containerd/io.containerd.runtime.v2.task/k8s.io/${ID}/config.json`;
		const inPod = madeHost({201: pod}, {[bundle]: JSON.stringify({annotations})});
		expect(await inPod.name(201)).toMatchObject({name: 'app', pod: 'prod/api-0'});
		expect(findSubject('api-0', (await inPod.boxes()).boxes)).toEqual({kind: 'pid', pid: 201});
	});
});

describe('boxes', () => {
	test('within others are told with how deep they are, and who only waits is not told', async () => {
		const sandbox: MadeProcess = {parent: 1, comm: 'unshare', namespaces: {user: 801, mnt: 802}};
		const inside = {user: 801, mnt: 802, pid: 803};
		const reads = madeHost({
			300: sandbox,
			301: {parent: 300, comm: 'bash', namespaces: inside, nsPids: [301, 1], start: 200},
			302: {
				parent: 301,
				comm: 'sh',
				namespaces: {...inside, net: 804},
				nsPids: [302, 5],
				start: 300,
			},
			303: {parent: 301, comm: 'sh', namespaces: inside, nsPids: [303, 6], start: 300},
		});
		const {boxes} = await reads.boxes();
		expect(boxes.map(({pid, depth, processes}) => [pid, depth, processes])).toEqual([
			[301, 0, 2],
			[302, 1, 1],
		]);
	});

	test('are found by what runs in them only where that is one', async () => {
		const bash = (parent: number, pid: number): MadeProcess => ({
			parent,
			comm: 'bash',
			namespaces: {pid, mnt: pid + 1},
			nsPids: [pid, 1],
		});
		const {boxes} = await madeHost({300: bash(1, 811), 400: bash(1, 821)}).boxes();
		expect(findSubject('bash', boxes)).toMatchObject({kind: 'several'});
		expect(findSubject('zsh', boxes)).toEqual({kind: 'none'});
	});

	test('of threads of the kernel are none', async () => {
		const {boxes} = await madeHost({
			2: {comm: 'kthreadd'},
			25: {parent: 2, comm: 'kdevtmpfs', namespaces: {mnt: 700}},
		}).boxes();
		expect(boxes).toEqual([]);
	});
});

test('a process that has ended is no process, and no error', async () => {
	const reads = madeHost({});
	expect(await reads.portrait(999)).toBeUndefined();
	expect(await reads.exists(999)).toBe(false);
	expect(await reads.exists(1)).toBe(true);
	expect(await reads.name(999)).toBeUndefined();
	expect((await reads.tree(999)).processes).toEqual([]);
});

test('what runs this in a container is compared with pid 1 of that, and it says so', async () => {
	const reads = madeHost({1: {comm: 'sh', namespaces: OWN}, 50: {namespaces: OWN}});
	expect((await reads.boxes()).base.kind).toBe('pid-1');
	expect((await reads.boxes()).boxes).toEqual([]);
});

test('a table of mounts that is longer than is read is told as that', async () => {
	const line = (index: number) =>
		`${1000 + index} 90 0:${index} / /m/${index} rw - tmpfs tmpfs rw\n`;
	const long = Array.from({length: 20_000}, (_, index) => line(index)).join('');
	const reads = madeHost({201: {parent: 1, namespaces: OWN, mounts: HOST_MOUNTS + long}});
	const mounts = await reads.mounts(201);
	expect(mounts?.isWhole).toBe(false);
	expect(mounts?.count).toBeLessThan(20_000);
});

import {describe, expect, test} from 'vitest';
import type {ProcessView} from '../../../src/domain/evidence.js';
import type {Xray} from '../../../src/domain/xray.js';
import {
	planXray,
	sandboxWall,
	uidPairOf,
	type XrayProcess,
} from '../../../src/ui/xray/plan-xray.js';
import {flooded, scene} from './scenes.js';

const everyOne = (processes: readonly XrayProcess[]): readonly XrayProcess[] =>
	processes.flatMap((one) => [one, ...everyOne(one.children)]);

/** The process whose arguments begin so. */
function found(xray: Xray, name: string): XrayProcess {
	const one = everyOne(planXray(xray)).find(({process}) => process.argv.join(' ').startsWith(name));
	if (one === undefined) throw new Error(`no process ${name}`);
	return one;
}

const changed = (xray: Xray, name: string, part: Partial<ProcessView>): Xray => ({
	...xray,
	processes: xray.processes.map((process) =>
		process.argv.join(' ').startsWith(name) ? {...process, ...part} : process,
	),
});

describe('a wall', () => {
	test('is one for unshare and for what it forked, and only the latter has a number in there', () => {
		const unshare = found(scene('unshare'), 'unshare');
		expect(unshare.wall).toMatchObject({
			fresh: ['pid', 'mnt', 'user'],
			joined: [],
			isWaitedFor: true,
			level: 2,
			uid: {here: 0},
		});
		expect(unshare.process.nsPids[2]).toBeUndefined();
		expect(unshare.children.map(({wall, process}) => [wall, process.nsPids[2]])).toEqual([
			[undefined, 1],
		]);
	});

	test('of who entered somebody else’s namespaces names whose they are', () => {
		const xray = scene('entered');
		const world = found(xray, 'api-heron');
		expect(found(xray, 'nsenter').wall).toMatchObject({
			fresh: [],
			joined: ['pid', 'mnt', 'net', 'uts', 'ipc', 'user'],
			joinedOf: world.process.pid,
		});
	});

	test('is none where nothing differs, and none for a zombie, of which nothing can be read', () => {
		expect(everyOne(planXray(scene('zombie'))).filter(({wall}) => wall)).toEqual([]);
	});

	test('without a new PID namespace has no numbers of its own', () => {
		const user = changed(scene('unshare'), 'unshare', {
			namespaces: {...scene('plain').sandbox.namespaces, user: 'user:[1]'},
		});
		expect(found(user, 'unshare').wall).toMatchObject({fresh: ['user'], level: undefined});
	});

	test('stands between a process and a child in a PID namespace below, where the parent made nothing else', () => {
		const {namespaces} = scene('unshare').sandbox;
		const quiet = changed(scene('unshare'), 'unshare', {namespaces});
		expect(found(quiet, 'unshare').wall).toBeUndefined();
		expect(found(quiet, 'unshare').children.map(({wall}) => wall?.fresh)).toEqual([
			['pid', 'mnt', 'user'],
		]);
	});

	test('around the sandbox tells what differs from the host', () => {
		expect(sandboxWall(scene('plain'))).toMatchObject({
			fresh: ['pid', 'mnt', 'net', 'uts', 'ipc', 'user', 'cgroup', 'time'],
			uid: {here: 1000},
			level: 1,
		});
	});
});

test('a process says where its root directory or its control group is another than its parent’s', () => {
	expect(found(scene('container'), '/bin/sh')).toMatchObject({hasOwnRoot: true});
	expect(found(scene('container'), 'unshare')).toMatchObject({hasOwnRoot: false});
	const [shell] = planXray(scene('budget'));
	expect(shell?.group).toBeUndefined();
	expect(shell?.children.map(({group}) => group)).toEqual(['/tight']);
	expect(shell?.children[0]?.children.map(({group}) => group)).toEqual(Array(6).fill(undefined));
});

test('an orphan stands beside the shells, after them', () => {
	const orphaned = flooded(1, () => ({parent: 7, argv: ['orphan']}));
	const first = {...orphaned, processes: orphaned.processes.toReversed()};
	expect(planXray(first).map(({process}) => process.argv[0])).toEqual(['bash', 'orphan']);
});

test.each([
	['one uid', [[0, 1000, 1]], 1000, 0],
	[
		'a range',
		[
			[0, 1000, 1],
			[1, 100_000, 65_536],
		],
		100_041,
		42,
	],
	['nobody', [], 1000, undefined],
] as const)('a uid is read through a map of %s', (_what, uidMap, host, here) => {
	expect(uidPairOf({uidMap, uids: [0, host, host, host]})).toEqual({here, host});
});

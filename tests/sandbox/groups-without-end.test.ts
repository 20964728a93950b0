import {execFileSync} from 'node:child_process';
import {existsSync, readdirSync} from 'node:fs';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {saySwept} from '../../src/cli/commands/clean.js';
import {cgroupName, removeCgroups} from '../../src/sandbox/cgroup-directories.door.js';
import {needNamespaces, needRoot} from '../needs.js';
import {type DrivenBox, driveBox, eventually, groupsMadeFor} from './drive-sandbox.js';

/** Goes down into directories of the longest names, far beyond PATH_MAX; sh keeps no whole path. */
const DEEP = (at: string) =>
	`cd ${at} && n=$(head -c 200 /dev/zero | tr '\\0' d) && for i in $(seq 40); do mkdir $n && cd ./$n || break; done; cd /`;

describe('control groups that a learner makes without measure', () => {
	let sandbox: DrivenBox | undefined;
	beforeEach((context) => {
		needNamespaces(context);
		needRoot(context);
	});
	afterEach(async () => {
		await sandbox?.close();
		sandbox = undefined;
	});
	const open = async (context: {skip(note?: string): void}) => {
		sandbox = await driveBox();
		const groups = groupsMadeFor(sandbox);
		if (groups.length === 0) context.skip('this machine lets no group be made');
		return {sandbox, groups};
	};

	test('are removed with the sandbox, however deep they lie', async (context) => {
		const {sandbox, groups} = await open(context);
		for (const {mountPoint} of sandbox.cgroups) await sandbox.run(DEEP(mountPoint));
		for (const {path} of sandbox.cgroups) expect(readdirSync(path).join()).toMatch(/d{200}/);
		const started = performance.now();
		await sandbox.close();
		expect(performance.now() - started).toBeLessThan(5000);
		expect(groups.filter((path) => existsSync(path))).toEqual([]);
	});

	test('are removed by the janitor when the program is killed', async (context) => {
		const {sandbox, groups} = await open(context);
		for (const {mountPoint} of sandbox.cgroups) await sandbox.run(DEEP(mountPoint));
		sandbox.program.kill('SIGKILL');
		await eventually(
			() => groups.filter((path) => existsSync(path)),
			(left) => left.length === 0,
		);
	});

	test('end at a number: the kernel refuses more, or the sandbox ends and says why', async (context) => {
		const {sandbox, groups} = await open(context);
		const at = sandbox.cgroups[0];
		const make = `i=0; while [ $i -lt 3000 ] && mkdir ${at?.mountPoint}/g$i 2>/dev/null; do i=$((i+1)); done; echo $i`;
		const {stdout} = await sandbox.run(make, 30_000);
		if (at?.controller === '') return expect(Number(stdout)).toBeLessThan(300);
		expect(await sandbox.ended).toMatchObject({
			kind: 'died',
			why: 'The sandbox is gone: it made more control groups than this machine can spare.',
		});
		await eventually(
			() => groups.filter((path) => existsSync(path)),
			(left) => left.length === 0,
		);
	});
});

test('what can not be removed is told as left, and the rest as removed', async () => {
	// A directory with a file in it is as little to be removed as a group with a process.
	const at = execFileSync('mktemp', ['-d'], {encoding: 'utf8'}).trim();
	execFileSync('mkdir', ['-p', `${at}/empty/below`, `${at}/busy/below/deeper`]);
	execFileSync('touch', [`${at}/busy/below/file`]);
	const swept = await removeCgroups([`${at}/empty`, `${at}/busy`], 0);
	expect(swept).toEqual({removed: [`${at}/empty`], left: [`${at}/busy`]});
	expect(existsSync(`${at}/busy/below/deeper`)).toBe(false);
	expect(saySwept(swept)).toBe(
		`Removed what a killed run had left behind:
${at}/empty
Could not remove these control groups:
${at}/busy
None can be removed while a process is in it or below it: cgroup.procs there names them.`,
	);
	expect(saySwept({removed: [], left: []})).toBe('Nothing was left behind.');
	execFileSync('rm', ['-r', at]);
});

test('no two sandboxes of a program have groups of one name, whoever keeps them', () => {
	const names = [cgroupName(), cgroupName()];
	expect(new Set(names).size).toBe(2);
	for (const name of names) expect(name).toMatch(/^container-lessons-\d+-\d+-\d+$/);
});

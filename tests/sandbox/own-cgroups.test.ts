import {existsSync, statSync} from 'node:fs';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {needNamespaces, needRoot} from '../needs.js';
import {type DrivenBox, type DrivenShell, driveBox, groupsMadeFor} from './drive-sandbox.js';
import {canUnshare, isRoot} from './tutors.js';

describe('a sandbox with control groups', () => {
	let sandbox: DrivenBox;
	let shell: DrivenShell;
	beforeEach((context) => {
		needNamespaces(context);
		needRoot(context);
	});
	beforeAll(async () => {
		if (!canUnshare || !isRoot) return;
		sandbox = await driveBox();
		shell = await sandbox.shell(0, 'learner');
	});
	afterAll(async () => {
		await sandbox?.close();
	});
	const inside = (controller: string) =>
		sandbox.cgroups.find((group) => group.controller === controller || group.controller === '')
			?.mountPoint;
	const v1 = () => sandbox.cgroups.some(({controller}) => controller !== '');

	test('gives the learner groups of their own, under limits they cannot raise', async (ctx) => {
		if (sandbox.cgroups.length === 0) return ctx.skip('this machine offers no cgroups');
		const at = inside('pids');
		expect((await shell.command(`mkdir ${at}/mine && ls -d ${at}/mine`)).status).toBe(0);
		if (!v1()) return;
		expect((await shell.command(`echo max >${at}/pids.max`)).output).toMatch(/Permission denied/);
		for (const {path} of sandbox.cgroups) expect(statSync(path).uid).toBe(sandbox.uid);
	});

	test('kills who takes too much memory', async (ctx) => {
		const at = inside('memory');
		if (at === undefined) return ctx.skip('this machine offers no memory controller');
		const file = v1() ? 'memory.limit_in_bytes' : 'memory.max';
		await shell.command(`mkdir -p ${at}/small && echo 30000000 >${at}/small/${file}`);
		const hog = await shell.command(
			`(echo 0 >${at}/small/cgroup.procs; exec tail /dev/zero) >/dev/null`,
		);
		expect(hog.status).toBe(137);
		const counted = await shell.command(
			`grep oom_kill ${at}/small/${v1() ? 'memory.oom_control' : 'memory.events'} | tail -1`,
		);
		expect(counted.output).toMatch(/oom_kill [1-9]/);
	});

	test('refuses forks beyond a limit', async (ctx) => {
		const at = inside('pids');
		if (at === undefined) return ctx.skip('this machine offers no pids controller');
		await shell.command(`mkdir -p ${at}/few && echo 3 >${at}/few/pids.max`);
		const forked = await shell.command(
			`sh -c 'echo 0 >${at}/few/cgroup.procs; for i in 1 2 3 4 5; do sleep 2 & done'`,
		);
		expect(forked.output).toMatch(/Cannot fork/);
		expect((await shell.command(`cat ${at}/few/pids.events`)).output).toMatch(/max [1-9]/);
	});

	test('slows who takes too much CPU time', async (ctx) => {
		const at = inside('cpu');
		if (at === undefined) return ctx.skip('this machine offers no cpu controller');
		const limit = v1()
			? `echo 5000 >${at}/slow/cpu.cfs_quota_us`
			: `echo "5000 100000" >${at}/slow/cpu.max`;
		await shell.command(`mkdir -p ${at}/slow && ${limit}`);
		await shell.command(
			`(echo 0 >${at}/slow/cgroup.procs; exec timeout 1 sh -c 'while :; do :; done')`,
		);
		expect((await shell.command(`cat ${at}/slow/cpu.stat`)).output).toMatch(/nr_throttled [1-9]/);
	});

	test('leaves no group behind, those that the learner made included', async (ctx) => {
		const made = groupsMadeFor(sandbox);
		if (made.length === 0) return ctx.skip('this machine lets no group be made');
		for (const {mountPoint} of sandbox.cgroups)
			expect((await shell.command(`mkdir -p ${mountPoint}/left/below`)).status).toBe(0);
		await sandbox.close();
		expect(made.filter((path) => existsSync(path))).toEqual([]);
	});
});

import {existsSync, readFileSync, readlinkSync} from 'node:fs';
import {beforeEach, describe, expect, test} from 'vitest';
import {needNamespaces} from '../needs.js';
import {driveBox, eventually, groupsMadeFor, livingIn} from './drive-sandbox.js';
import {tutorsAs} from './tutors.js';

describe('the end of a sandbox', () => {
	beforeEach(needNamespaces);
	test.each(tutorsAs(24_243))('kill -9 of the program leaves nothing ($tutor)', async ({uid}) => {
		const mountsBefore = readFileSync('/proc/self/mountinfo', 'utf8');
		const sandbox = await driveBox(uid);
		const shell = await sandbox.shell(0, 'learner');
		await shell.command(
			'trap "" HUP TERM; for i in 1 2 3; do (trap "" HUP TERM; setsid sleep 1000 & nohup sleep 1000 & unshare -Urpf --mount-proc sleep 1000 &) ; done >/dev/null 2>&1',
		);
		const own = sandbox.cgroups.filter(({path}) => path.includes('container-lessons-'));
		for (const {mountPoint} of own) await sandbox.run(`mkdir -p ${mountPoint}/nested`);
		// One way to notice that the program is gone is in the learner's reach; there are others.
		const childrenOfInit = "$(grep -lsE '\\) . 1 ' /proc/[0-9]*/stat | tr -dc '0-9\\n')";
		const watchdog = `$(for p in ${childrenOfInit}; do grep -q lesson-init /proc/$p/cmdline && echo $p; done)`;
		expect((await shell.command(`kill -9 ${watchdog}`)).status).toBe(0);
		const namespace = readlinkSync(`/proc/${sandbox.initPid}/ns/pid`);
		expect(livingIn(namespace).length).toBeGreaterThan(10);
		sandbox.program.kill('SIGKILL');
		await eventually(
			() => livingIn(namespace),
			(living) => living.length === 0,
		);
		await eventually(
			() => groupsMadeFor(sandbox).filter((path) => existsSync(path)),
			(left) => left.length === 0,
		);
		expect(readFileSync('/proc/self/mountinfo', 'utf8')).toBe(mountsBefore);
	});

	test('closing leaves nothing, though processes resist', async () => {
		const sandbox = await driveBox();
		const shell = await sandbox.shell(0, 'root');
		await shell.command(
			'for i in 1 2 3; do setsid sh -c \'trap "" HUP TERM INT; sleep 1000\' & done 2>/dev/null',
		);
		const namespace = readlinkSync(`/proc/${sandbox.initPid}/ns/pid`);
		await sandbox.close();
		expect(await sandbox.ended).toEqual({kind: 'closed'});
		expect(livingIn(namespace)).toEqual([]);
		expect(sandbox.cgroups.filter(({path}) => existsSync(path))).toEqual([]);
	});

	test('a sandbox that dies says so', async () => {
		const sandbox = await driveBox();
		const shell = await sandbox.shell(0, 'learner');
		shell.send('kill -9 -1\n');
		expect(await sandbox.ended).toMatchObject({kind: 'died'});
		expect((await sandbox.run('true')).status).toBe(137);
		await sandbox.close();
	});
});

import {expect, test} from 'vitest';
import type {Xray} from '../../src/domain/xray.js';
import {shareWatchedBox} from './watched-sandbox.js';

const box = shareWatchedBox({shell: 'learner'});

const namesOf = ({processes}: Xray): readonly string[] => processes.map(({argv}) => argv.join(' '));

async function xray(): Promise<Xray> {
	const seen = await box().observer.xray();
	if (seen === undefined || 'why' in seen) throw new Error(seen?.why ?? 'there is no sandbox');
	return seen;
}

test('an X-ray sees what a look at a prompt sees', async () => {
	await box().run('shell', 'sleep 1001 & unshare -Ur sleep 1002 &');
	await expect.poll(async () => namesOf(await xray())).toContain('sleep 1002');
	const {processes} = await box().look('shell');
	expect((await xray()).processes).toEqual(processes);
});

test('what the sandbox itself is made of is around the picture, and not in it', async () => {
	const {sandbox, host, kernel, processes} = await xray();
	expect(processes[0]?.namespaces).toEqual(sandbox.namespaces);
	expect(sandbox.namespaces.pid).not.toBe(host.pid);
	expect(kernel).not.toBe('');
	expect(namesOf(await xray()).filter((name) => name.includes('lesson-init'))).toEqual([]);
});

test('among more processes than are read anew, one that comes, goes or changes its program is seen at once', async () => {
	await box().run('shell', 'for i in $(seq 120); do sleep 1003 & done 2>/dev/null');
	const count = async (name: string): Promise<number> =>
		namesOf(await xray()).filter((one) => one === name).length;
	await expect.poll(() => count('sleep 1003')).toBe(120);
	await box().run('shell', "bash -c 'sleep 0.1; exec sleep 1004' &");
	await expect.poll(() => count('sleep 1004')).toBe(1);
	await box().run('shell', 'kill $!');
	await expect.poll(() => count('sleep 1004')).toBe(0);
	expect(await count('sleep 1003')).toBe(120);
});

test('only the control groups of the sandbox are read, never those beside it', async () => {
	const {groups} = await xray();
	const isGiven = box().box.cgroups.some(({path}) => path.includes('container-lessons'));
	expect(groups === undefined || isGiven).toBe(true);
	const pids = new Set((groups ?? []).flatMap(({members}) => members));
	expect(pids.has(process.pid)).toBe(false);
});

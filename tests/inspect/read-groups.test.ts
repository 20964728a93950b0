import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {parseMountinfo} from '../../src/domain/proc.js';
import {readGroups} from '../../src/inspect/read-groups.door.js';

const MOUNTS = parseMountinfo(`30 29 0:26 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu
31 29 0:27 / /sys/fs/cgroup/cpuacct rw - cgroup cgroup rw,cpuacct
`);

/** What is read of process 7 on a made host where it is in these groups. */
function groupsOn(memberships: string) {
	const root = mkdtempSync(join(tmpdir(), 'container-lessons-groups-'));
	onTestFinished(() => rmSync(root, {recursive: true}));
	const files = {
		'proc/7/cgroup': memberships,
		'sys/fs/cgroup/cpu/cpu.shares': '1024\n',
		'sys/fs/cgroup/cpu/box/cpu.shares': '512\n',
		'sys/fs/cgroup/cpu/box/cpu.cfs_quota_us': '-1\n',
		'sys/fs/cgroup/cpuacct/cpuacct.usage': '5940000000000\n',
		'sys/fs/cgroup/cpuacct/box/cpuacct.usage': '2000000\n',
	};
	for (const [name, text] of Object.entries(files)) {
		mkdirSync(dirname(join(root, name)), {recursive: true});
		writeFileSync(join(root, name), text);
	}
	return readGroups({root, proc: join(root, 'proc')}, 7, MOUNTS);
}

test('what the root of a v1 hierarchy counts, which is of the whole host, is not said of a group elsewhere', () => {
	expect(groupsOn('2:cpu:/box\n1:cpuacct:/\n')?.cpu).toMatchObject({
		weight: 512,
		usedMicroseconds: undefined,
	});
	expect(groupsOn('2:cpu:/box\n1:cpuacct:/box\n')?.cpu?.usedMicroseconds).toBe(2000);
	expect(groupsOn('2:cpu:/\n1:cpuacct:/\n')?.cpu?.usedMicroseconds).toBe(5_940_000_000);
});

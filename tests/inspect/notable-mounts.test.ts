import {expect, test} from 'vitest';
import {parseMountinfo} from '../../src/domain/proc.js';
import {notableMounts} from '../../src/inspect/notable-mounts.js';
import {HOST_MOUNTS} from './made-host.js';

const base = parseMountinfo(HOST_MOUNTS);
const mountsOf = (own: string) => notableMounts({own: parseMountinfo(own), isWhole: true, base});

const CONTAINER = `100 90 0:50 / / rw,relatime - overlay overlay rw,lowerdir=/var/l/A:/var/l/B,upperdir=/var/d/diff,workdir=/var/d/work
101 100 0:51 / /proc rw - proc proc rw
102 100 8:1 /var/lib/docker/containers/x/hosts /etc/hosts rw - ext4 /dev/sda1 rw
103 100 8:2 /data /data ro - ext4 /dev/sda2 rw
104 100 0:24 /docker.sock /var/run/docker.sock rw - tmpfs tmpfs rw
105 101 0:51 /sys /proc/sys ro - proc proc rw
106 101 0:52 /null /proc/kcore rw - tmpfs tmpfs rw
107 100 0:60 / /mnt rw - nfs4 server:/export rw
108 100 0:61 / /scratch rw - tmpfs tmpfs rw
`;

test('the root and what comes from the host are told, with where it is there', () => {
	const {notable, count} = mountsOf(CONTAINER);
	expect(count).toBe(9);
	expect(notable.map(({why, mount, hostPath}) => [why, mount.mountPoint, hostPath])).toEqual([
		['root', '/', undefined],
		['of-the-host', '/etc/hosts', '/var/lib/docker/containers/x/hosts'],
		['of-the-host', '/data', '/srv/data'],
		['engine-socket', '/var/run/docker.sock', '/run/docker.sock'],
		['network', '/mnt', undefined],
	]);
});

test('what is laid over /proc and /sys is told as hidden or read-only', () => {
	const {masked, readOnly} = mountsOf(CONTAINER);
	expect(masked).toEqual(['/proc/kcore']);
	expect(readOnly).toEqual(['/proc/sys']);
});

test('the places where the hierarchies of v1 are mounted hide nothing', () => {
	const {masked} = mountsOf(`${CONTAINER}109 100 0:70 / /sys/fs/cgroup ro - tmpfs tmpfs rw
110 109 0:71 / /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory
`);
	expect(masked).toEqual(['/proc/kcore']);
});

test('of mounts at one place the last one counts', () => {
	const {notable} = mountsOf(`${CONTAINER}111 100 0:80 / /data rw - tmpfs tmpfs rw\n`);
	expect(notable.map(({mount}) => mount.mountPoint)).not.toContain('/data');
});

test("of a table that is everybody's nothing is said but the root and what may keep one waiting", () => {
	const {notable, masked} = notableMounts({
		own: parseMountinfo(`${HOST_MOUNTS}30 21 0:60 / /mnt rw shared:9 - nfs4 server:/export rw\n`),
		isWhole: true,
		base: undefined,
	});
	expect(notable.map(({why}) => why)).toEqual(['root', 'network']);
	expect(masked).toEqual([]);
});

import {expect, test} from 'vitest';
import {parseMountinfo} from '../../src/domain/proc.js';
import {mountObstacle} from '../../src/host/mount-obstacles.js';

const PROC = '23 22 0:21 / /proc rw,nosuid,nodev,noexec,relatime - proc proc rw\n';
const BINFMT = '30 23 0:28 / /proc/sys/fs/binfmt_misc rw,relatime - autofs systemd-1 rw\n';
const MASKS = `40 23 0:40 / /proc/kcore rw,nosuid - tmpfs tmpfs rw
41 23 0:21 /sys /proc/sys ro,nosuid,nodev,noexec,relatime - proc proc rw
42 23 0:41 / /proc/acpi ro,relatime - tmpfs tmpfs ro
43 23 0:42 / /proc/scsi ro,relatime - tmpfs tmpfs ro
`;
const SYS = '24 22 0:22 / /sys rw,nosuid,nodev,noexec,noatime - sysfs sysfs rw\n';

test.each([
	{said: 'a laptop has none', mountinfo: PROC + BINFMT, at: '/proc', obstacle: {kind: 'none'}},
	{
		said: 'what a container engine covers is named, the first few',
		mountinfo: PROC + MASKS,
		at: '/proc',
		obstacle: {kind: 'covered', by: ['/proc/kcore', '/proc/sys', '/proc/acpi']},
	},
	{
		said: 'noatime, as WSL2 mounts it',
		mountinfo: PROC.replace('relatime', 'noatime') + BINFMT,
		at: '/proc',
		obstacle: {kind: 'access-time', flag: 'noatime'},
	},
	{
		said: 'strictatime has no word in mountinfo',
		mountinfo: PROC.replace(',relatime', ''),
		at: '/proc',
		obstacle: {kind: 'access-time', flag: 'strictatime'},
	},
	{
		said: 'of two mounts on one point the last is seen',
		mountinfo: PROC.replace('relatime', 'noatime') + PROC,
		at: '/proc',
		obstacle: {kind: 'none'},
	},
	{
		said: '/sys has flags of its own, and control groups are no cover',
		mountinfo: `${PROC}${SYS}50 24 0:50 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n`,
		at: '/sys',
		obstacle: {kind: 'access-time', flag: 'noatime'},
	},
	{
		said: 'nothing mounted there: nothing in the way',
		mountinfo: '',
		at: '/sys',
		obstacle: {kind: 'none'},
	},
] as const)('$said', ({mountinfo, at, obstacle}) => {
	expect(mountObstacle(parseMountinfo(mountinfo), at)).toEqual(obstacle);
});

import {type Attempt, describeEscapes} from './attempts.js';

const MOUNT_POINTS = [
	...['/', '/usr', '/etc', '/opt', '/sys', '/proc', '/dev/null', '/dev/pts', '/etc/passwd'],
	...['/run/lesson/bin/node', '/tmp', '/home/learner'],
];
/** These are the learner's own to write to: what counts is that they can't be taken away. */
const WRITABLE = ['/proc', '/dev/null', '/dev/pts', '/tmp', '/home/learner'];

const REFUSED = /^refused: u?mount/;
const place = (path: string): string =>
	`at=$(mktemp -d ~/there.XXXXXX); [ -d ${path} ] || { at=$at/file; : >"$at"; }`;

const onEach = (path: string): readonly Attempt[] => [
	[`${path} cannot be unmounted`, `umount -l ${path}`, REFUSED],
	[`${path} cannot be moved`, `${place(path)}; mount --move ${path} "$at"`, REFUSED],
	[`${path} cannot be remounted`, `mount -o remount,rw ${path}`, REFUSED],
	...(WRITABLE.includes(path)
		? []
		: ([
				[`${path} cannot be made writable`, `mount -o remount,bind,rw ${path}`, REFUSED],
				[
					`${path} cannot be bound elsewhere and made writable there`,
					`${place(path)}; mount --bind ${path} "$at" && mount -o remount,bind,rw "$at"`,
					REFUSED,
				],
				[
					`${path} cannot be made writable from namespaces below`,
					`unshare -Urm --propagation slave mount -o remount,bind,rw ${path}`,
					REFUSED,
				],
			] as const)),
];

/** Of mounts on one point only the last can be reached: the others are locked below it. */
const IN_SIGHT = 'tac /proc/mounts | sort -s -u -k 2,2';

const FILE_SYSTEMS = [
	...[
		'ext4',
		'xfs',
		'btrfs',
		'squashfs',
		'erofs',
		'iso9660',
		'nfs',
		'cifs',
		'9p',
		'virtiofs',
		'ceph',
	],
	...[
		'debugfs',
		'tracefs',
		'securityfs',
		'configfs',
		'pstore',
		'efivarfs',
		'devtmpfs',
		'autofs',
		'bpf',
	],
	...['hugetlbfs', 'fusectl', 'resctrl', 'selinuxfs', 'smackfs', 'zonefs', 'vboxsf'],
];

describeEscapes('mounts', 24_261, 'sh', [
	...MOUNT_POINTS.flatMap(onEach),
	...FILE_SYSTEMS.map(
		(type): Attempt => [
			`a file system of type ${type} cannot be mounted`,
			`mount -i -t ${type} none "$(mktemp -d ~/fs.XXXXXX)"`,
			REFUSED,
		],
	),
	[
		'a sysfs that can be written to cannot be had',
		'unshare -Urmn sh -c "mount -t sysfs sysfs ~ && : >>~/power/state"',
		/^refused: (mount|.*(Read-only|denied))/s,
	],
	[
		'what the covered passwd file hides cannot be had',
		'mkdir -p ~/l ~/m; mount -t overlay -o lowerdir=/etc:$HOME/l overlay ~/m',
		REFUSED,
	],
	[
		'the root of pid 1 cannot be entered',
		'chroot /proc/1/root true || nsenter -t 1 -m true',
		/^refused: .*(Permission denied|Operation not permitted)/s,
	],
	[
		'devices cannot be made',
		'mkdir ~/d; cd ~/d; mknod null c 1 3 || mknod disk b 254 0',
		/^refused: .*Operation not permitted/s,
	],
	[
		'a bind with dev and suid does not bring them back',
		'mkdir -p ~/b && mount --bind /usr ~/b && mount -o remount,bind,ro,dev,suid ~/b',
		REFUSED,
	],
	...['memory', 'devices', 'freezer', 'cpuset', 'blkio', 'pids', 'name=systemd'].map(
		(controller): Attempt => [
			`nobody is moved, and no release agent set, in a ${controller} hierarchy of one's own`,
			`at=$(mktemp -d ~/group.XXXXXX); unshare -UrmC sh -c 'mount -t cgroup -o ${controller} cgroup '$at' && { : >>'$at'/release_agent || : >>'$at'/../cgroup.procs; }'`,
			/^refused: (mount|.*(denied|nonexistent|No such file))/s,
		],
	),
	['no mount honours set-uid', `${IN_SIGHT} | grep -v '[ ,]nosuid[ ,]'`, /^refused:$/],
	[
		'no mount but the few devices and terminals honours device nodes',
		`${IN_SIGHT} | grep -v '[ ,]nodev[ ,]' | grep -vE '^[^ ]+ /dev/(null|zero|full|random|urandom|tty|ptmx|pts) '`,
		/^refused:$/,
	],
]);

import {type Attempt, describeEscapes} from './attempts.js';

/** What lies on hosts, whether on this one or not. */
const CLOSED_FILES = [
	...['/etc/shadow', '/etc/gshadow', '/root/.ssh/id_rsa', '/root/.bash_history', '/var/log/syslog'],
	...['/run/docker.sock', '/var/run/docker.sock', '/run/containerd/containerd.sock'],
	...['/run/crio/crio.sock', '/run/podman/podman.sock', '/run/user/0/bus', '/run/systemd/private'],
	...['/run/dbus/system_bus_socket', '/nix/var/nix/daemon-socket/socket', '/run/utmp'],
	...['/run/secrets/kubernetes.io/serviceaccount/token', '/var/guix/daemon-socket/socket'],
	...['/dev/kmsg', '/dev/mem', '/dev/port', '/dev/kvm', '/dev/fuse', '/dev/vda', '/dev/sda'],
	...['/dev/nvme0n1', '/dev/loop0', '/dev/loop-control', '/dev/net/tun', '/dev/vsock'],
	...[
		'/dev/userfaultfd',
		'/dev/uinput',
		'/dev/input/event0',
		'/dev/tty0',
		'/dev/tty1',
		'/dev/vcs1',
	],
	...['/dev/ttyS0', '/dev/console', '/dev/snapshot', '/dev/mapper/control', '/dev/btrfs-control'],
	...['/dev/autofs', '/dev/cuse', '/dev/dri/card0', '/dev/hwrng', '/dev/rtc0', '/dev/watchdog'],
	...['/proc/kcore', '/proc/kmsg', '/proc/timer_list', '/proc/sched_debug', '/proc/vmallocinfo'],
	...['/proc/slabinfo', '/proc/pagetypeinfo', '/proc/1/environ', '/proc/1/maps', '/proc/1/mem'],
	...[
		'/proc/1/io',
		'/proc/1/stack',
		'/proc/1/syscall',
		'/proc/1/auxv',
		'/proc/1/pagemap',
		'/proc/1/fd/0',
		'/proc/1/fd/1',
		'/proc/1/fd/6',
	],
	...['/sys/kernel/tracing/trace', '/sys/kernel/debug/sched/debug', '/sys/firmware/dmi/tables/DMI'],
	...['/sys/kernel/security/apparmor/profiles', '/sys/class/dmi/id/product_serial'],
];

const CLOSED_DIRECTORIES = [
	...['/root', '/home', '/var', '/mnt', '/srv', '/media', '/boot', '/tmp/container-lessons-host'],
	...['/proc/1/root', '/proc/1/cwd', '/proc/1/map_files', '/sys/fs/bpf'],
	...['/sys/kernel/debug', '/sys/kernel/tracing', '/sys/kernel/security', '/sys/fs/pstore'],
];

/** Opened for writing and not written to: what has an effect has it only if it is written. */
const UNWRITABLE = [
	...['/etc/passwd', '/etc/group', '/etc/ld.so.preload', '/etc/ld.so.cache', '/etc/crontab'],
	...['/usr/bin/ls', '/bin/bash', '/bin/sh', '/usr/bin/env', '/planted', '/usr/planted'],
	...[
		'/etc/planted',
		'/opt/planted',
		'/run/planted',
		'/var/planted',
		'/dev/planted',
		'/sys/planted',
	],
	...['/run/lesson/tabs', '/run/lesson/shell', '/run/lesson/bash-env', '/run/lesson/bin/node'],
	...[
		'core_pattern',
		'modprobe',
		'sysrq',
		'poweroff_cmd',
		'threads-max',
		'printk',
		'dmesg_restrict',
	],
	...[
		'kptr_restrict',
		'randomize_va_space',
		'keys/maxkeys',
		'usermodehelper/bset',
		'hotplug',
		'tainted',
	],
	...['perf_event_paranoid', 'unprivileged_bpf_disabled', 'yama/ptrace_scope', 'ftrace_enabled'],
].map((name) => (name.startsWith('/') ? name : `/proc/sys/kernel/${name}`));

const UNWRITABLE_TOO = [
	...['vm/drop_caches', 'vm/overcommit_memory', 'vm/mmap_min_addr', 'vm/panic_on_oom'],
	...['fs/file-max', 'fs/mount-max', 'fs/protected_hardlinks', 'fs/suid_dumpable'],
	...[
		'fs/inotify/max_user_instances',
		'fs/binfmt_misc/register',
		'dev/cdrom/lock',
		'debug/exception-trace',
	],
]
	.map((name) => `/proc/sys/${name}`)
	.concat(
		['/proc/sysrq-trigger', '/proc/1/mem', '/proc/1/setgroups', '/proc/kcore'],
		['/proc/irq/default_smp_affinity', '/proc/acpi/wakeup', '/proc/mtrr', '/proc/scsi/scsi'],
		['/sys/power/state', '/sys/kernel/uevent_helper', '/sys/kernel/mm/ksm/run'],
		['/sys/kernel/mm/transparent_hugepage/enabled', '/sys/block/vda/queue/scheduler'],
		['/sys/devices/system/cpu/cpu1/online', '/sys/module/kernel/parameters/panic'],
		['/sys/class/net/lo/mtu', '/sys/bus/pci/rescan', '/sys/kernel/profiling'],
		['/sys/fs/cgroup/memory/memory.limit_in_bytes', '/sys/fs/cgroup/pids/pids.max'],
		['/sys/fs/cgroup/cpu/cpu.shares', '/sys/fs/cgroup/cpu/cpu.cfs_quota_us'],
		['/sys/fs/cgroup/memory/release_agent'],
	);

const NOT_TO_BE_HAD =
	/^refused: .*(No such file|No such device|Permission denied|Operation not permitted|Not a directory)/s;
const NOT_TO_BE_WRITTEN =
	/^refused: .*(Read-only file system|Permission denied|Operation not permitted|No such file|nonexistent|Text file busy)/s;

describeEscapes('what is closed', 24_260, 'sh', [
	...CLOSED_FILES.map(
		(path): Attempt => [`${path} cannot be read`, `head -c 20 ${path}`, NOT_TO_BE_HAD],
	),
	...CLOSED_DIRECTORIES.map(
		(path): Attempt => [
			`${path} has nothing to be seen`,
			// The learner's home is their own.
			`ls -A ${path} | grep -v ^learner$`,
			/^refused:($| ls: .*(No such file|Permission denied|Operation not permitted))/,
		],
	),
	...[...UNWRITABLE, ...UNWRITABLE_TOO].map(
		(path): Attempt => [`${path} cannot be written`, `: >>${path}`, NOT_TO_BE_WRITTEN],
	),
	[
		'the ids of pid 1 cannot be mapped',
		'echo "0 0 1" >/proc/1/uid_map',
		/^refused: .*(Permission denied|Operation not permitted|I\/O error)/s,
	],
	[
		'/proc/iomem tells no address',
		"grep -v '^ *0*-0* : ' /proc/iomem",
		/^refused:($| .*(Permission denied|No such file))/,
	],
	[
		'no environment in reach holds more than the sandbox was given',
		'cat /proc/[0-9]*/environ 2>/dev/null | tr "\\0" "\\n" | grep -E "^(SSH_|AWS_|GITHUB_|npm_|VITEST|NODE_)"',
		/^refused:$/,
	],
]);

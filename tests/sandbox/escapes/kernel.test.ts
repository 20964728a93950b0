import {type Attempt, describeEscapes} from './attempts.js';

const DENIED = /^(EPERM|EACCES)$/;
/** Not in every kernel, or not in every machine. */
const DENIED_OR_GONE = /^(EPERM|EACCES|ENOSYS|ENODEV|ENOENT|EOPNOTSUPP|EAFNOSUPPORT)$/;

const PRIVILEGED: readonly Attempt[] = [
	[
		'a BPF map cannot be made',
		'sc("bpf", 0, struct.pack("IIIII", 1, 4, 4, 1, 0).ljust(120, b"\\0"), 120)',
		DENIED_OR_GONE,
	],
	[
		'a BPF program cannot be loaded',
		'sc("bpf", 5, struct.pack("IIQQ", 1, 1, 0, 0).ljust(120, b"\\0"), 120)',
		DENIED_OR_GONE,
	],
	[
		'the counters of a CPU cannot be opened',
		'sc("perf_event_open", struct.pack("II", 0, 112).ljust(112, b"\\0"), -1, 0, -1, 0)',
		DENIED_OR_GONE,
	],
	['a kernel module cannot be loaded', 'sc("init_module", text(64), 64, b"")', DENIED_OR_GONE],
	[
		'a kernel module cannot be loaded from a file',
		'sc("finit_module", opened("/etc/passwd"), b"", 0)',
		DENIED_OR_GONE,
	],
	['a kernel module cannot be removed', 'sc("delete_module", b"overlay", 0x800)', DENIED_OR_GONE],
	['another kernel cannot be loaded', 'sc("kexec_load", 0, 0, None, 0)', DENIED_OR_GONE],
	[
		'Ctrl-Alt-Del keeps its meaning',
		'sc("reboot", 0xfee1dead - (1 << 32), 672274793, 0x89abcdef - (1 << 32), None)',
		/^(EPERM|EINVAL)$/,
	],
	[
		'the machine cannot be restarted',
		'sc("reboot", 0xfee1dead - (1 << 32), 0, 0, None)',
		/^(EPERM|EINVAL)$/,
	],
	['swap cannot be switched on', 'sc("swapon", b"/tmp/nothing", 0)', DENIED_OR_GONE],
	['swap cannot be switched off', 'sc("swapoff", b"/dev/nothing")', DENIED_OR_GONE],
	[
		'the clock cannot be set',
		'sc("clock_settime", 0, struct.pack("qq", int(time.time()), 0))',
		DENIED,
	],
	[
		'the time of day cannot be set',
		'sc("settimeofday", struct.pack("qq", int(time.time()), 0), None)',
		DENIED,
	],
	[
		'the clock cannot be slewed',
		'sc("adjtimex", struct.pack("I4xq", 0x4000, 10000).ljust(208, b"\\0"))',
		DENIED,
	],
	['the log of the kernel cannot be cleared', 'sc("syslog", 5, None, 0)', DENIED],
	['the console level cannot be set', 'sc("syslog", 8, None, 7)', DENIED],
	['accounting cannot be switched off', 'sc("acct", None)', DENIED_OR_GONE],
	['quotas cannot be set', 'sc("quotactl", 0x80000200, b"/dev/root", 0, None)', DENIED_OR_GONE],
	['fanotify cannot decide on accesses', 'sc("fanotify_init", 4, 0)', DENIED_OR_GONE],
	[
		'fanotify cannot report on a whole mount',
		'sc("fanotify_mark", sc("fanotify_init", 0x200, 0), 0x11, 0x20, -100, b"/usr")',
		DENIED_OR_GONE,
	],
	[
		'fanotify cannot report on a whole file system',
		'sc("fanotify_mark", sc("fanotify_init", 0x200, 0), 0x101, 0x20, -100, b"/usr")',
		DENIED_OR_GONE,
	],
	['page faults of the kernel cannot be handled', 'sc("userfaultfd", 0)', DENIED_OR_GONE],
	[
		'a file cannot be opened by its handle',
		`
handle = ctypes.create_string_buffer(struct.pack("Ii", 128, 0).ljust(136, b"\\0")); mount = ctypes.c_int()
try: sc("name_to_handle_at", -100, b"/usr", handle, ctypes.byref(mount), 0)
except OSError: handle = struct.pack("IiQ", 8, 1, 2)
r = sc("open_by_handle_at", opened("/usr"), handle, 0)`,
		/^(EPERM|EACCES|ENOSYS|ESTALE|EOPNOTSUPP)$/,
	],
	[
		'port input and output cannot be had',
		'libc.iopl(3) and (_ for _ in ()).throw(OSError(ctypes.get_errno(), "")) or 0',
		/^(EPERM|ENOSYS)$|^broken: Attribute/,
	],
	['the terminal cannot be hung up', 'sc("vhangup")', /^EPERM$|^got 0$/],
	[
		'a raw disk cannot be read by a node of its own',
		'r = os.mknod("/tmp/disk%d" % os.getpid(), 0o60600, os.makedev(254, 0))',
		DENIED,
	],
	[
		'a memory device cannot be made',
		'os.mknod("/tmp/mem%d" % os.getpid(), 0o20600, os.makedev(1, 1))',
		DENIED,
	],
];

const MOUNT_API: readonly Attempt[] = [
	...[
		'ext4',
		'debugfs',
		'tracefs',
		'securityfs',
		'bpf',
		'pstore',
		'autofs',
		'devtmpfs',
		'hugetlbfs',
	].map(
		(type): Attempt => [
			`no ${type} can be made by the new mount calls`,
			`sc("fsconfig", sc("fsopen", b"${type}", 0), 6, None, None, 0)`,
			/^(EPERM|EACCES|ENODEV|EINVAL|ENOENT|ENOSYS)$/,
		],
	),
	...['/usr', '/etc', '/', '/sys'].map(
		(path): Attempt => [
			`${path} cannot be cloned and made writable`,
			`
tree = sc("open_tree", -100, b"${path}", 1 | 0x8000)
r = sc("mount_setattr", tree, b"", 0x1000 | 0x8000, struct.pack("QQQQ", 0, 1, 0, 0), 32)`,
			DENIED,
		],
	),
	...['/usr', '/etc', '/', '/sys'].map(
		(path): Attempt => [
			`${path} cannot be made writable in place by mount_setattr`,
			`sc("mount_setattr", -100, b"${path}", 0, struct.pack("QQQQ", 0, 1, 0, 0), 32)`,
			DENIED,
		],
	),
	[
		'/etc cannot be cloned without what covers its passwd',
		'sc("open_tree", -100, b"/etc", 1)',
		/^(EINVAL|EPERM|ENOSYS)$/,
	],
	[
		'/usr cannot be reconfigured',
		'sc("fsconfig", sc("fspick", -100, b"/usr", 0), 7, None, None, 0)',
		/^(EPERM|EINVAL|ENOSYS)$/,
	],
	[
		'ids of /usr cannot be mapped',
		`
tree = sc("open_tree", -100, b"/usr", 1 | 0x8000)
r = sc("mount_setattr", tree, b"", 0x1000, struct.pack("QQQQ", 0x100000, 0, 0, opened("/proc/self/ns/user")), 32)`,
		/^(EPERM|EINVAL|EACCES|ENOSYS)$/,
	],
];

const PROCESSES: readonly Attempt[] = [
	['pid 1 cannot be traced', 'sc("ptrace", 0x4206, 1, 0, 0)', DENIED],
	[
		'pid 1 cannot be killed',
		'os.kill(1, 9) or os.path.exists("/proc/1/status")',
		/^(EPERM|got True)$/,
	],
	[
		'the memory of pid 1 cannot be read',
		`
buffer = text(8); here = struct.pack("QQ", ctypes.addressof(buffer), 8)
r = sc("process_vm_readv", 1, here, 1, struct.pack("QQ", 0x400000, 8), 1, 0)`,
		DENIED,
	],
	[
		'the memory of pid 1 cannot be written',
		`
buffer = text(8); here = struct.pack("QQ", ctypes.addressof(buffer), 8)
r = sc("process_vm_writev", 1, here, 1, struct.pack("QQ", 0x400000, 8), 1, 0)`,
		DENIED,
	],
	[
		'no descriptor of pid 1 can be taken',
		'sc("pidfd_getfd", sc("pidfd_open", 1, 0), 1, 0)',
		DENIED_OR_GONE,
	],
	['pid 1 cannot be compared with', 'sc("kcmp", 1, os.getpid(), 0, 0, 0)', DENIED_OR_GONE],
	[
		'memory of pid 1 cannot be paged out',
		'sc("process_madvise", sc("pidfd_open", 1, 0), struct.pack("QQ", 0x400000, 4096), 1, 21, 0)',
		DENIED_OR_GONE,
	],
	...['user', 'mnt', 'pid', 'net', 'ipc', 'uts', 'cgroup', 'time'].map(
		(kind): Attempt => [
			`the ${kind} namespace of pid 1 cannot be entered`,
			`sc("setns", opened("/proc/1/ns/${kind}"), 0)`,
			DENIED_OR_GONE,
		],
	),
	[
		'no namespace of pid 1 can be entered by its pidfd',
		'sc("setns", sc("pidfd_open", 1, 0), 0x10000000 | 0x20000)',
		DENIED_OR_GONE,
	],
	[
		'the user namespace above is out of reach',
		'ioctl(ioctl(opened("/proc/self/ns/user"), 0xb702), 0xb702)',
		/^(EPERM|EBADF)$/,
	],
	['the pid namespace above is out of reach', 'ioctl(opened("/proc/self/ns/pid"), 0xb702)', DENIED],
	[
		'real-time scheduling cannot be had',
		'os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))',
		DENIED,
	],
	['no process can be given a higher priority', 'os.setpriority(os.PRIO_PROCESS, 0, -5)', DENIED],
	['real-time disk access cannot be had', 'sc("ioprio_set", 1, 0, (1 << 13) | 0)', DENIED],
	[
		'the limit on out-of-memory killing cannot be lowered',
		'os.write(opened("/proc/self/oom_score_adj", os.O_WRONLY), b"-1000")',
		DENIED,
	],
	['no other uid can be had', 'os.setresuid(12345, 12345, 12345)', /^(EPERM|EINVAL)$/],
	['groups cannot be set', 'os.setgroups([0])', /^(EPERM|EINVAL)$/],
	[
		'no other uid can be mapped',
		`
sc("unshare", 0x10000000)
r = os.write(opened("/proc/self/uid_map", os.O_WRONLY), b"0 0 65536")`,
		DENIED,
	],
	[
		'a wide map cannot be had by newuidmap',
		'os.execvp("newuidmap", ["newuidmap", str(os.getpid()), "0", "100000", "65536"])',
		/^(ENOENT|EPERM|ended by 0|EACCES)$/,
	],
];

const KEYS: readonly Attempt[] = [
	[
		'no key of the host is found in the session',
		'sc("keyctl", 10, -3, b"user", b"lesson-key", 0)',
		/^(ENOKEY|EACCES|ENOSYS|EPERM)$/,
	],
	[
		'nothing is run for a key that is not there',
		'sc("request_key", b"user", b"nothing", b"", -3)',
		/^(ENOKEY|ENOENT|ENOSYS|EPERM|EACCES)$/,
	],
	['pid 1 gets no keyring from below', 'sc("keyctl", 18)', /^(got 0|EPERM|ENOSYS)$/],
	[
		'the keyring of another uid is closed',
		'sc("keyctl", 22, 1, -3)',
		/^(EPERM|EOPNOTSUPP|ENOSYS|EINVAL)$/,
	],
];

describeEscapes('calls of the kernel', 24_262, 'python3', [
	...PRIVILEGED,
	...MOUNT_API,
	...PROCESSES,
	...KEYS,
]);

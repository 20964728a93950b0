import {type Attempt, describeEscapes} from './attempts.js';

const RAISE: readonly Attempt[] = [
	...['NPROC', 'FSIZE', 'NOFILE', 'CORE', 'DATA', 'MEMLOCK', 'MSGQUEUE', 'SIGPENDING'].map(
		(name): Attempt => [
			`the limit RLIMIT_${name} cannot be raised`,
			`
most = resource.getrlimit(resource.RLIMIT_${name})[1]
assert most != resource.RLIM_INFINITY
try: r = resource.setrlimit(resource.RLIMIT_${name}, (most, most + 4096))
except ValueError as error: r = str(error)`.replace(
				/resource\.RLIMIT_(MSGQUEUE|SIGPENDING)/g,
				(_, late) => (late === 'MSGQUEUE' ? '12' : '11'),
			),
			/^(got 'not allowed to raise maximum limit'|EPERM)$/,
		],
	),
	[
		'the limit of another process cannot be raised',
		`
most = resource.prlimit(os.getppid(), resource.RLIMIT_NPROC)[1]
r = resource.prlimit(os.getppid(), resource.RLIMIT_NPROC, (most, most + 1))`,
		/^EPERM$|not allowed to raise/,
	],
];

/** The number is what the sandbox may have, or what this host leaves it. */
const upTo = (most: number): RegExp =>
	new RegExp(`^got (${Array.from({length: most + 1}, (_, index) => index).join('|')})$`);

/** How many children at once can be in new namespaces of these kinds (clone(2)). */
const unshared = (flags: string): string => `
def make(_):
    here, there = os.pipe(); up, ready = os.pipe()
    if os.fork() == 0:
        os.close(there)
        try: sc("unshare", ${flags}); os.write(ready, b"y")
        except OSError: os.write(ready, b"n")
        os.read(here, 1); os._exit(0)
    if os.read(up, 1) != b"y": raise OSError(28, "")
r = count(make, 100)`;

const COUNTED: readonly Attempt[] = [
	['no more than 32 inotify instances', 'count(lambda _: sc("inotify_init1", 0))', upTo(32)],
	[
		'no more than 32 of them in a user namespace that raises its own limit',
		`
sc("unshare", 0x10000000)
try: os.write(opened("/proc/sys/user/max_inotify_instances", os.O_WRONLY), b"9999")
except OSError: pass
r = count(lambda _: sc("inotify_init1", 0))`,
		upTo(32),
	],
	['no more than 32 fanotify groups', 'count(lambda _: sc("fanotify_init", 0x200, 0))', upTo(32)],
	[
		'no more than a few message queues',
		`
queue = ctypes.CDLL("librt.so.1", use_errno=True).mq_open
def make(number):
    if queue(b"/escape%d" % number, os.O_CREAT | os.O_RDWR, 0o600, None) < 0: raise OSError(ctypes.get_errno(), "")
r = count(make)`,
		upTo(16),
	],
	['no more than 64 user namespaces', unshared('0x10000000'), upTo(64)],
	[
		'no more than 64 mount namespaces, in namespaces below either',
		unshared('0x10000000 | 0x20000'),
		upTo(64),
	],
	[
		'no file of more than 256 MB',
		`
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
r = os.ftruncate(os.open("/tmp/large", os.O_CREAT | os.O_RDWR), 300 << 20)`,
		/^EFBIG$/,
	],
	...(
		[
			['/tmp', 128],
			['/home/learner', 128],
			['/dev/shm', 16],
		] as const
	).map(
		([at, most]): Attempt => [
			`no more than ${most} MB in ${at}`,
			`
name = "${at}/much%d" % os.getpid(); file = os.open(name, os.O_CREAT | os.O_RDWR); os.unlink(name)
r = os.posix_fallocate(file, 0, ${most + 1} << 20)`,
			/^ENOSPC$/,
		],
	),
	[
		'no process that is not the first to be killed when memory runs out',
		'[open("/proc/%s/oom_score_adj" % pid).read() for pid in ("self", 1)]',
		/^got \['1000\\n', '1000\\n'\]$/,
	],
	[
		'no more than 8192 files in /tmp',
		`
os.mkdir("/tmp/many%d" % os.getpid()); os.chdir("/tmp/many%d" % os.getpid())
r = count(lambda number: os.close(os.open(str(number), os.O_CREAT)), 9000) <= 8192
os.system("rm -r /tmp/many%d" % os.getpid())`,
		/^got True$/,
	],
	[
		'no process of more memory than the limit',
		'mmap.mmap(-1, 2 << 30, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)',
		/^ENOMEM$/,
	],
	[
		'no more locked memory than 1 MB',
		`
piece = mmap.mmap(-1, 4 << 20)
if libc.mlock(ctypes.c_void_p(ctypes.addressof(ctypes.c_char.from_buffer(piece))), ctypes.c_size_t(4 << 20)): raise OSError(ctypes.get_errno(), "")
r = "locked"`,
		/^(EPERM|ENOMEM|EAGAIN)$/,
	],
	['no more than 4096 open files', 'count(lambda _: os.dup(0), 5000)', /^got [1-4]\d{0,3}$/],
];

describeEscapes('limits', 24_263, 'python3', [...RAISE, ...COUNTED]);

import {type ChildProcess, execFileSync, spawn} from 'node:child_process';
import {
	chmodSync,
	chownSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {hasTool} from '../../../src/host/read-sandbox-host.door.js';
import {needNamespaces, needRoot, needTool} from '../../needs.js';
import {eventually} from '../drive-sandbox.js';
import {canUnshare, isRoot} from '../tutors.js';
import {type Attempt, describeEscapes, pythonProgram} from './attempts.js';

/** Listens in all the ways there are, tells its port, and then what it hears. */
const LISTENER = `
import os, socket, sys, threading
at = sys.argv[1]
def hear(name, receive):
    while True:
        data = receive()
        if data: print("heard", name, flush=True)
def listen(name, family, kind, address):
    made = socket.socket(family, kind); made.bind(address)
    if isinstance(address, str) and not address.startswith("\\0"): os.chmod(address, 0o666)
    if kind == socket.SOCK_DGRAM: receive = lambda: made.recv(99)
    else: made.listen(9); receive = lambda: made.accept()[0].recv(99) or b'a call'
    threading.Thread(target=hear, args=(name, receive), daemon=True).start()
    return made
for name, kind in ("stream", socket.SOCK_STREAM), ("datagram", socket.SOCK_DGRAM), ("packets", socket.SOCK_SEQPACKET):
    listen(name, socket.AF_UNIX, kind, at + "/" + name)
    listen("abstract " + name, socket.AF_UNIX, kind, "\\0" + at + "/" + name)
os.mkfifo(at + "/fifo"); os.chmod(at + "/fifo", 0o666)
fifo = os.open(at + "/fifo", os.O_RDWR)
threading.Thread(target=hear, args=("fifo", lambda: os.read(fifo, 99)), daemon=True).start()
port = listen("tcp", socket.AF_INET, socket.SOCK_STREAM, ("0.0.0.0", 0)).getsockname()[1]
listen("udp", socket.AF_INET, socket.SOCK_DGRAM, ("0.0.0.0", port))
print("port", port, flush=True)
sys.stdin.read()`;

/** What root alone can lay out: a directory that the sandbox sees, and that belongs to its own uid on the host. */
const canTry = isRoot && canUnshare && hasTool('python3');
const at = canTry ? mkdtempSync('/opt/container-lessons-test-') : '/opt/nothing';
let said = '';
let listener: ChildProcess | undefined;
let port = 0;
if (canTry) {
	chmodSync(at, 0o755);
	writeFileSync(join(at, 'file'), 'untouched');
	listener = spawn('python3', ['-c', LISTENER, at], {stdio: ['pipe', 'pipe', 'inherit']});
	listener.stdout?.on('data', (chunk) => {
		said += chunk;
	});
	port = Number(
		/^port (\d+)$/m.exec(
			await eventually(
				() => said,
				(text) => text.includes('port'),
			),
		)?.[1],
	);
}
const victim = canTry ? spawn('sleep', ['1000'], {stdio: 'ignore'}) : undefined;

const REFUSED = /^(ECONNREFUSED|ENETUNREACH|EHOSTUNREACH)$/;
const READ_ONLY = /^EROFS$/;

const unix = (name: string, kind: string, address: string): Attempt => [
	`a host's ${name} cannot be spoken to`,
	`
to = socket.socket(socket.AF_UNIX, socket.${kind}); to.connect(${address})
r = to.send(b"from inside")`,
	REFUSED,
];

const KINDS = [
	['stream', 'SOCK_STREAM'],
	['datagram', 'SOCK_DGRAM'],
	['packets', 'SOCK_SEQPACKET'],
] as const;

const TALK: readonly Attempt[] = [
	...KINDS.flatMap(([name, kind]) => [
		unix(`socket below /opt (${name})`, kind, `"${at}/${name}"`),
		unix(`abstract socket (${name})`, kind, `"\\0${at}/${name}"`),
	]),
	[
		'a FIFO of the host has nobody at its other end',
		`os.open("${at}/fifo", os.O_WRONLY | os.O_NONBLOCK)`,
		/^(ENXIO|EACCES)$/,
	],
	...['127.0.0.1', '10.0.0.1', '169.254.169.254', '8.8.8.8'].map(
		(address): Attempt => [
			`${address} cannot be reached by TCP`,
			`socket.create_connection(("${address}", ${port || 9}), 2)`,
			REFUSED,
		],
	),
	[
		'::1 cannot be reached by TCP',
		`socket.socket(socket.AF_INET6).connect(("::1", ${port || 9}))`,
		/^(ECONNREFUSED|ENETUNREACH|EADDRNOTAVAIL|EAFNOSUPPORT)$/,
	],
	[
		'nobody hears a datagram to 127.0.0.1',
		`
to = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); to.connect(("127.0.0.1", ${port || 9}))
to.send(b"from inside"); to.settimeout(1)
r = to.recv(9)`,
		REFUSED,
	],
	[
		'no interface but a loopback is there',
		'[name for _, name in socket.if_nameindex() if name != "lo"]',
		/^got \[\]$/,
	],
	[
		'no abstract socket of the host is listed',
		`"${at}" in open("/proc/net/unix").read()`,
		/^got False$/,
	],
	[
		'the audit log of the host cannot be heard',
		`
audit = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 9); audit.bind((0, 1))
r = "heard"`,
		/^(EPERM|EPROTONOSUPPORT|ECONNREFUSED)$/,
	],
];

const FILE = `${at}/file`;
const TOUCH: readonly Attempt[] = [
	['written to', `os.open("${FILE}", os.O_WRONLY)`, READ_ONLY],
	['emptied', `os.truncate("${FILE}", 0)`, READ_ONLY],
	['appended to', `os.open("${FILE}", os.O_APPEND | os.O_RDWR)`, READ_ONLY],
	['given another mode', `os.chmod("${FILE}", 0o777)`, READ_ONLY],
	['given another owner', `os.chown("${FILE}", os.getuid(), os.getgid())`, READ_ONLY],
	['given another time', `os.utime("${FILE}", (0, 0))`, READ_ONLY],
	['given an attribute', `os.setxattr("${FILE}", "user.escape", b"x")`, /^(EROFS|EOPNOTSUPP)$/],
	['removed', `os.unlink("${FILE}")`, READ_ONLY],
	['renamed', `os.rename("${FILE}", "${at}/other")`, READ_ONLY],
	['linked to from a place that can be written', `os.link("${FILE}", "/tmp/escape")`, /^EXDEV$/],
	['linked to beside it', `os.link("${FILE}", "${at}/link")`, /^(EROFS|EPERM)$/],
	[
		'written to through memory',
		`mmap.mmap(opened("${FILE}"), 9, mmap.MAP_SHARED, mmap.PROT_READ | mmap.PROT_WRITE)`,
		/^EACCES$/,
	],
	[
		'reopened for writing by its descriptor',
		`os.open("/proc/self/fd/%d" % opened("${FILE}"), os.O_RDWR)`,
		READ_ONLY,
	],
	[
		'given a flag',
		`ioctl(opened("${FILE}"), 0x40086602, struct.pack("Q", 0x80))`,
		/^(EROFS|EPERM|EACCES|ENOTTY)$/,
	],
	['given room', `os.posix_fallocate(opened("${FILE}"), 0, 4096)`, /^EBADF$/],
	[
		'copied over from another',
		`os.copy_file_range(opened("/etc/passwd"), opened("${FILE}"), 9)`,
		/^EBADF$/,
	],
].map(([how, code, refused]) => [`a host's own file cannot be ${how}`, code, refused] as Attempt);

const PLANT: readonly Attempt[] = [
	['a file', `os.open("${at}/planted", os.O_CREAT | os.O_WRONLY)`, READ_ONLY],
	['a file without a name', `os.open("${at}", os.O_TMPFILE | os.O_RDWR)`, /^(EROFS|EOPNOTSUPP)$/],
	['a directory', `os.mkdir("${at}/planted")`, READ_ONLY],
	['a link', `os.symlink("/tmp", "${at}/planted")`, READ_ONLY],
	['a FIFO', `os.mkfifo("${at}/planted")`, READ_ONLY],
	['a socket', `socket.socket(socket.AF_UNIX).bind("${at}/planted")`, READ_ONLY],
].map(
	([what, code, refused]) =>
		[`${what} cannot be put into a host's directory`, code, refused] as Attempt,
);

const REST: readonly Attempt[] = [
	[
		'the file system of /opt cannot be frozen',
		`ioctl(opened("${at}"), 0xc0045877, 0)`,
		/^(EPERM|EOPNOTSUPP|ENOTTY)$/,
	],
	[
		'blocks cannot be discarded',
		`ioctl(opened("${at}"), 0xc0185879, struct.pack("QQQ", 0, 1 << 40, 0))`,
		/^(EPERM|EOPNOTSUPP|ENOTTY)$/,
	],
	['a process of the host is not there', `os.path.exists("/proc/${victim?.pid}")`, /^got False$/],
	['a process of the host cannot be killed', `os.kill(${victim?.pid}, 9)`, /^ESRCH$/],
	[
		'a process of the host cannot be traced',
		`sc("ptrace", 0x4206, ${victim?.pid}, 0, 0)`,
		/^ESRCH$/,
	],
	['a process of the host has no pidfd', `sc("pidfd_open", ${victim?.pid}, 0)`, /^(ESRCH|EINVAL)$/],
	[
		'shared memory of the host is not listed',
		'len(open("/proc/sysvipc/shm").readlines())',
		/^got 1$/,
	],
	[
		'semaphores of the host are not listed',
		'len(open("/proc/sysvipc/sem").readlines())',
		/^got 1$/,
	],
	[
		'message queues of the host are not listed',
		'len(open("/proc/sysvipc/msg").readlines())',
		/^got 1$/,
	],
	['/dev/shm of the host is not seen', 'os.listdir("/dev/shm")', /^got \[\]$/],
	[
		'terminals of the host are not seen',
		'sorted(set(os.listdir("/dev/pts")) - {"ptmx"})',
		/^got \[\]$/,
	],
	['no controlling terminal can be had', 'os.open("/dev/tty", os.O_RDWR)', /^ENXIO$/],
	[
		'the control group is the root of what is seen',
		'[line for line in open("/proc/self/cgroup") if ".." in line]',
		/^got \[\]$/,
	],
];

describe('what an escape would reach on the host', () => {
	describeEscapes('the host', 24_264, 'python3', [...TALK, ...TOUCH, ...PLANT, ...REST], {
		takesRoot: true,
		// The worst case: it belongs to the very uid of the sandbox.
		prepare: ({uid}) => {
			for (const path of [at, FILE]) chownSync(path, uid, uid);
		},
	});

	test('is as it was: the file, the directory, the process; and nobody was heard', (context) => {
		needNamespaces(context);
		needRoot(context);
		needTool(context, 'python3');
		expect(readFileSync(FILE, 'utf8')).toBe('untouched');
		expect(statSync(FILE).mode & 0o777).toBe(0o644);
		expect(statSync(FILE).nlink).toBe(1);
		expect(readdirSync(at).toSorted()).toEqual(['datagram', 'fifo', 'file', 'packets', 'stream']);
		expect(said).toBe(`port ${port}\n`);
		expect(victim?.signalCode).toBe(null);
		expect(existsSync(`/proc/${victim?.pid}`)).toBe(true);
	});

	test('can be spoken to in just these ways by whoever is not in a sandbox', async (context) => {
		needNamespaces(context);
		needRoot(context);
		needTool(context, 'python3');
		const ways = TALK.slice(0, 8);
		execFileSync('python3', ['-c', pythonProgram(ways)]);
		const heard = [...KINDS.flatMap(([name]) => [name, `abstract ${name}`]), 'tcp'];
		await eventually(
			() => heard.filter((name) => !said.includes(`heard ${name}\n`)),
			(deaf) => deaf.length === 0,
		);
	});

	afterAll(() => {
		listener?.kill();
		victim?.kill();
		if (canTry) rmSync(at, {recursive: true});
	});
});

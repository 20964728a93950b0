// The commands that doctor tries, each of which shows one thing a host can or cannot do.

/** Something to try, because no version or setting tells reliably whether it works. */
export interface Probe {
	readonly id: ProbeId;
	readonly command: string;
	readonly args: readonly string[];
}

export type ProbeId =
	| 'user'
	| 'user-map'
	| 'mount'
	| 'proc'
	| 'veth'
	| 'bridge'
	| 'overlay'
	| 'idmap'
	| 'time'
	| 'nested'
	| 'sysfs'
	| 'root-namespaces';

/** How a probe went. Messages differ between versions of util-linux, so `message` is for people. */
export interface Outcome {
	readonly ok: boolean;
	/** The line of its standard error that says why, or why it couldn't be run at all. */
	readonly message: string;
	/** It did not answer in time, which says nothing of whether it would work. */
	readonly late?: true;
}

const unshare = (id: ProbeId, ...args: readonly string[]): Probe => ({
	id,
	command: 'unshare',
	args,
});

const OVERLAY = `mount -t tmpfs tmpfs /mnt && cd /mnt && mkdir lower upper work merged &&
mount -t overlay -o lowerdir=lower,upperdir=upper,workdir=work,userxattr overlay merged`;

/**
 * A tmpfs can be mounted with a map of ids since Linux 6.3. mount(8) asks for it since 2.39 only, so that perl calls
 * open_tree(2) and mount_setattr(2); the map is taken from a user namespace other than the file system's own.
 */
const IDMAP = `mount -t tmpfs tmpfs /mnt && perl -e '
our $pid = open our $other, "-|", qw(unshare -U --map-user=1 --map-group=1 sh), "-c", "echo; exec sleep 9";
END { kill KILL => $pid }
readline $other;
open my $map, "<", "/proc/$pid/ns/user" or die "$!\\n";
my ($from, $none) = ("/mnt", "");
my $tree = syscall 428, -100, $from, 1;
my $attributes = pack "Q4", 0x100000, 0, 0, fileno $map;
die "mount_setattr: $!\\n" if syscall 442, $tree, $none, 0x1000, $attributes, 32'`;

/**
 * The probes, all run as the uid a sandbox would have. None changes anything that outlives it: each
 * makes its own namespaces first.
 */
export const PROBES: readonly Probe[] = [
	unshare('user', '-U', 'true'),
	unshare('user-map', '-Ur', 'true'),
	unshare('mount', '-Urm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'),
	unshare('proc', '-Urpf', '--mount-proc', 'true'),
	unshare('veth', '-Urn', 'ip', 'link', 'add', 'v0', 'type', 'veth', 'peer', 'name', 'v1'),
	unshare('bridge', '-Urn', 'ip', 'link', 'add', 'b0', 'type', 'bridge'),
	unshare('overlay', '-Urm', 'sh', '-c', OVERLAY),
	unshare('idmap', '-Urm', 'sh', '-c', IDMAP),
	unshare('time', '-UrT', '--fork', 'true'),
	unshare('nested', '-Ur', 'unshare', '-Ur', 'true'),
	unshare('sysfs', '-Urmn', 'mount', '-t', 'sysfs', '-o', 'ro', 'sysfs', '/sys'),
];

/** A sandbox is made by these very means, so one that came up has proven them. */
export const PROVEN_BY_SANDBOX: readonly ProbeId[] = [
	'user',
	'user-map',
	'mount',
	'proc',
	'nested',
	'sysfs',
];

/** What real root can do where ordinary users can't; run as root. */
export const ROOT_PROBE: Probe = unshare('root-namespaces', '-mpnui', '--fork', 'true');

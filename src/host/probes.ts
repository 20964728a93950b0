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
	| 'overlay'
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
 * The probes, all run as the uid a sandbox would have. None changes anything that outlives it: each
 * makes its own namespaces first.
 */
export const PROBES: readonly Probe[] = [
	unshare('user', '-U', 'true'),
	unshare('user-map', '-Ur', 'true'),
	unshare('mount', '-Urm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'),
	unshare('proc', '-Urpf', '--mount-proc', 'true'),
	unshare('veth', '-Urn', 'ip', 'link', 'add', 'v0', 'type', 'veth', 'peer', 'name', 'v1'),
	unshare('overlay', '-Urm', 'sh', '-c', OVERLAY),
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

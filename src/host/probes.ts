/** Something that is tried, because no version and no setting tells reliably whether it works. */
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
	/** The last line of its standard error; why it couldn't be run at all. */
	readonly message: string;
}

const unshare = (id: ProbeId, ...args: readonly string[]): Probe => ({
	id,
	command: 'unshare',
	args,
});

const OVERLAY = `mount -t tmpfs tmpfs /mnt && cd /mnt && mkdir lower upper work merged &&
mount -t overlay -o lowerdir=lower,upperdir=upper,workdir=work,userxattr overlay merged`;

/**
 * The probes, all run as the uid that a sandbox would have. None of them changes anything that outlives
 * it: each makes namespaces of its own first.
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

/** What real root can do where ordinary users can't; tried as root. */
export const ROOT_PROBE: Probe = unshare('root-namespaces', '-mpnui', '--fork', 'true');

// The closed list of paths the viewer reads, so that no lesson can make it show the host's secrets.

/** A path that may be read, and what must be found out about it before a command gets its name. */
export type AllowedPath =
	/** A name in /proc to which only the kernel can give a meaning. */
	| {readonly kind: 'proc'; readonly path: string; readonly type: PathKind}
	/** Of one process, which must belong to the user who runs this program. */
	| {
			readonly kind: 'process';
			readonly pid: number;
			readonly path: string;
			readonly type: PathKind;
	  }
	/** Below the control groups: what it resolves to must be there, too. */
	| {readonly kind: 'cgroup'; readonly path: string; readonly type: PathKind | 'any'}
	/** A system file that everybody may read. */
	| {readonly kind: 'system'; readonly path: string; readonly type: PathKind};

/** `link`: a link in /proc/PID/ns, which is never followed to what it stands for. */
export type PathKind = 'file' | 'directory' | 'link';

export type PathAnswer =
	| {readonly allowed: AllowedPath}
	| {readonly allowed: undefined; readonly why: string};

/**
 * Files of /proc/self that tell about the process, not about what it has open, mapped or been
 * given.
 */
const OWN_FILES = words(
	'status stat statm comm cgroup limits uid_map gid_map setgroups projid_map mountinfo mounts',
	'loginuid oom_score oom_score_adj timens_offsets attr/current net/dev net/route io maps',
);
/** Likewise for another process of the same user; the rest of it is its own business. */
const OTHERS_FILES = words('status stat statm comm cgroup limits uid_map gid_map');
const NAMESPACES = words('cgroup ipc mnt net pid pid_for_children time time_for_children user uts');
const KERNEL_FILES = words(
	// What process 1 tells everybody: it is nobody's own, and lessons ask who it is.
	'1/comm 1/status 1/cgroup',
	'version uptime loadavg cpuinfo meminfo stat filesystems cgroups mounts net/dev net/route',
	'pressure/cpu pressure/memory pressure/io sysvipc/shm sysvipc/sem sysvipc/msg',
	'sys/kernel/osrelease sys/kernel/ostype sys/kernel/version sys/kernel/hostname',
	'sys/kernel/domainname sys/kernel/pid_max sys/kernel/threads-max sys/kernel/cap_last_cap',
	'sys/kernel/random/boot_id sys/kernel/random/uuid sys/kernel/unprivileged_userns_clone',
	'sys/kernel/apparmor_restrict_unprivileged_userns sys/kernel/overflowuid',
	'sys/kernel/seccomp/actions_avail sys/kernel/yama/ptrace_scope',
	'sys/user/max_cgroup_namespaces sys/user/max_ipc_namespaces sys/user/max_mnt_namespaces',
	'sys/user/max_net_namespaces sys/user/max_pid_namespaces sys/user/max_time_namespaces',
	'sys/user/max_user_namespaces sys/user/max_uts_namespaces',
);
const KERNEL_DIRECTORIES = words('pressure sys/kernel sys/kernel/random sys/user');
const SYSTEM_FILES = words('/etc/os-release /usr/lib/os-release /etc/hostname');

const CGROUPS = '/sys/fs/cgroup';
/** The names systemd and container engines give groups; no blank and no shell metacharacter. */
const CGROUP_NAME = /^[\w.:@\\,=+-]+$/;

function words(...lines: readonly string[]): ReadonlySet<string> {
	return new Set(lines.join(' ').split(' '));
}

/**
 * Whether a path is on the list, by its spelling alone: one that has a second spelling (`.`, `..`,
 * a link on its way) is refused, so that nothing has to be resolved below /proc.
 */
export function allowPath(path: string, ownPid: number): PathAnswer {
	if (!path.startsWith('/')) {
		return no(`"${path}" is no whole path: there is no directory to be in, so begin with /.`);
	}
	const parts = path.split('/').filter((part) => part !== '');
	if (parts.includes('..') || parts.includes('.')) {
		return no('A path with "." or ".." in it is not looked up here: give it without.');
	}
	const plain = `/${parts.join('/')}`;
	if (plain === '/proc') return yes({kind: 'proc', path: plain, type: 'directory'});
	if (plain === '/') return yes({kind: 'system', path: plain, type: 'directory'});
	if (SYSTEM_FILES.has(plain)) return yes({kind: 'system', path: plain, type: 'file'});
	if (plain === CGROUPS || plain.startsWith(`${CGROUPS}/`)) return allowCgroup(plain);
	if (parts[0] === 'proc') return allowProc(parts.slice(1), ownPid);
	return notListed(path);
}

function allowCgroup(path: string): PathAnswer {
	const below = path.slice(CGROUPS.length).split('/').filter(Boolean);
	return below.every((name) => CGROUP_NAME.test(name))
		? yes({kind: 'cgroup', path, type: 'any'})
		: notListed(path);
}

function allowProc(parts: readonly string[], ownPid: number): PathAnswer {
	const [first = '', ...others] = parts;
	const name = others.join('/');
	const whole = parts.join('/');
	const path = `/proc/${whole}`;
	if (first === 'self' || first === String(ownPid)) {
		// A listing of this program's own directory would show where it was started.
		const kind = name === '' && first !== 'self' ? undefined : kindOf(name, OWN_FILES);
		return kind === undefined ? notListed(path) : yes({kind: 'proc', path, type: kind});
	}
	if (KERNEL_FILES.has(whole)) return yes({kind: 'proc', path, type: 'file'});
	if (/^[1-9]\d{0,9}$/.test(first)) {
		const kind = name === '' ? undefined : kindOf(name, OTHERS_FILES);
		if (kind === undefined) return notListed(path);
		return yes({kind: 'process', pid: Number(first), path, type: kind});
	}
	if (KERNEL_DIRECTORIES.has(whole)) return yes({kind: 'proc', path, type: 'directory'});
	return notListed(path);
}

/** What a name below a process's directory is; undefined when it is not on the list. */
function kindOf(name: string, files: ReadonlySet<string>): PathKind | undefined {
	if (files.has(name)) return 'file';
	if (name === '' || name === 'ns') return 'directory';
	const namespace = /^ns\/(\w+)$/.exec(name)?.[1];
	return namespace !== undefined && NAMESPACES.has(namespace) ? 'link' : undefined;
}

const yes = (allowed: AllowedPath): PathAnswer => ({allowed});
const no = (why: string): PathAnswer => ({allowed: undefined, why});
const notListed = (path: string): PathAnswer =>
	no(`"${path}" is not on the list of what is looked at here; help shows the list.`);

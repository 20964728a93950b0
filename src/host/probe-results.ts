// What the probes hand to `reportHost`, as plain data, so that any host can be told in a test.

import type {PackageTool} from './course-tools.js';
import type {HostKind} from './host-kind.js';
import type {MountObstacle} from './mount-obstacles.js';
import type {Outcome, ProbeId} from './probes.js';
import type {CgroupOffer} from './sandbox-host.js';
import type {SandboxTrial} from './sandbox-trial.js';

/** All that was found out about a host; `reportHost` makes sense of it. */
export interface ProbeResults {
	/** process.platform. */
	readonly platform: string;
	readonly nodeVersion: string;
	/** /proc/sys/kernel/osrelease. */
	readonly kernel: string;
	readonly isRoot: boolean;
	/**
	 * The user that sandboxes run as can be had: root may become another one (CAP_SETUID, CAP_SETGID), and
	 * others need not.
	 */
	readonly canChangeUser: boolean;
	/** What kind of place this is, by what it leaves to be seen. */
	readonly kind: HostKind;
	/** What came of starting a real sandbox. */
	readonly trial: SandboxTrial;
	readonly probes: Readonly<Partial<Record<ProbeId, Outcome>>>;
	/** Seccomp in /proc/self/status: 2 means a filter is on, as in a container. */
	readonly seccomp: number;
	/** /proc/sys/user/max_user_namespaces. */
	readonly maxUserNamespaces: string | undefined;
	/** /proc/sys/kernel/unprivileged_userns_clone; only Debian's and Arch's kernels have it. */
	readonly usernsClone: string | undefined;
	/** /proc/sys/kernel/apparmor_restrict_unprivileged_userns; only Ubuntu's kernels have it. */
	readonly apparmorRestricts: string | undefined;
	/** What AppArmor enforces on a program that `unshare` starts, or else on this one. */
	readonly apparmorProfile: AppArmorProfile | undefined;
	/** What keeps a user namespace from mounting a proc or a sysfs of its own. */
	readonly obstacles: {readonly proc: MountObstacle; readonly sys: MountObstacle};
	/** systemd runs this host (/run/systemd/system, sd_booted(3)). */
	readonly isSystemdRunning: boolean;
	readonly cgroup: CgroupSurvey;
	/** Whether /proc/pressure/cpu can be read. */
	readonly pressure: boolean;
	/** Whether a docker daemon answers on this host; the command alone is not an engine. */
	readonly dockerAnswers: boolean;
	/** The names of the tools, runtimes and engines that are there. */
	readonly tools: ReadonlySet<string>;
	readonly packageTool: PackageTool | undefined;
	/** Such as `2.38.1`; undefined where there is none. */
	readonly utilLinux: string | undefined;
	readonly terminal: TerminalFacts;
}

export interface AppArmorProfile {
	readonly name: string;
	/** The file that loads it; undefined where it can't be found. */
	readonly file: string | undefined;
}

export interface CgroupSurvey {
	readonly offer: CgroupOffer;
	/** By what is mounted at /sys/fs/cgroup. */
	readonly version: 1 | 2 | undefined;
	/** Mounted read-only, as container engines do. */
	readonly isReadOnly: boolean;
}

export interface TerminalFacts {
	readonly isTerminal: boolean;
	readonly columns: number;
	readonly rows: number;
	/** The first of LC_ALL, LC_CTYPE and LANG that is set. */
	readonly locale: string;
}

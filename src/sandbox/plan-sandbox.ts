// Decides a whole sandbox as data, so that a test can read it and nothing has started yet.

import {UserError} from '../domain/user-error.js';
import {installSentence} from '../host/doctor-sentences.js';
import {missingTools, sayAnyOf} from '../host/required-tools.js';
import type {SandboxHost} from '../host/sandbox-host.js';
import {initScript} from './init-script.js';
import {LOOPBACK_TOOLS, type PtyTool, tabsScript} from './inside-scripts.js';
import {leaveKeyring} from './leave-keyring.js';
import {type CgroupPlan, planCgroup} from './plan-cgroup.js';
import {planLimits} from './plan-limits.js';
import {type MountPlan, planMounts} from './plan-mounts.js';
import {shellRc} from './shell-rc.js';

/** Everything about a sandbox that is decided before anything is started. */
export interface SandboxPlan {
	readonly command: string;
	readonly args: readonly string[];
	/** The whole environment: nothing of this program's own gets in. */
	readonly env: Readonly<Record<string, string>>;
	/** The ids the first process is spawned with; undefined: this program's. */
	readonly spawnAs: {readonly uid: number; readonly gid: number} | undefined;
	/** The ids that own the learner's control groups. */
	readonly ownedBy: SandboxPlan['spawnAs'];
	/** The sh text of pid 1 until its tree stands, and after that. */
	readonly stage: string;
	readonly life: string;
	readonly mounts: MountPlan;
	readonly cgroup: CgroupPlan;
	readonly markKey: string;
}

/** What makes one sandbox differ from the next. */
export interface SandboxIdentity {
	/** Hexadecimal; part of every shell mark of this sandbox. */
	readonly markKey: string;
	/** Name of its control group, unique on this host. */
	readonly name: string;
	/** What nobody knows without asking: the prompt shows it only up to its first dot. */
	readonly hostName: string;
}

/**
 * Plans a sandbox: two nested user namespaces made by util-linux, none of it privileged.
 *
 * `--kill-child` and the death signal end it with whoever started it; the watchdog pipe does so
 * again where a race could lose either (prctl(2), PR_SET_PDEATHSIG: a uid change clears the signal,
 * so it is set after that).
 *
 * Throws a UserError that names the package of a missing tool.
 */
export function planSandbox(host: SandboxHost, identity: SandboxIdentity): SandboxPlan {
	requireTools(host);
	const pty: PtyTool = host.tools.has('script') ? 'script' : 'python3';
	const loopback = LOOPBACK_TOOLS.find((tool) => host.tools.has(tool)) ?? 'ip';
	const cgroup = planCgroup(host.cgroup, identity.name, host.memory);
	const mounts = planMounts(host, cgroup.optionalMounts);
	const {build: stage, run: life} = initScript({
		mounts,
		cgroup,
		tabs: tabsScript(identity.markKey, pty),
		loopback,
		hostName: identity.hostName,
		rc: shellRc(identity.markKey),
		limits: planLimits(host),
		toolDirectories: host.toolDirectories,
	});
	const namespaces = [
		'unshare',
		...['--user', '--map-root-user', '--pid', '--fork', '--kill-child'],
		...['--mount', '--propagation', 'private', '--net', '--uts', '--ipc'],
		// With a group of its own, pid 1 makes this namespace once it is in that group.
		...(cgroup.mounts.length > 0 ? [] : ['--cgroup']),
		...(host.timeNamespaces ? ['--time'] : []),
	];
	const drop =
		host.dropTo !== undefined && cgroup.enter !== ''
			? ['setpriv', `--reuid=${host.dropTo.uid}`, `--regid=${host.dropTo.gid}`, '--clear-groups']
			: [];
	const enter = cgroup.enter === '' ? [] : ['sh', '-c', `${cgroup.enter}\nexec "$@"`, 'sh'];
	const [command = 'setpriv', ...args] = [
		...cgroup.launcher,
		...enter,
		...drop,
		...['setpriv', '--pdeathsig', 'KILL'],
		...leaveKeyring(host),
		...namespaces,
		...['sh', '-c', 'eval "$STAGE"', 'lesson-init'],
	];
	return {
		command,
		args,
		env: {
			PATH: host.toolDirectories.join(':'),
			// A sysfs that may only be read-only must be so from its first moment. libmount's newer way makes
			// it writable first, and the kernel refuses that where the host's is read-only, as in containers.
			LIBMOUNT_FORCE_MOUNT2: 'always',
			TERM: host.isDumb ? 'dumb' : 'xterm-256color',
			...(host.noColour ? {NO_COLOR: '1'} : {}),
			...(host.trueColour ? {COLORTERM: 'truecolor'} : {}),
			LC_ALL: 'C',
			...(host.manPager === undefined ? {} : printing(host.manPager)),
			STAGE: stage,
			LIFE: life,
			...(cgroup.joins.length > 0 ? {CGROUPS: cgroup.joins.join(' ')} : {}),
			...(host.cgroup.kind === 'systemd' ? host.cgroup.environment : {}),
		},
		// Entering a v2 group takes root's own uid; setpriv drops it right after.
		spawnAs: drop.length > 0 ? undefined : host.dropTo,
		ownedBy: host.dropTo,
		stage,
		life,
		mounts,
		cgroup,
		markKey: identity.markKey,
	};
}

/** Pages come line by line: a pager's alternate screen can't be followed by ear. */
const printing = (manPager: string): Readonly<Record<string, string>> => ({
	PAGER: 'cat',
	MANPAGER: manPager,
	// less(1), typed by hand: what fits is printed at once (F), and the screen is not switched (X).
	LESS: 'FX',
});

function requireTools(host: SandboxHost): void {
	const missing = missingTools(host.tools)[0];
	if (missing === undefined) return;
	throw new UserError(
		`The sandbox needs ${sayAnyOf(missing)} ${missing.why}, and this host has none.`,
		`${installSentence(missing, host)} "container-lessons doctor" says what else is missing.`,
	);
}

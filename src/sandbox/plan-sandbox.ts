import type {SandboxHost} from '../host/sandbox-host.js';
import {LESSON_DIRECTORY, tabsScript} from './inside-scripts.js';
import {type BoxIdentity, LAUNCH_PATH, type LaunchPlan, LEARNER_HOME} from './launch-plan.js';
import {planCgroup} from './plan-cgroup.js';
import {type MountPlan, planMounts} from './plan-mounts.js';
import {choosePty, requireTools, SANDBOX_NEEDS} from './required-tools.js';
import {shellRc} from './shell-rc.js';
import {stageTexts} from './stage.js';

/** Everything about a sandbox that is decided before anything is started. */
export interface SandboxPlan extends LaunchPlan {
	/** The sh text of pid 1 until its tree stands, and after that. */
	readonly stage: string;
	readonly life: string;
	readonly mounts: MountPlan;
}

const OPEN_FILES = 4096;

/**
 * Plans a sandbox: two nested user namespaces made by util-linux, nothing of it privileged.
 *
 * `--kill-child` and the death signal end it with whoever started it; the watchdog pipe does so again
 * where a race could lose either (prctl(2), PR_SET_PDEATHSIG: the signal is cleared by a uid change, so
 * setpriv comes after that).
 *
 * Throws a UserError that names the package where a tool is missing.
 */
export function planSandbox(host: SandboxHost, identity: BoxIdentity): SandboxPlan {
	requireTools(host, SANDBOX_NEEDS);
	const pty = choosePty(host);
	const cgroup = planCgroup(host.cgroup, identity.name, host.memory);
	const mounts = planMounts(host, cgroup.optionalMounts);
	const {stage, life} = stageTexts({
		mounts,
		cgroup,
		tabs: tabsScript(identity.markKey, pty, LESSON_DIRECTORY),
		rc: shellRc(identity.markKey, 'limited'),
		openFiles: Math.min(OPEN_FILES, host.openFiles),
	});
	const namespaces = [
		'unshare',
		...['--user', '--map-root-user', '--pid', '--fork', '--kill-child'],
		...['--mount', '--propagation', 'private', '--net', '--uts', '--ipc'],
		// With a group of its own, pid 1 makes this namespace when it is in that group.
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
		...namespaces,
		...['sh', '-c', 'eval "$STAGE"', 'lesson-init'],
	];
	return {
		command,
		args,
		env: {
			PATH: LAUNCH_PATH,
			TERM: 'xterm-256color',
			LC_ALL: 'C',
			STAGE: stage,
			LIFE: life,
			...(cgroup.joins.length > 0 ? {CGROUPS: cgroup.joins.join(' ')} : {}),
			...(host.cgroup.offer === 'systemd' ? host.cgroup.environment : {}),
		},
		// Entering a v2 group takes root's own uid; setpriv drops it right after.
		spawnAs: drop.length > 0 ? undefined : host.dropTo,
		ownedBy: host.dropTo,
		stage,
		life,
		mounts,
		cgroup,
		markKey: identity.markKey,
		home: LEARNER_HOME,
		endsWith: 'first process',
	};
}

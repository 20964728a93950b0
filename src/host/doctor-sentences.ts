// Words what doctor says of a host: a sentence for what is wrong, a command that mends it.

import type {HostClass, Mend} from '../domain/host.js';
import type {UserNamespaceFault} from './classify.js';
import {BASE_PACKAGES, COURSE_TOOLS, type CourseTool, INSTALLERS} from './course-tools.js';
import type {ProbeResults} from './probe-results.js';
import {type RequiredTool, sayAnyOf} from './required-tools.js';

/** One sentence on what this host can do. */
export function summarize(hostClass: HostClass, missing: readonly RequiredTool[]): string {
	switch (hostClass) {
		case 'full':
			return 'This host runs the whole sandbox: every namespace, also nested.';
		case 'no-tools':
			return `This host lacks ${missing.map(sayAnyOf).join(' and ')}, without which no sandbox starts: no exercise can run here.`;
		case 'no-proc':
			return 'This host has namespaces, but its /proc is masked, so that no sandbox can have its own: what only looks can be observed, the rest of the exercises waits.';
		case 'outer-only':
			return 'This host gives namespaces to root only, not to the learner inside a sandbox: what only looks can be observed, the rest of the exercises waits.';
		case 'observe':
			return 'This host gives no namespaces, so there is no sandbox: what only looks can be observed, the rest of the exercises waits.';
		case 'read':
			return 'Containers are a matter of the Linux kernel and this is not Linux; the lessons and the questions can be read.';
	}
}

/** How to get a Linux on a system that is not one. */
export function linuxMend(platform: string): Mend {
	return platform === 'win32'
		? {
				command: 'wsl --install Debian',
				undo: 'wsl --unregister Debian',
				note: 'The Windows Subsystem for Linux has a real Linux kernel; start container-lessons in it.',
			}
		: {
				command: 'limactl start --name=lessons template://debian-12 && limactl shell lessons',
				undo: 'limactl delete --force lessons',
				note: 'A virtual machine has a Linux kernel; Lima (lima-vm.io) makes one. Start container-lessons in it.',
			};
}

const DOCKER_FLAGS = '--security-opt seccomp=unconfined --security-opt systempaths=unconfined';
const PODMAN_FLAGS = '--security-opt seccomp=unconfined --security-opt unmask=ALL';

/** The container has to be started differently: its limits cannot be changed from inside. */
export function containerMend({container, apparmorRestricts}: ProbeResults): Mend {
	const apparmor = apparmorRestricts === '1' ? ' --security-opt apparmor=unconfined' : '';
	return container === 'podman'
		? {
				command: `podman run -it ${PODMAN_FLAGS}${apparmor} IMAGE`,
				undo: 'podman run -it IMAGE',
				note: 'The container engine forbids namespaces inside its containers, or masks /proc. Start this container with both lifted; nothing on the host changes.',
			}
		: {
				command: `docker run -it ${DOCKER_FLAGS}${apparmor} IMAGE`,
				undo: 'docker run -it IMAGE',
				note: 'The container engine forbids namespaces inside its containers, or masks /proc. Start this container with both lifted (on a host with AppArmor also --security-opt apparmor=unconfined); nothing on the host changes.',
			};
}

/** What brings user namespaces back; the program itself never changes a system setting. */
export function userNamespaceMend(
	fault: UserNamespaceFault,
	results: ProbeResults,
): Mend | undefined {
	switch (fault) {
		case 'limit':
			return {
				command: 'sudo sysctl -w user.max_user_namespaces=15000',
				undo: `sudo sysctl -w user.max_user_namespaces=${results.maxUserNamespaces ?? '0'}`,
				note: 'The number of user namespaces is limited. This lifts the limit until the next boot; in a container, do it on the host.',
			};
		case 'sysctl':
			return {
				command: 'sudo sysctl -w kernel.unprivileged_userns_clone=1',
				undo: 'sudo sysctl -w kernel.unprivileged_userns_clone=0',
				note: 'This kernel keeps user namespaces from ordinary users. This allows them until the next boot.',
			};
		case 'apparmor':
			return {
				command: 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
				undo: 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=1',
				note: 'AppArmor takes all rights in new user namespaces away. This stops that for every program until the next boot or the undo.',
			};
		case 'profile':
			return profileMend(results);
		case 'container':
			return containerMend(results);
		case 'unknown':
			return undefined;
	}
}

function profileMend({apparmorProfile}: ProbeResults): Mend | undefined {
	const file = apparmorProfile?.file;
	return file === undefined
		? undefined
		: {
				command: `sudo apparmor_parser -R ${file}`,
				undo: `sudo apparmor_parser -a ${file}`,
				note: 'An AppArmor profile takes all rights in new user namespaces away. This unloads it until the next boot or the undo; run doctor again after it.',
			};
}

/** Why there is no user namespace, in one sentence. */
export function userNamespaceSentence(fault: UserNamespaceFault, results: ProbeResults): string {
	const said = results.probes.user?.ok
		? results.probes['user-map']?.message
		: results.probes.user?.message;
	switch (fault) {
		case 'limit':
			return 'the limit on the number of user namespaces is reached or zero';
		case 'sysctl':
			return 'kernel.unprivileged_userns_clone is 0';
		case 'apparmor':
			return 'AppArmor lets them be made, but without any rights in them';
		case 'profile':
			return `the AppArmor profile ${results.apparmorProfile?.name} lets them be made, but without any rights in them`;
		case 'container':
			return 'a seccomp filter refuses them, as container engines do by default';
		case 'unknown':
			return `they are refused (${said || 'no reason given'}); a chroot or a security module does that`;
	}
}

/** What gives sandboxes control groups of their own. */
export function cgroupMend({cgroup, isRoot, container}: ProbeResults): Mend | undefined {
	if (cgroup.offer.kind === 'systemd') {
		return {
			command:
				"sudo mkdir -p /etc/systemd/system/user@.service.d && printf '[Service]\\nDelegate=cpu memory pids\\n' | sudo tee /etc/systemd/system/user@.service.d/container-lessons.conf && sudo systemctl daemon-reload",
			undo: 'sudo rm /etc/systemd/system/user@.service.d/container-lessons.conf && sudo systemctl daemon-reload',
			note: 'systemd delegates only some controllers to users here. This delegates all that the course uses, after the next login.',
		};
	}
	if (container !== undefined) return undefined;
	if (cgroup.version === 2 && !isRoot) {
		return {
			command: 'sudo loginctl enable-linger "$USER"',
			undo: 'sudo loginctl disable-linger "$USER"',
			note: "There is no systemd user session that could delegate a cgroup. This starts the user's own systemd and keeps it running.",
		};
	}
	return cgroup.version === 1 && !isRoot
		? {
				command: 'sudo npx container-lessons',
				undo: 'npx container-lessons',
				note: 'cgroup v1 delegates nothing to ordinary users. As root the sandbox still runs as an unused uid without rights.',
			}
		: undefined;
}

/** What decides how something is installed on a host. */
type Installing = Pick<ProbeResults, 'packageTool' | 'isRoot'>;

/** How to install a tool with this host's own package tool. */
export function toolMend(
	{tool, packages}: CourseTool,
	{packageTool, isRoot}: Installing,
): Mend | undefined {
	if (packageTool === undefined) return undefined;
	const name = packages[packageTool] ?? packages.other;
	const {install, reinstall = install, remove} = INSTALLERS[packageTool];
	const sudo = isRoot ? '' : 'sudo ';
	const note = `The package ${name} has ${tool}.`;
	return BASE_PACKAGES.has(name)
		? {command: `${sudo}${reinstall} ${name}`, note}
		: {command: `${sudo}${install} ${name}`, undo: `${sudo}${remove} ${name}`, note};
}

/** How to install what every sandbox needs. */
export const requiredMend = ({anyOf}: RequiredTool, installing: Installing): Mend | undefined => {
	const proposed = COURSE_TOOLS.find(({tool}) => tool === anyOf[0]);
	return proposed && toolMend(proposed, installing);
};

/**
 * The same as a sentence; without a known package tool it names the package as most distributions
 * do.
 */
export function installSentence(required: RequiredTool, installing: Installing): string {
	const mend = requiredMend(required, installing);
	if (mend !== undefined) return `Install it with "${mend.command}".`;
	const proposed = COURSE_TOOLS.find(({tool}) => tool === required.anyOf[0]);
	return `Install the package ${proposed?.packages.other ?? required.anyOf[0]}.`;
}

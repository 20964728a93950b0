// Words why there are no usable namespaces here, and what brings them back; the program itself changes nothing.

import type {Mend} from '../domain/host.js';
import type {UserNamespaceFault} from './classify.js';
import {containerMend} from './container-mend.js';
import {isContainer} from './host-kind.js';
import type {MountObstacle} from './mount-obstacles.js';
import type {ProbeResults} from './probe-results.js';

const sudoOf = ({isRoot}: Pick<ProbeResults, 'isRoot'>): string => (isRoot ? '' : 'sudo ');

/** A setting of the kernel belongs to the host, whoever is shown it. */
const whereOf = ({kind}: ProbeResults): string =>
	isContainer(kind) ? ' Do it on the host, not in this container.' : '';

/** What brings user namespaces back. */
export function userNamespaceMend(
	fault: UserNamespaceFault,
	results: ProbeResults,
): Mend | undefined {
	const sudo = sudoOf(results);
	const where = whereOf(results);
	switch (fault) {
		case 'limit':
			return {
				command: `${sudo}sysctl -w user.max_user_namespaces=15000`,
				undo: `${sudo}sysctl -w user.max_user_namespaces=${results.maxUserNamespaces ?? '0'}`,
				note: `The number of user namespaces is limited. This lifts the limit until the next boot.${where}`,
			};
		case 'sysctl':
			return {
				command: `${sudo}sysctl -w kernel.unprivileged_userns_clone=1`,
				undo: `${sudo}sysctl -w kernel.unprivileged_userns_clone=0`,
				note: `This kernel keeps user namespaces from ordinary users. This allows them until the next boot.${where}`,
			};
		case 'apparmor':
			return {
				command: `printf '${PROFILE}' | ${sudo}apparmor_parser -r`,
				undo: `printf '${PROFILE}' | ${sudo}apparmor_parser -R`,
				note: `AppArmor takes all rights in new user namespaces away. This allows them to /usr/bin/unshare alone, writes no file, and lasts until the next boot or the undo.${where}`,
			};
		case 'profile':
			return profileMend(results);
		case 'container':
			return containerMend(results);
		case 'unknown':
			return undefined;
	}
}

/** One profile, for printf(1): of all programs only unshare gets its rights in what it makes. */
const PROFILE =
	'abi <abi/4.0>,\\ninclude <tunables/global>\\nprofile container-lessons /usr/bin/unshare flags=(unconfined) {\\n  userns,\\n}\\n';

function profileMend(results: ProbeResults): Mend | undefined {
	const file = results.apparmorProfile?.file;
	if (file === undefined) return isContainer(results.kind) ? containerMend(results) : undefined;
	const sudo = sudoOf(results);
	return {
		command: `${sudo}apparmor_parser -R ${file}`,
		undo: `${sudo}apparmor_parser -a ${file}`,
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
			return `they are refused (${said || 'no reason given'}); a chroot or a security module may do that`;
	}
}

/** Why no proc or sysfs can be mounted here, in the words of a finding. */
export function obstacleSentence(at: '/proc' | '/sys', obstacle: MountObstacle): string {
	switch (obstacle.kind) {
		case 'covered':
			return `mounting one is refused: parts of ${at} are covered (${obstacle.by.join(', ')}), as container engines do`;
		case 'access-time':
			return `mounting one is refused: ${at} is mounted ${obstacle.flag}${obstacle.flag === 'noatime' ? ' (as WSL2 does)' : ''}, and in a new user namespace the kernel keeps that flag`;
		case 'none':
			return 'mounting one is refused';
	}
}

/** What lets the kernel mount a proc and a sysfs of a sandbox's own. */
export function obstacleMend(results: ProbeResults): Mend | undefined {
	const {proc, sys} = results.obstacles;
	const flagged = [
		...(proc.kind === 'access-time' ? [{at: '/proc', flag: proc.flag}] : []),
		...(sys.kind === 'access-time' ? [{at: '/sys', flag: sys.flag}] : []),
	];
	if (flagged.length === 0) return containerMend(results);
	const sudo = sudoOf(results);
	const remount = (options: string, at: string): string =>
		`${sudo}mount -o remount,nosuid,nodev,noexec,${options} ${at}`;
	return {
		// Without `atime` before it, libmount 2.38 keeps noatime.
		command: flagged.map(({at}) => remount('atime,relatime', at)).join(' && '),
		undo: flagged.map(({at, flag}) => remount(flag, at)).join(' && '),
		note: 'This gives them the access-time flag that the kernel gives to new ones, until the next boot or the undo. What is in them stays as it is.',
	};
}

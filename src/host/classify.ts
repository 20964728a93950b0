import type {HostClass} from '../domain/host.js';
import type {ProbeResults} from './probe-results.js';
import type {ProbeId} from './probes.js';
import {missingTools} from './required-tools.js';

/** Why an ordinary user gets no usable user namespace here. */
export type UserNamespaceFault =
	/** user.max_user_namespaces, or the nesting depth (ENOSPC). */
	| 'limit'
	/** A seccomp filter, as Docker's default. */
	| 'container'
	/** kernel.unprivileged_userns_clone=0. */
	| 'sysctl'
	/** kernel.apparmor_restrict_unprivileged_userns=1: made, but without rights. */
	| 'apparmor'
	/** An AppArmor profile of unshare: made, but what unshare starts has no rights in it (Ubuntu 25.04). */
	| 'profile'
	/** A chroot, another security module, a kernel without them. */
	| 'unknown';

const works = (results: ProbeResults, id: ProbeId): boolean => results.probes[id]?.ok === true;

/** Without these two nothing can be tried: what the host allows is not known until they are there. */
export const isTried = ({tools}: ProbeResults): boolean =>
	tools.has('unshare') && tools.has('mount');

/** Which of the six kinds of host this is. Only what was tried counts. */
export function classifyHost(results: ProbeResults): HostClass {
	if (results.platform !== 'linux') return 'read';
	if (!isTried(results)) return 'no-tools';
	const nested = (['user', 'user-map', 'mount', 'nested'] as const).every((id) =>
		works(results, id),
	);
	if (nested && works(results, 'proc')) {
		return missingTools(results.tools).length > 0 ? 'no-tools' : 'full';
	}
	if (nested) return 'no-proc';
	return works(results, 'root-namespaces') ? 'outer-only' : 'observe';
}

/** Why no user namespace is to be had that is of use; undefined when one is. */
export function userNamespaceFault(results: ProbeResults): UserNamespaceFault | undefined {
	const {probes} = results;
	if (works(results, 'user') && works(results, 'user-map')) {
		const isConfined = !works(results, 'mount') && results.apparmorProfile !== undefined;
		return isConfined ? appArmorFault(results) : undefined;
	}
	if (/No space left on device/.test(probes.user?.message ?? '')) return 'limit';
	if (works(results, 'user')) return appArmorFault(results);
	if (results.seccomp === 2) return 'container';
	return results.usernsClone === '0' ? 'sysctl' : 'unknown';
}

/** Ubuntu's sysctl puts whatever makes a user namespace under this profile. */
const OF_THE_SYSCTL = 'unprivileged_userns';

function appArmorFault(results: ProbeResults): UserNamespaceFault {
	const {apparmorProfile, apparmorRestricts} = results;
	if (apparmorProfile !== undefined && apparmorProfile.name !== OF_THE_SYSCTL) return 'profile';
	return apparmorRestricts === '1' ? 'apparmor' : 'unknown';
}

// Sorts a host into one of six kinds by what was tried there, and names what blocks namespaces.

import type {HostClass} from '../domain/host.js';
import type {ProbeResults} from './probe-results.js';
import type {ProbeId} from './probes.js';
import {missingTools} from './required-tools.js';

/** Why an ordinary user gets no usable user namespace here. */
export type UserNamespaceFault =
	/** user.max_user_namespaces, or the nesting depth (ENOSPC). */
	| 'limit'
	/** A seccomp filter, such as Docker's default. */
	| 'container'
	/** kernel.unprivileged_userns_clone=0. */
	| 'sysctl'
	/** kernel.apparmor_restrict_unprivileged_userns=1: they are made, but without capabilities. */
	| 'apparmor'
	/**
	 * An AppArmor profile for unshare: they are made, but what unshare starts has no capabilities in
	 * them (Ubuntu 25.04).
	 */
	| 'profile'
	/** A chroot, another security module, a kernel without them. */
	| 'unknown';

const works = (results: ProbeResults, id: ProbeId): boolean => results.probes[id]?.ok === true;

/** Without these two nothing can be tried, and what the host allows is not known. */
export const isTried = ({tools}: ProbeResults): boolean =>
	tools.has('unshare') && tools.has('mount');

/**
 * Which of the six kinds of host this is. Only what was tried counts, and a sandbox that came up or
 * did not counts more than every single probe.
 */
export function classifyHost(results: ProbeResults): HostClass {
	if (results.platform !== 'linux') return 'read';
	if (!isTried(results)) return 'no-tools';
	const {kind} = results.trial;
	if (kind === 'ran') return 'full';
	const told = classifyByProbes(results);
	return told === 'full' && kind === 'failed' ? 'observe' : told;
}

function classifyByProbes(results: ProbeResults): HostClass {
	// Whatever they say of root, the sandbox is not to be root's.
	if (!results.canChangeUser) return 'observe';
	const nested = (['user', 'user-map', 'mount', 'nested'] as const).every((id) =>
		works(results, id),
	);
	if (nested && works(results, 'proc')) {
		return missingTools(results.tools).length > 0 ? 'no-tools' : 'full';
	}
	if (nested) return 'no-proc';
	return works(results, 'root-namespaces') ? 'outer-only' : 'observe';
}

/** The host was too slow for a verdict: what it seems to lack it may have, and the other way round. */
export const isUnsure = (results: ProbeResults): boolean =>
	results.platform === 'linux' &&
	isTried(results) &&
	(Object.values(results.probes).some(({late}) => late) ||
		(results.trial.kind === 'late' && classifyByProbes(results) === 'full'));

/** Why there is no usable user namespace; undefined when there is one. */
export function userNamespaceFault(results: ProbeResults): UserNamespaceFault | undefined {
	const {probes} = results;
	// Nothing was refused: it took too long, or a sandbox came up all the same.
	if (results.trial.kind === 'ran' || probes.user?.late || probes['user-map']?.late)
		return undefined;
	if (works(results, 'user') && works(results, 'user-map')) {
		const isConfined = !works(results, 'mount') && results.apparmorProfile !== undefined;
		return isConfined ? appArmorFault(results) : undefined;
	}
	if (/No space left on device/.test(probes.user?.message ?? '')) return 'limit';
	if (works(results, 'user')) return appArmorFault(results);
	if (results.seccomp === 2) return 'container';
	return results.usernsClone === '0' ? 'sysctl' : 'unknown';
}

/** The profile that Ubuntu's sysctl puts on whatever makes a user namespace. */
const OF_THE_SYSCTL = 'unprivileged_userns';

function appArmorFault(results: ProbeResults): UserNamespaceFault {
	const {apparmorProfile, apparmorRestricts} = results;
	if (apparmorProfile !== undefined && apparmorProfile.name !== OF_THE_SYSCTL) return 'profile';
	return apparmorRestricts === '1' ? 'apparmor' : 'unknown';
}

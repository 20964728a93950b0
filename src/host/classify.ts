import type {HostClass} from '../domain/host.js';
import type {ProbeResults} from './probe-results.js';
import type {ProbeId} from './probes.js';

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
	/** unshare is missing. */
	| 'tool'
	/** A chroot, another security module, a kernel without them. */
	| 'unknown';

const works = (results: ProbeResults, id: ProbeId): boolean => results.probes[id]?.ok === true;

/** Which of the five kinds of box this is. Only what was tried counts. */
export function classifyHost(results: ProbeResults): HostClass {
	if (results.platform !== 'linux') return 'read';
	const nested = (['user', 'user-map', 'mount', 'nested'] as const).every((id) =>
		works(results, id),
	);
	if (nested) return works(results, 'proc') ? 'full' : 'no-proc';
	return works(results, 'root-namespaces') ? 'outer-only' : 'observe';
}

/** Why the first two probes failed; undefined when they did not. */
export function userNamespaceFault(results: ProbeResults): UserNamespaceFault | undefined {
	const {probes, tools} = results;
	if (works(results, 'user') && works(results, 'user-map')) return undefined;
	if (!tools.has('unshare')) return 'tool';
	if (/No space left on device/.test(probes.user?.message ?? '')) return 'limit';
	if (works(results, 'user')) return results.apparmorRestricts === '1' ? 'apparmor' : 'unknown';
	if (results.seccomp === 2) return 'container';
	return results.usernsClone === '0' ? 'sysctl' : 'unknown';
}

import {type HostReport, SANDBOX_NEED} from '../domain/host.js';
import {UserError} from '../domain/user-error.js';

/**
 * Throws a UserError, with the command that mends it, where the host lacks a tool every sandbox
 * needs.
 */
export function refuseWithoutTools({hostClass, summary, findings}: HostReport): void {
	if (hostClass !== 'no-tools') return;
	const mends = findings.flatMap(({ok, unlocks, mend}) =>
		!ok && mend !== undefined && unlocks.includes(SANDBOX_NEED) ? [mend.command] : [],
	);
	throw new UserError(
		summary,
		mends.length > 0
			? `Install it with "${[...new Set(mends)].join('" and "')}".`
			: 'Install it; "container-lessons doctor" says what for.',
	);
}

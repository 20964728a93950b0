// Stops whoever would take for a fact what a busy host had no time to tell.
import type {HostReport} from '../domain/host.js';
import {UserError} from '../domain/user-error.js';
import {EXIT} from './report-error.js';

/**
 * Throws a UserError where what this host can do was not known within so many seconds: a step that is not known to be
 * possible would be passed over, and nobody would hear of it.
 */
export function refuseUnsure({isUnsure}: Pick<HostReport, 'isUnsure'>, seconds: number): void {
	if (isUnsure !== true) return;
	throw new UserError(
		`What this host can do was not known within ${seconds} s, so nothing can be proven here.`,
		'Try again when it has less to do.',
		EXIT.cannotTell,
	);
}

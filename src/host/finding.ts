// Makes a finding whose mend is shown only where it is needed.

import type {Finding} from '../domain/host.js';

/** A finding, with its mend only where it needs one and there is one. */
export const finding = (seen: Omit<Finding, 'mend'>, mend?: Finding['mend']): Finding =>
	seen.ok || mend === undefined ? seen : {...seen, mend};

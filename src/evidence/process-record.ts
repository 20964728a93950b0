import type {ProcessView} from '../domain/evidence.js';
import type {ProcStat} from '../domain/proc.js';

/** A process as /proc shows it, before anyone knows whose it is. */
export interface ProcessRecord
	extends Omit<ProcessView, 'tab' | 'depth'>,
		Pick<ProcStat, 'session'> {
	/**
	 * What `TAB_VARIABLE` was when its program began; undefined without it, and where it was not
	 * read. It is read of shells and of what their parent left behind, for only those are asked.
	 */
	readonly tabMark: string | undefined;
}

/** The tools that open a tab's pseudo-terminal; their child is the shell. */
export const PTY_TOOLS = /^(?:script|python3[\d.]*)$/;

// The picture of the learner's processes that the X-ray draws while they work.
import type {CgroupView, ProcessView} from './evidence.js';
import type {NamespaceLinks} from './namespace.js';

/** The learner's processes at one instant, seen from outside the sandbox. */
export interface Xray {
	readonly processes: readonly ProcessView[];
	/** What a process in the sandbox has unless it was given its own. */
	readonly sandbox: Pick<ProcessView, 'namespaces' | 'uidMap' | 'uids' | 'root'>;
	/** This program's own namespaces. */
	readonly host: NamespaceLinks;
	/** The sandbox's own control group as `/`, and those below it; undefined where it has none. */
	readonly groups: readonly CgroupView[] | undefined;
	/** The kernel's release (proc_sys_kernel(5), osrelease). */
	readonly kernel: string;
}

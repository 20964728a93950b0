import type {CgroupView, ProcessView} from './evidence.js';
import type {NamespaceLinks} from './namespace.js';

/** How the learner's processes stand at one instant, looked at from outside the sandbox. */
export interface Xray {
	readonly processes: readonly ProcessView[];
	/** What every process of the sandbox has that was given nothing of its own. */
	readonly sandbox: Pick<ProcessView, 'namespaces' | 'uidMap' | 'uids' | 'root'>;
	/** The namespaces that this program itself is in. */
	readonly host: NamespaceLinks;
	/** The sandbox's own control group as `/` and those below it; undefined where it has none of its own. */
	readonly groups: readonly CgroupView[] | undefined;
	/** The release of the kernel that all of it runs on (proc_sys_kernel(5), osrelease). */
	readonly kernel: string;
}

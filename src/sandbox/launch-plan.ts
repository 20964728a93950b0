import type {CgroupPlan} from './plan-cgroup.js';

/** What is needed to start a box and to end it, whatever is in it. */
export interface LaunchPlan {
	readonly command: string;
	readonly args: readonly string[];
	/** All of the environment: nothing of the tutor's own gets in. */
	readonly env: Readonly<Record<string, string>>;
	/** Ids that the first process is spawned with; undefined: the tutor's. */
	readonly spawnAs: {readonly uid: number; readonly gid: number} | undefined;
	/** Ids that own the learner's control groups. */
	readonly ownedBy: LaunchPlan['spawnAs'];
	readonly cgroup: CgroupPlan;
	readonly markKey: string;
	/** The learner's home; exercises know it as /home/learner. */
	readonly home: string;
	/** With its first process all of a PID namespace ends; without one the watchdog has to end the rest. */
	readonly endsWith: 'first process' | 'watchdog';
}

/** What makes one box differ from the next. */
export interface BoxIdentity {
	/** Hexadecimal; in every shell mark of this box. */
	readonly markKey: string;
	/** Name of its control group or directory, unique on this host. */
	readonly name: string;
}

export const LEARNER_HOME = '/home/learner';

/** For what starts a box: util-linux is found at once. */
export const LAUNCH_PATH = '/usr/bin:/usr/sbin:/bin:/sbin:/usr/local/bin:/usr/local/sbin';

/** For the learner: as distributions have it, with ~/bin before and what the course brings behind. */
export const learnerPath = (home: string, lessonDirectory: string): string =>
	`${home}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:${lessonDirectory}/bin`;

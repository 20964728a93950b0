import {statfsSync} from 'node:fs';
import type {CgroupVersion} from '../domain/host-choice.js';
import {ifThere} from '../files/read-text.door.js';

/** statfs(2): the file system type of cgroup v2. */
const CGROUP2_SUPER_MAGIC = 0x63677270;

/** The version of this host's control groups, by the file system of /sys/fs/cgroup; 1 where both are mounted. */
export const readCgroupVersion = (): CgroupVersion =>
	ifThere(() => statfsSync('/sys/fs/cgroup').type) === CGROUP2_SUPER_MAGIC ? '2' : '1';

/** Where the learner is at home inside every sandbox. */
export const LEARNER_HOME = '/home/learner';

/** The controllers that the course sets limits with. */
export const CONTROLLERS = ['memory', 'pids', 'cpu'] as const;

/** How everything is called that this program makes on the host: control groups, folders for temporary files. */
export const nameOnHost = (pid: number): string => `container-lessons-${pid}-`;

/**
 * Directories of the host of which one is covered, in the sandbox's own mount namespace, while the root of the
 * sandbox is built in its subdirectory `root`.
 */
export const STAGING_DIRECTORIES: readonly string[] = ['/tmp', '/mnt', '/srv', '/media'];

// Names that several rooms must agree on, because one makes what another looks for.

/** The learner's home directory in every sandbox. */
export const LEARNER_HOME = '/home/learner';

/**
 * Tells from which tab a process comes, though it left its session and its parent is gone: every
 * shell has its tab's number in its environment, what an exercise's setup runs has `setup`.
 */
export const TAB_VARIABLE = 'LESSON_TAB';

/** The controllers that the course sets limits with. */
export const CONTROLLERS = ['memory', 'pids', 'cpu'] as const;

/**
 * What everything this program makes on the host is named after: control groups, temporary folders.
 */
export const nameOnHost = (pid: number): string => `container-lessons-${pid}-`;

/**
 * Host directories to choose from: one of them is covered, in the sandbox's own mount namespace
 * only, while the sandbox's root is built in its subdirectory `root`.
 */
export const STAGING_DIRECTORIES: readonly string[] = ['/tmp', '/mnt', '/srv', '/media'];

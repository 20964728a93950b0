/** Where the learner is at home inside every sandbox. */
export const LEARNER_HOME = '/home/learner';

/** The controllers that the course sets limits with. */
export const CONTROLLERS = ['memory', 'pids', 'cpu'] as const;

/** How everything is called that this program makes on the host: control groups, folders for temporary files. */
export const nameOnHost = (pid: number): string => `container-lessons-${pid}-`;

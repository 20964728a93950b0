// Asks the kernel whether a terminal's foreground waits for the keyboard, for shells without marks.

import {statSync} from 'node:fs';
import {ifThere, readText} from '../files/read-text.door.js';
import type {ProcessRecord} from './process-record.js';

/**
 * What a terminal's foreground does: wait for input, work, or something the kernel does not tell.
 */
export type Foreground = 'waits' | 'works' | 'unknown';

/**
 * Where a process sleeps while it waits for its terminal: in the tty's read (`n_tty_read` sleeps in
 * `wait_woken`), or in select, poll or epoll, as line editors do. /proc/PID/wchan names the
 * function (proc_pid_wchan(5)).
 */
const WAITS_FOR_INPUT =
	/^(?:wait_woken|n_tty_read|poll_schedule_timeout|do_select|do_sys_poll|do_poll|ep_poll|do_epoll_wait)/;

/** Major numbers of pseudo-terminal slaves and of /dev/tty (admin-guide/devices.txt). */
const isTerminal = (major: number): boolean => (major >= 136 && major <= 143) || major === 5;

/**
 * What a terminal's foreground does. One process that waits for the keyboard settles it: the rest
 * of its pipeline is in the foreground, too.
 */
export function readForeground(
	processes: readonly Pick<ProcessRecord, 'pid' | 'state'>[],
): Foreground {
	const found = processes.map(({pid, state}) => (state === 'S' ? readSleep(pid) : 'works'));
	if (found.includes('waits')) return 'waits';
	return found.length === 0 || found.includes('unknown') ? 'unknown' : 'works';
}

function readSleep(pid: number): Foreground {
	// Empty or 0 if it is closed to us, the kernel has no symbols, or the process has just woken.
	const place = readText(`/proc/${pid}/wchan`) ?? '';
	if (place === '' || place === '0') return 'unknown';
	if (!WAITS_FOR_INPUT.test(place)) return 'works';
	const input = ifThere(() => statSync(`/proc/${pid}/fd/0`));
	return input === undefined || isTerminal(input.rdev >> 8) ? 'waits' : 'works';
}

// The scripts that run inside a sandbox, and the descriptors by which they talk to this program.

import {TAB_VARIABLE} from '../domain/shared-names.js';
import {MARK_OSC} from '../domain/shell-mark.js';
import {shellQuote} from '../domain/shell-quote.js';
import {TRACE_SOCKET_FD} from './shell-trace.js';

/** Descriptors of the sandbox's first process; each socket is used in both directions. */
export const INSIDE_FD = {
	/** Never written to: its end of file says that this program is gone. */
	watchdog: 0,
	/**
	 * Where the sandbox reports progress: lines of `init PID`, `cgroup PATH`, `ready`, `tty SLOT NR`.
	 */
	progress: 1,
	diagnostics: 2,
	tabs: [3, 4, 5],
	/** Scripts in, their standard output out. */
	run: 6,
	/** Standard error of those scripts. */
	runErrors: 7,
	/** What the learner's shells write of what they execute; never written to from here. */
	trace: TRACE_SOCKET_FD,
} as const;

/** Where this module's files are inside the sandbox. */
export const LESSON_DIRECTORY = '/run/lesson';

/**
 * What opens a pseudo-terminal inside the sandbox, so that `tty` names one and nothing reaches this
 * program's own.
 */
export type PtyTool = 'script' | 'python3';

const ALL_SOCKETS = [...INSIDE_FD.tabs, INSIDE_FD.run, INSIDE_FD.runErrors];
const CLOSE_SOCKETS = ALL_SOCKETS.map((fd) => `${fd}<&-`).join(' ');

/**
 * Pid 1: kills everything when this program is gone, and reaps orphans while it waits for the tabs.
 *
 * sh gives an asynchronous list /dev/null as its input, so the watchdog's pipe is moved to another
 * descriptor first. The tabs must not be asynchronous: such lists start with SIGINT ignored, and
 * Ctrl-C would be dead in them (POSIX sh, 2.11 Signals).
 *
 * The second user namespace does not own the mounts of the first, which locks them: nothing below
 * it can remount or unmount any (mount_namespaces(7), "Restrictions on mount namespaces"). All tabs
 * share it, so that one shell may inspect and enter what another made.
 */
export const INIT_SCRIPT = `exec 9<&0 </dev/null
{ read -r _ <&9 || :; kill -9 -1; } >/dev/null 2>&1 ${CLOSE_SOCKETS} ${INSIDE_FD.trace}>&- &
exec 9<&-
unshare -U --map-user=1000 --map-group=1000 -m --propagation private sh ${LESSON_DIRECTORY}/tabs
exit $?
`;

/**
 * The tabs and the runner, as elements of one pipeline because those keep SIGINT's default. Each
 * waits for a line that begins with the key, so that what is typed after a shell has ended starts
 * nothing.
 *
 * A script reaches the runner as `KEY ID SECONDS LENGTH` and that many bytes; `KEY ID STATUS`
 * follows its output.
 */
export function tabsScript(key: string, pty: PtyTool): string {
	const tabs = INSIDE_FD.tabs.map((fd, slot) => `tab ${slot} <&${fd} >&${fd} ${CLOSE_SOCKETS}`);
	const {run, runErrors} = INSIDE_FD;
	return `tab() {
	while read -r key view rows columns; do
		[ "$key" = ${key} ] || continue
		${PTY_COMMANDS[pty]}
		printf '\\033]${MARK_OSC};${key};ended;%d\\007' $?
	done
}
runner() {
	exec 9>&- ${INSIDE_FD.trace}>&-
	export ${TAB_VARIABLE}=setup
	while read -r key id seconds length; do
		[ "$key" = ${key} ] || continue
		head -c "$length" | {
			exec 9<&0 </dev/null
			exec timeout -s KILL "$seconds" sh /dev/fd/9
		}
		status=$?
		printf '\\n${key} %d %d\\n' "$id" $status
		printf '\\n${key} %d %d\\n' "$id" $status >&2
	done
}
exec 9>&1 >/dev/null
echo ready >&9
${tabs.join(' | ')} | runner <&${run} >&${run} 2>&${runErrors} ${CLOSE_SOCKETS}
`;
}

/** How each tool gives the shell a terminal. util-linux's script runs its command by $SHELL -c. */
const PTY_COMMANDS: Readonly<Record<PtyTool, string>> = {
	script: `SHELL=/bin/sh script -qfec "set -- $1 $view $rows $columns; . ${LESSON_DIRECTORY}/shell" /dev/null`,
	python3: `python3 -c 'import os, pty, sys
ended = pty.spawn(["/bin/sh", "-c", sys.argv[1]])
sys.exit(os.WEXITSTATUS(ended) if os.WIFEXITED(ended) else 128 + os.WTERMSIG(ended))' "set -- $1 $view $rows $columns; . ${LESSON_DIRECTORY}/shell"`,
};

export const LOOPBACK_TOOLS = ['ip', 'perl', 'python3', 'busybox'] as const;
export type LoopbackTool = (typeof LOOPBACK_TOOLS)[number];

/**
 * A new network namespace has its loopback interface down. The others do what `ip` does: set the
 * flag IFF_UP in a struct ifreq, by SIOCSIFFLAGS (netdevice(7)); with bare numbers, because perl
 * may come without Socket.
 */
export const LOOPBACK_UP: Readonly<Record<LoopbackTool, string>> = {
	ip: 'ip link set lo up',
	perl: `perl -e 'socket my $socket, 2, 2, 0; my $up = pack "a16 s x22", "lo", 1; ioctl $socket, 0x8914, $up'`,
	python3: `python3 -c 'import fcntl, socket, struct
fcntl.ioctl(socket.socket(2, 2), 0x8914, struct.pack("16sh22x", b"lo", 1))'`,
	busybox: 'busybox ip link set lo up',
};

/**
 * Below this program's priority, so that a busy lesson slows neither it nor the host; not
 * SCHED_IDLE, under which typing lags on a busy host. A terminal session is an autogroup, and
 * against other sessions only the autogroup's niceness counts (sched(7), "The autogroup feature").
 */
const NICENESS = 10;

/**
 * Becomes the learner's shell; its arguments are `SLOT VIEW ROWS COLUMNS`. script(1) turns echo off
 * where its own input is not a terminal, and a new terminal is 0x0; both are put right before bash
 * looks. Field 7 of stat tells this program which terminal it is (proc_pid_stat(5)).
 */
export const shellScript = (
	loopback: LoopbackTool,
): string => `read -r _ _ _ _ _ _ tty _ </proc/self/stat
echo "tty $1 $tty" >&9
exec 9>&-
export ${TAB_VARIABLE}=$1
stty rows "$3" cols "$4" echo iutf8
echo ${NICENESS} 2>/dev/null >/proc/self/autogroup
case $2 in
	root)
		export USER=root LOGNAME=root
		exec unshare -U -r -m -n -u -i -C --propagation private \\
			sh -c ${shellQuote(`${LOOPBACK_UP[loopback]} 2>/dev/null; exec nice -n ${NICENESS} bash -i`)}
		;;
	*) exec nice -n ${NICENESS} bash -i ;;
esac
`;

/** A pseudo-terminal's number, from its device number: the minor is in bits 31 to 20 and 7 to 0. */
export const terminalNumber = (device: number): number =>
	(device & 0xff) | ((device >> 12) & 0xfff00);

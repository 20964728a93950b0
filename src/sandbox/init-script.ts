// Writes the script of a sandbox's pid 1, which builds the file tree and then lives in it.

import {shellQuote} from '../domain/shell-quote.js';
import {
	INIT_SCRIPT,
	LESSON_DIRECTORY,
	LOOPBACK_UP,
	type LoopbackTool,
	shellScript,
} from './inside-scripts.js';
import type {CgroupPlan} from './plan-cgroup.js';
import {NAMESPACE_LIMITS} from './plan-limits.js';
import {fstabText, type HostPart, type MountPlan, type PlannedMount} from './plan-mounts.js';
import {BASH_PROFILE} from './shell-rc.js';
import {BASH_ENV_TEXT} from './shell-trace.js';

/** What pid 1's script is made from. */
export interface InitPlan {
	readonly mounts: MountPlan;
	readonly cgroup: CgroupPlan;
	readonly tabs: string;
	readonly hostName: string;
	/** What brings the loopback interface up. */
	readonly loopback: LoopbackTool;
	readonly rc: string;
	/** Options of prlimit(1). */
	readonly limits: string;
	/** Where the commands of this host are. */
	readonly toolDirectories: readonly string[];
}

const PASSWD = `root:x:0:0:root:/home/learner:/bin/bash
learner:x:1000:1000:learner:/home/learner:/bin/bash
nobody:x:65534:65534:nobody:/:/bin/false
`;
const GROUP = `root:x:0:
learner:x:1000:
nogroup:x:65534:
`;

/**
 * Holds nothing of the learner's: their own shell puts ~/bin first (shell-rc.ts), so the tabs and
 * the runner, which hold this program's sockets, never run what is in it.
 */
const insidePath = (toolDirectories: readonly string[]): string =>
	[...new Set([...USUAL_PATH, ...toolDirectories, `${LESSON_DIRECTORY}/bin`])].join(':');
/** As a login shell has it. */
const USUAL_PATH = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Pid 1's sh text in two parts: until the tree stands, and its life in it. */
export interface InitScript {
	readonly build: string;
	readonly run: string;
}

/**
 * What pid 1 does. It is uid 0 of the outer user namespace, which on the host is an ordinary uid.
 * An exec costs a millisecond, so builtins do whatever they can, and independent work runs at the
 * same time: joining a control group may wait ten milliseconds for the kernel (percpu_down_write).
 *
 * The texts are passed in the environment, so that ps shows the learner a short pid 1.
 */
export function initScript(plan: InitPlan): InitScript {
	const {mounts, cgroup} = plan;
	const hasGroup = cgroup.mounts.length > 0;
	const stage = `set -eu
unset STAGE
umask 022
# The host's /proc is still there, so this is the number on the host.
read -r pid _ </proc/self/stat
echo "init $pid"
${hasGroup ? JOIN_GROUPS : ''}
${limitAndName(plan)} &
mount -t tmpfs -o mode=755,nosuid,nodev,size=4m tmpfs ${mounts.staging}
cd ${mounts.staging}
# First the directories: mkdir and cp --parents must not make the same one at once.
mkdir -p ${words(mounts.directories)}
cp -P --parents ${words(mounts.symlinks)} . &
copying=$!
for name in ${words(mounts.files)}; do : >"$name"; done
${file('run/lesson/passwd', PASSWD)}
${file('run/lesson/group', GROUP)}
${file('run/lesson/tabs', plan.tabs)}
${file('run/lesson/shell', shellScript(plan.loopback))}
${file('run/lesson/bash-env', BASH_ENV_TEXT)}
${file('run/lesson/host', fstabText([mounts.root, ...mounts.parted, ...mounts.whole.map(({overlay}) => overlay)]))}
${file('run/lesson/fstab', fstabText(mounts.mounts))}
${file('run/lesson/optional', fstabText(mounts.optionalMounts))}
${file('run/lesson/cgroups', fstabText(cgroup.mounts))}
${showHost(mounts)}
mount -a -T run/lesson/fstab
${mounts.optionalMounts.length > 0 ? 'mount -a -T run/lesson/optional 2>/dev/null || :' : ''}
wait $copying
${hasGroup ? 'wait $joining' : ''}
cd ${mounts.staging}/root
pivot_root . mnt
cd /
wait
${hasGroup ? ENTER_GROUP_NAMESPACE : 'eval "$LIFE"'}
`;
	return {build: stage, run: runText(plan)};
}

const file = (name: string, text: string): string => `printf %s ${shellQuote(text)} >${name}`;
const words = (items: readonly string[]): string => items.map(shellQuote).join(' ');

/**
 * The limit on processes is set in here and not earlier: outside, it would count every process of
 * that uid (setrlimit(2), RLIMIT_NPROC; counted per user namespace since Linux 5.14).
 */
const limitAndName = ({loopback, hostName, limits}: InitPlan): string => `{
	# Not every host has hostname: the limits hold all the same (under set -e it would end here).
	hostname ${hostName} || :
	${LOOPBACK_UP[loopback]} || :
	prlimit --pid 1 ${limits}
} 2>/dev/null`;

const JOIN_GROUPS = `{ for group in $CGROUPS; do echo 1 >"$group/cgroup.procs"; done; } &
joining=$!`;

/** A cgroup namespace is rooted at the group its creator is in (cgroup_namespaces(7)). */
const ENTER_GROUP_NAMESPACE = `unset CGROUPS
exec unshare --cgroup sh -c 'eval "$LIFE"' lesson-init`;

/** The host's own tree, which pivot_root(2) has put here, goes before anything of the learner's is run. */
const LEAVE_HOST = `umount -l /mnt &
leaving=$!`;

const runText = ({cgroup, rc, toolDirectories}: InitPlan): string => `set -eu
unset LIFE
${LEAVE_HOST}
${cgroup.mounts.length > 0 ? 'mount -a -T /run/lesson/cgroups' : ''}
wait $leaving
${cgroup.settle}
{
${Object.entries(NAMESPACE_LIMITS)
	.map(([name, most]) => `	echo ${most} >/proc/sys/user/${name} || :`)
	.join('\n')}
} 2>/dev/null
echo 1000 >/proc/self/oom_score_adj
cd /home/learner
${file('.bashrc', rc)}
${file('.bash_profile', BASH_PROFILE)}
unset LC_ALL LIBMOUNT_FORCE_MOUNT2
# bash keeps a HOSTNAME that it is given: what it says is not what the kernel says.
export HOSTNAME=lesson LANG=C.UTF-8 HOME=/home/learner USER=learner LOGNAME=learner PATH=${shellQuote(insidePath(toolDirectories))}
set +eu
${INIT_SCRIPT}`;

/**
 * The host's part of the tree. One mount(8) lays it over; only where the kernel refuses one of those
 * (before Linux 5.11, or over a file system that can't be a layer) are they looked at one by one.
 */
const showHost = ({whole, parted, submounts}: MountPlan): string => `${CLOSE_SOCKETS_IN}
mount -a -T run/lesson/host 2>/dev/null || {
	:
${whole.map(({bind}) => `	[ -n "$(ls -A ${at(bind)})" ] || { ${mountOnce(bind)}; close_sockets ${at(bind)}; }`).join('\n')}
}
${parted.map((bind) => `close_sockets ${at(bind)}`).join('\n')}
${submounts.map(lockSubmount).join('\n')}`;

/**
 * Covers every socket and FIFO on the mount it is given, for a read-only bind stops no connect(2).
 * One that can't be covered ends the start. Where there is no find(1), sh takes ten times as long.
 */
const CLOSE_SOCKETS_IN = `cover() { mount --bind /dev/null "$1" || exit 1; }
walk() {
	if [ -S "$1" ] || [ -p "$1" ]; then cover "$1"; return; fi
	for at in "$1"/* "$1"/.[!.]*; do
		if [ -L "$at" ] || [ -f "$at" ] || [ ! -e "$at" ]; then continue; fi
		walk "$at"
	done
}
close_sockets() {
	if ! command -v find >/dev/null; then walk "$1"; return; fi
	left=$(find "$1" -xdev \\( -type s -o -type p \\) ! -exec mount --bind /dev/null {} \\; -print 2>/dev/null) || :
	[ -z "$left" ] || { echo "a socket can't be covered: $left" >&2; exit 1; }
}`;

const at = ({target}: PlannedMount): string => shellQuote(target);

const mountOnce = ({source, target, options}: PlannedMount): string =>
	`mount -o ${options} ${shellQuote(source)} ${shellQuote(target)}`;

/**
 * A directory is laid over if it can be, else made read-only, as a file is. What can be neither is
 * covered: an open door is worse than a missing directory. What is not there is below another mount.
 */
const lockSubmount = ({overlay, bind}: HostPart): string => `[ ! -e ${at(bind)} ] || {
	[ -d ${at(bind)} ] && mount -t overlay -o ${shellQuote(overlay.options)} overlay ${at(bind)}
} 2>/dev/null || {
	mount -o ${bind.options} ${at(bind)} && close_sockets ${at(bind)}
} || mount -t tmpfs -o ro,size=4k tmpfs ${at(bind)} || mount --bind /dev/null ${at(bind)}`;

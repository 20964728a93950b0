// Starts the process that outlives this program and removes the control groups of a sandbox.

import {spawn} from 'node:child_process';

/** More groups than any lesson makes, in all hierarchies together. */
const MOST_GROUPS = 1000;

/**
 * When its input ends, it removes the control groups named as arguments and kills whatever still
 * runs in them. Of a program that was killed, the kernel cleans up processes, mounts and
 * namespaces; cgroup directories stay. `find -delete` goes from directory to directory, and so to
 * any depth; busybox' takes whole paths: what lies too deep for it the next start removes.
 *
 * Until then it looks once a second whether the sandbox makes groups without end, which v1 has no
 * limit for (the kernel has 65535 memory groups for the whole host), and says so on its output. The
 * kernel counts all of the host's in one file, so the sandbox's own are counted only if need be.
 */
const JANITOR_SCRIPT = `trap "" HUP INT TERM PIPE
total() {
	sum=0
	while read -r _ _ count _; do [[ $count != [0-9]* ]] || ((sum += count)); done
} </proc/cgroups
total
quiet=$sum
# Above 128, read has only waited long enough (bash(1)); 1 is the end.
until read -r -t 1 _; [ $? = 1 ]; do
	total
	((sum <= quiet + ${MOST_GROUPS} || $(find "$@" -type d | wc -l) <= ${MOST_GROUPS})) || echo crowded
done 2>/dev/null
tries=50
while [ $tries -gt 0 ]; do
	left=
	for group; do
		[ -d "$group" ] || continue
		find "$group" -depth -type d -delete
		[ -d "$group" ] || continue
		left=yes
		find "$group" -name cgroup.procs -exec cat {} + | while read -r pid; do kill -9 "$pid"; done
	done 2>/dev/null
	[ -n "$left" ] || exit 0
	sleep 0.1
	tries=$((tries - 1))
done
`;

/** A process that waits for this program's end. */
export interface Janitor {
	/** Its sandbox makes groups without end; may be called again each second. */
	onCrowded(listener: () => void): void;
	/** Lets it do its work now. */
	end(): void;
}

/** It must be there before the groups are, since this program may be killed at any moment. */
export function startJanitor(groups: readonly string[], path: string | undefined): Janitor {
	const janitor = spawn('bash', ['-c', JANITOR_SCRIPT, 'janitor', ...groups], {
		stdio: ['pipe', 'pipe', 'ignore'],
		cwd: '/',
		env: {PATH: path},
		detached: true,
	});
	janitor.unref();
	janitor.on('error', () => {});
	return {
		onCrowded(listener) {
			janitor.stdout.on('data', listener);
		},
		end() {
			janitor.stdin.end();
			janitor.stdout.destroy();
		},
	};
}

/**
 * The sh text of a process that outlives this program: when its input ends, it removes the control
 * groups named as arguments and kills whatever still runs in them. Of a program that was killed,
 * the kernel cleans up processes, mounts and namespaces; cgroup directories stay.
 */
export const JANITOR_SCRIPT = `trap "" HUP INT TERM
while read -r _; do :; done
tries=50
while [ $tries -gt 0 ]; do
	left=
	for group; do
		[ -d "$group" ] || continue
		left=yes
		find "$group" -name cgroup.procs -exec cat {} + | while read -r pid; do kill -9 "$pid"; done
		find "$group" -depth -type d -exec rmdir {} \\;
	done 2>/dev/null
	[ -n "$left" ] || exit 0
	sleep 0.1
	tries=$((tries - 1))
done
`;

#!/usr/bin/env bash
# box: a container engine small enough to be read. A container is a directory, ~/boxes/NAME, with a spec.
#
#   box start NAME   start it; say once its log holds the word `ready`, or after five seconds, whether it lives
#   box stop NAME    ask its process 1 to end (TERM); say after at most two seconds whether it did
#   box kill NAME    end its process 1 without asking (KILL)
#   box log NAME     what it printed
#   box pid NAME     the number of its process 1, out here
#   box plug NAME    mount the disk that its spec names
#
# A spec sets: command; user, its uid inside; memory, in bytes; propagation of mounts, and scratch, a
# directory that is covered by an empty one inside; network=wire, with wire=up or down and route=yes or no;
# ready, a word that its log holds once it serves.
set -u
# With job control a background job starts with no signal ignored (bash(1), "Signals").
set -m

say() { echo "box: $*"; }
fail() { say "$*" >&2; exit 1; }

[ $# -eq 2 ] || fail 'box start|stop|kill|log|pid|plug NAME'
name=$2
dir=$HOME/boxes/$name
[ -r "$dir/spec" ] || fail "there is no container $name; there is $(ls -m "$HOME/boxes")."
command= user= memory= propagation=private scratch= network= wire=up route=yes
disk= film= subnet= target= ready=
. "$dir/spec"

pid() { cat "$dir/pid" 2>/dev/null; }
is_running() { [ -n "$(pid)" ] && kill -0 "$(pid)" 2>/dev/null; }

# Process 1 of the container, still a shell. /proc is the old one at first, so it can read its number there.
# shellcheck disable=SC2016
inside='
	read -r pid _ </proc/self/stat
	echo "$pid" >"$dir/pid"
	hostname "$name" 2>/dev/null
	mount -t proc proc /proc
	[ -z "$scratch" ] || mount -t tmpfs -o size=1m tmpfs "$scratch"
	until [ -e "$dir/ready" ]; do sleep 0.05; done
	[ -z "$user" ] || exec unshare --user --map-user="$user" $command
	exec $command
'

# Moves this process into the group of the container, cgroup v1 or v2.
join_group() {
	local tree group
	for tree in /sys/fs/cgroup/memory /sys/fs/cgroup; do
		group=$tree/$name
		mkdir -p "$group" 2>/dev/null && [ -w "$group/cgroup.procs" ] || continue
		echo max >"$group/memory.max" || echo -1 >"$group/memory.limit_in_bytes"
		echo "$memory" >"$group/memory.max" || echo "$memory" >"$group/memory.limit_in_bytes"
		echo 0 >"$group/memory.swap.max"
		echo "$BASHPID" >"$group/cgroup.procs" && return
	done 2>/dev/null
}

# A veth pair from here to the container, and behind this end the address that it wants to reach.
lay_wire() {
	local in=(nsenter --target "$(pid)" --net)
	ip link del "$name" 2>/dev/null
	ip addr add "$target/32" dev lo 2>/dev/null
	ip link add "$name" type veth peer name eth0 netns "$(pid)"
	ip addr add "10.77.$subnet.1/24" dev "$name"
	ip link set "$name" up
	"${in[@]}" ip addr add "10.77.$subnet.2/24" dev eth0
	"${in[@]}" ip link set eth0 up
	if [ "$route" = yes ]; then "${in[@]}" ip route add default via "10.77.$subnet.1"; fi
	ip link set "$name" "$wire"
}

start() {
	local job status left=50
	is_running && fail "$name runs already; box kill $name ends it."
	rm -f "$dir/pid" "$dir/ready"
	if [ -n "$disk" ] && ! mountpoint -q ~/media; then
		mount --rbind ~/media ~/media
		mount --make-rshared ~/media
	fi
	(
		[ -z "$memory" ] || join_group
		export dir name scratch user command
		exec unshare --mount --propagation "$propagation" --pid --fork --uts --ipc \
			${network:+--net} sh -c "$inside"
	) </dev/null >"$dir/log" 2>&1 &
	job=$!
	until [ -s "$dir/pid" ] || ! kill -0 "$job" 2>/dev/null; do sleep 0.05; done
	[ -z "$network" ] || lay_wire
	: >"$dir/ready"
	while ((left-- > 0)); do
		sleep 0.1
		# What serves is watched for half a second more: many a program dies right after its first words.
		((left > 5)) && [ -n "$ready" ] && grep -q "$ready" "$dir/log" && left=5
		is_running && continue
		wait "$job" 2>/dev/null
		status=$?
		rm -f "$dir/pid"
		fail "$name ended with status $status."
	done
	say "$name runs, its process 1 is $(pid) out here."
}

stop() {
	is_running || fail "$name does not run."
	kill -TERM "$(pid)"
	for _ in {1..20}; do
		sleep 0.1
		is_running || { say "$name ended after TERM."; return; }
	done
	fail "$name is still there, two seconds after TERM."
}

case $1 in
	start) start ;;
	stop) stop ;;
	kill)
		is_running || fail "$name does not run."
		kill -KILL "$(pid)"
		# Until then its port, its mounts and its group are in use.
		while is_running; do sleep 0.05; done
		say "$name was killed."
		;;
	log) cat "$dir/log" ;;
	pid) is_running && pid ;;
	plug)
		mountpoint -q ~/media/"$disk" || mount -t tmpfs -o size=1m disk ~/media/"$disk"
		echo 'a film' >~/media/"$disk/$film"
		say "the disk is at ~/media/$disk, with $(ls ~/media/"$disk")."
		;;
	*) fail "there is no command $1." ;;
esac

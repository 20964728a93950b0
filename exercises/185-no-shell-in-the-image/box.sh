#!/usr/bin/env bash
# box: starts images that hold one program and what it needs, and no shell. A container is ~/boxes/NAME, with a spec.
#
#   box start NAME            start it, with pid, mount, network, host name and IPC namespaces of its own
#   box pid NAME              the number of its process 1, out here
#   box exec NAME COMMAND...  COMMAND, a program of the image, in all of these namespaces
#   box kill NAME             end its process 1 (KILL)
set -u

fail() { echo "box: $*" >&2; exit 1; }

# A new network namespace has its loopback down. Without ip(8): IFF_UP in a struct ifreq, by SIOCSIFFLAGS (netdevice(7)).
raise_loopback() {
	ip link set lo up 2> /dev/null || busybox ip link set lo up 2> /dev/null ||
		perl -e 'socket my $s, 2, 2, 0; my $up = pack "a16 s x22", "lo", 1; ioctl $s, 0x8914, $up or exit 1'
}
[ "${1:-}" != loopback ] || { raise_loopback; exit; }

[ $# -ge 2 ] || fail 'box start|pid|exec|kill NAME'
verb=$1 name=$2 dir=$HOME/boxes/$2
shift 2
[ -r "$dir/spec" ] || fail "there is no container $name; there is $(ls -m "$HOME/boxes")."
pid() { cat "$dir/pid" 2> /dev/null; }
is_running() { [ -n "$(pid)" ] && kill -0 "$(pid)" 2> /dev/null; }

# The root file system: the program and its libraries, on a tmpfs that only this mount namespace has. At the end it
# takes the place of / as switch_root(8) does it: what was mounted there before is covered, and has no path any more.
# shellcheck disable=SC2016
inside='
	set -e
	read -r pid _ < /proc/self/stat
	cd "$dir/root"
	mount -t tmpfs -o mode=0755 image .
	cd "$dir/root"
	mkdir -p app bin dev etc proc run/hold var/log
	give() {
		[ -e ".$1" ] && return
		mkdir -p ".${1%/*}"
		if [ -d "$1" ]; then mkdir -p ".$1"; else : > ".$1"; fi
		mount --bind "$1" ".$1"
	}
	node=$(readlink -f "$(command -v node)")
	# At its own path, for it may look for libraries beside itself ($ORIGIN, ld.so(8)).
	give "$node"
	[ -e bin/node ] || ln -s "$node" bin/node
	for file in $(ldd "$node" | grep -o "/[^ ]*"); do give "$file"; done
	[ ! -d /usr/share/nodejs ] || give /usr/share/nodejs
	give /dev/null
	give /dev/urandom
	cp ~/bin/service app/service
	printf "build %s\nlisten 127.0.0.1:%s\nlog /var/log/service.log\n" "$stamp" "$door" > etc/service.conf
	hostname "$name" 2> /dev/null || :
	uname -n > etc/name
	mount -t proc proc proc
	~/bin/box loopback
	echo "$pid" > "$dir/pid"
	mount --no-mtab --move . /
	exec chroot . /bin/node /app/service "$role" "$name"
'

case $verb in
	start)
		is_running && fail "$name runs already."
		mkdir -p "$dir/root"
		rm -f "$dir/pid"
		(
			set -a
			. "$dir/spec"
			export dir name
			exec unshare --mount --pid --fork --uts --ipc --net sh -c "$inside"
		) < /dev/null > "$dir/log" 2>&1 &
		for ((tenths = 100; tenths > 0; tenths--)); do
			grep -qs runs "$dir/log" && break
			sleep 0.1
		done
		is_running || fail "$name has not started: $(cat "$dir/log")"
		echo "box: $name runs, its process 1 is $(pid) out here."
		;;
	pid) is_running && pid ;;
	exec)
		is_running || fail "$name does not run."
		exec nsenter --target "$(pid)" --mount --pid --net --uts --ipc "$@"
		;;
	kill)
		is_running || fail "$name does not run."
		kill -KILL "$(pid)"
		;;
	*) fail "there is no command $verb." ;;
esac
